-- AlterTable
ALTER TABLE "Alignement" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "Alignement" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "Alignement" DROP CONSTRAINT "Alignement_pkey", ADD CONSTRAINT "Alignement_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "Alignement" ADD CONSTRAINT "Alignement_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "Alignement_dossierId_rang_idx" ON "Alignement"("dossierId", "rang");

-- AlterTable
ALTER TABLE "CampusDossier" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "CampusDossier" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "CampusDossier" DROP CONSTRAINT "CampusDossier_pkey", ADD CONSTRAINT "CampusDossier_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "CampusDossier" ADD CONSTRAINT "CampusDossier_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "CampusDossier_dossierId_rang_idx" ON "CampusDossier"("dossierId", "rang");

-- AlterTable
ALTER TABLE "Dossier" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Financement" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "Financement" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "Financement" DROP CONSTRAINT "Financement_pkey", ADD CONSTRAINT "Financement_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "Financement" ADD CONSTRAINT "Financement_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "Financement_dossierId_rang_idx" ON "Financement"("dossierId", "rang");

-- AlterTable
ALTER TABLE "Indicateur" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "Indicateur" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "Indicateur" DROP CONSTRAINT "Indicateur_pkey", ADD CONSTRAINT "Indicateur_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "Indicateur" ADD CONSTRAINT "Indicateur_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "Indicateur_dossierId_rang_idx" ON "Indicateur"("dossierId", "rang");

-- AlterTable
ALTER TABLE "LigneBudget" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "LigneBudget" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "LigneBudget" DROP CONSTRAINT "LigneBudget_pkey", ADD CONSTRAINT "LigneBudget_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "LigneBudget" ADD CONSTRAINT "LigneBudget_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "LigneBudget_dossierId_rang_idx" ON "LigneBudget"("dossierId", "rang");

-- AlterTable
ALTER TABLE "PlateauTechnique" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "PlateauTechnique" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "PlateauTechnique" DROP CONSTRAINT "PlateauTechnique_pkey", ADD CONSTRAINT "PlateauTechnique_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "PlateauTechnique" ADD CONSTRAINT "PlateauTechnique_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "PlateauTechnique_dossierId_rang_idx" ON "PlateauTechnique"("dossierId", "rang");

-- AlterTable
ALTER TABLE "PublicPrevu" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "PublicPrevu" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "PublicPrevu" DROP CONSTRAINT "PublicPrevu_pkey", ADD CONSTRAINT "PublicPrevu_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "PublicPrevu" ADD CONSTRAINT "PublicPrevu_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "PublicPrevu_dossierId_rang_idx" ON "PublicPrevu"("dossierId", "rang");

-- AlterTable
ALTER TABLE "Repartition" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "Repartition" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "Repartition" DROP CONSTRAINT "Repartition_pkey", ADD CONSTRAINT "Repartition_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "Repartition" ADD CONSTRAINT "Repartition_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "Repartition_dossierId_rang_idx" ON "Repartition"("dossierId", "rang");

-- AlterTable
ALTER TABLE "Transformation" ADD COLUMN "cle" TEXT NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE "Transformation" ALTER COLUMN "cle" DROP DEFAULT;
ALTER TABLE "Transformation" DROP CONSTRAINT "Transformation_pkey", ADD CONSTRAINT "Transformation_pkey" PRIMARY KEY ("dossierId", "cle");
ALTER TABLE "Transformation" ADD CONSTRAINT "Transformation_cle_check" CHECK (length("cle") BETWEEN 1 AND 120);
CREATE INDEX "Transformation_dossierId_rang_idx" ON "Transformation"("dossierId", "rang");

-- CreateTable
CREATE TABLE "ModificationChamp" (
    "dossierId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "adresse" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "nature" TEXT NOT NULL,
    "operation" UUID,
    "client" UUID,
    "rang" INTEGER,
    "avant" JSONB,
    "apres" JSONB,
    "appliquee" BOOLEAN NOT NULL DEFAULT true,
    "le" TIMESTAMPTZ(3) NOT NULL,
    "parId" UUID,

    CONSTRAINT "ModificationChamp_pkey" PRIMARY KEY ("dossierId","revision","adresse")
);

-- CreateTable
CREATE TABLE "Presence" (
    "dossierId" UUID NOT NULL,
    "client" UUID NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "section" TEXT,
    "adresse" TEXT,
    "vueLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("dossierId","client")
);

-- CreateTable
CREATE TABLE "Commentaire" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "filId" UUID,
    "section" TEXT NOT NULL,
    "adresse" TEXT,
    "texte" TEXT NOT NULL,
    "auteurId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modifieLe" TIMESTAMPTZ(3),
    "retireLe" TIMESTAMPTZ(3),
    "resoluLe" TIMESTAMPTZ(3),
    "resoluParId" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Commentaire_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MentionCommentaire" (
    "commentaireId" UUID NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "lueLe" TIMESTAMPTZ(3),

    CONSTRAINT "MentionCommentaire_pkey" PRIMARY KEY ("commentaireId","utilisateurId")
);

-- CreateTable
CREATE TABLE "PointSauvegarde" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "note" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "creeParId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "regime" TEXT NOT NULL,
    "regimeNumero" INTEGER NOT NULL,
    "donnees" JSONB NOT NULL,
    "verdicts" JSONB NOT NULL,
    "cles" JSONB NOT NULL,
    "retireLe" TIMESTAMPTZ(3),
    "retireParId" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PointSauvegarde_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecepisseDepot" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "operateur" TEXT NOT NULL,
    "numero" TEXT NOT NULL,
    "deposeLe" DATE NOT NULL,
    "nomFichier" TEXT,
    "typeMime" TEXT,
    "octets" INTEGER,
    "sha256" TEXT,
    "cleStockage" TEXT,
    "inscritLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "inscritParId" UUID NOT NULL,
    "retireLe" TIMESTAMPTZ(3),
    "motifRetrait" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RecepisseDepot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ModificationChamp_dossierId_adresse_revision_idx" ON "ModificationChamp"("dossierId", "adresse", "revision");

-- CreateIndex
CREATE INDEX "ModificationChamp_parId_idx" ON "ModificationChamp"("parId");

-- CreateIndex
CREATE UNIQUE INDEX "ModificationChamp_dossierId_operation_key" ON "ModificationChamp"("dossierId", "operation");

-- CreateIndex
CREATE INDEX "Presence_vueLe_idx" ON "Presence"("vueLe");

-- CreateIndex
CREATE INDEX "Presence_utilisateurId_idx" ON "Presence"("utilisateurId");

-- CreateIndex
CREATE INDEX "Commentaire_dossierId_section_idx" ON "Commentaire"("dossierId", "section");

-- CreateIndex
CREATE INDEX "Commentaire_filId_idx" ON "Commentaire"("filId");

-- CreateIndex
CREATE INDEX "Commentaire_auteurId_idx" ON "Commentaire"("auteurId");

-- CreateIndex
CREATE INDEX "MentionCommentaire_utilisateurId_lueLe_idx" ON "MentionCommentaire"("utilisateurId", "lueLe");

-- CreateIndex
CREATE INDEX "PointSauvegarde_dossierId_creeLe_idx" ON "PointSauvegarde"("dossierId", "creeLe");

-- CreateIndex
CREATE UNIQUE INDEX "RecepisseDepot_cleStockage_key" ON "RecepisseDepot"("cleStockage");

-- CreateIndex
CREATE INDEX "RecepisseDepot_dossierId_idx" ON "RecepisseDepot"("dossierId");

-- CreateIndex
CREATE INDEX "RecepisseDepot_versionId_idx" ON "RecepisseDepot"("versionId");

-- AddForeignKey
ALTER TABLE "ModificationChamp" ADD CONSTRAINT "ModificationChamp_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModificationChamp" ADD CONSTRAINT "ModificationChamp_parId_fkey" FOREIGN KEY ("parId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commentaire" ADD CONSTRAINT "Commentaire_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commentaire" ADD CONSTRAINT "Commentaire_filId_fkey" FOREIGN KEY ("filId") REFERENCES "Commentaire"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commentaire" ADD CONSTRAINT "Commentaire_auteurId_fkey" FOREIGN KEY ("auteurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commentaire" ADD CONSTRAINT "Commentaire_resoluParId_fkey" FOREIGN KEY ("resoluParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MentionCommentaire" ADD CONSTRAINT "MentionCommentaire_commentaireId_fkey" FOREIGN KEY ("commentaireId") REFERENCES "Commentaire"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MentionCommentaire" ADD CONSTRAINT "MentionCommentaire_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointSauvegarde" ADD CONSTRAINT "PointSauvegarde_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointSauvegarde" ADD CONSTRAINT "PointSauvegarde_creeParId_fkey" FOREIGN KEY ("creeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointSauvegarde" ADD CONSTRAINT "PointSauvegarde_retireParId_fkey" FOREIGN KEY ("retireParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecepisseDepot" ADD CONSTRAINT "RecepisseDepot_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecepisseDepot" ADD CONSTRAINT "RecepisseDepot_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "VersionDeposee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecepisseDepot" ADD CONSTRAINT "RecepisseDepot_inscritParId_fkey" FOREIGN KEY ("inscritParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks and append-only: written by hand.
ALTER TABLE "Dossier" ADD CONSTRAINT "Dossier_revision_check" CHECK ("revision" >= 0);
ALTER TABLE "ModificationChamp"
  ADD CONSTRAINT "ModificationChamp_revision_check" CHECK ("revision" > 0),
  ADD CONSTRAINT "ModificationChamp_type_check" CHECK ("type" IN ('champ', 'ajout', 'retrait')),
  ADD CONSTRAINT "ModificationChamp_nature_check" CHECK ("nature" IN ('saisie', 'restauration', 'conflit', 'systeme')),
  ADD CONSTRAINT "ModificationChamp_conflit_check" CHECK ("appliquee" = ("nature" <> 'conflit'));
CREATE TRIGGER "ModificationChamp_ajout_seul" BEFORE UPDATE OR DELETE ON "ModificationChamp"
  FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "ModificationChamp_sans_vidage" BEFORE TRUNCATE ON "ModificationChamp"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();
ALTER TABLE "Commentaire"
  ADD CONSTRAINT "Commentaire_texte_check" CHECK (length("texte") <= 4000),
  -- Only a thread is resolved, never an answer.
  ADD CONSTRAINT "Commentaire_resolu_check" CHECK ("filId" IS NULL OR "resoluLe" IS NULL);
ALTER TABLE "PointSauvegarde" ADD CONSTRAINT "PointSauvegarde_nom_check" CHECK (length("nom") BETWEEN 1 AND 120);
ALTER TABLE "RecepisseDepot"
  ADD CONSTRAINT "RecepisseDepot_operateur_check" CHECK ("operateur" IN ('anr', 'banque_des_territoires', 'autre')),
  ADD CONSTRAINT "RecepisseDepot_numero_check" CHECK (length("numero") BETWEEN 1 AND 120),
  -- A file is whole or absent.
  ADD CONSTRAINT "RecepisseDepot_fichier_check" CHECK (
    ("cleStockage" IS NULL) = ("sha256" IS NULL) AND ("cleStockage" IS NULL) = ("octets" IS NULL)
    AND ("cleStockage" IS NULL) = ("nomFichier" IS NULL) AND ("cleStockage" IS NULL) = ("typeMime" IS NULL));
