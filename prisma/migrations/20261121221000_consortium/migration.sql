-- CreateEnum
CREATE TYPE "SourceIdentite" AS ENUM ('declaree', 'annuaire', 'registre');

-- AlterTable
ALTER TABLE "Courriel" ADD COLUMN     "pieceCle" TEXT,
ADD COLUMN     "pieceNom" TEXT;

-- AlterTable
ALTER TABLE "Financement" ADD COLUMN     "baseValorisation" TEXT;

-- AlterTable
ALTER TABLE "Partenaire" ADD COLUMN     "contactCourriel" TEXT,
ADD COLUMN     "contactFonction" TEXT,
ADD COLUMN     "contactNom" TEXT,
ADD COLUMN     "contactTelephone" TEXT,
ADD COLUMN     "organisationId" UUID,
ADD COLUMN     "role" TEXT,
ADD COLUMN     "signataireFonction" TEXT,
ADD COLUMN     "signataireNom" TEXT;

-- AlterTable
ALTER TABLE "Repartition" ADD COLUMN     "part" TEXT;

-- AlterTable
ALTER TABLE "VersionDeposee" ADD COLUMN     "complements" JSONB;

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "siret" TEXT,
    "uai" TEXT,
    "nature" TEXT,
    "categorie" TEXT,
    "commune" TEXT,
    "source" "SourceIdentite" NOT NULL DEFAULT 'declaree',
    "verifieeLe" TIMESTAMPTZ(3),
    "fermeeLe" DATE,
    "recherche" TEXT NOT NULL DEFAULT '',
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modifieLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scenario" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "gestes" JSONB NOT NULL,
    "surRevision" INTEGER NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "creeParId" UUID NOT NULL,
    "modifieLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modifieParId" UUID NOT NULL,
    "appliqueLe" TIMESTAMPTZ(3),
    "appliqueParId" UUID,
    "retireLe" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Scenario_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LettreEngagement" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "partenaire" TEXT NOT NULL,
    "nomPartenaire" TEXT NOT NULL,
    "numero" INTEGER NOT NULL,
    "montant" BIGINT NOT NULL,
    "prepareeLe" TIMESTAMPTZ(3) NOT NULL,
    "prepareeParId" UUID NOT NULL,
    "pdfCle" TEXT NOT NULL,
    "pdfOctets" INTEGER NOT NULL,
    "pdfSha256" TEXT NOT NULL,
    "envoyeeLe" TIMESTAMPTZ(3),
    "envoyeeParId" UUID,
    "envoyeeA" TEXT,
    "signeeLe" DATE,
    "nomFichier" TEXT,
    "typeMime" TEXT,
    "octets" INTEGER,
    "sha256" TEXT,
    "cleStockage" TEXT,
    "deposeeLe" TIMESTAMPTZ(3),
    "deposeeParId" UUID,
    "retireeLe" TIMESTAMPTZ(3),
    "retireeParId" UUID,
    "motifRetrait" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "LettreEngagement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_siret_key" ON "Organisation"("siret");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_uai_key" ON "Organisation"("uai");

-- CreateIndex
CREATE INDEX "Organisation_recherche_idx" ON "Organisation"("recherche");

-- CreateIndex
CREATE INDEX "Scenario_dossierId_creeLe_idx" ON "Scenario"("dossierId", "creeLe");

-- CreateIndex
CREATE UNIQUE INDEX "LettreEngagement_pdfCle_key" ON "LettreEngagement"("pdfCle");

-- CreateIndex
CREATE UNIQUE INDEX "LettreEngagement_cleStockage_key" ON "LettreEngagement"("cleStockage");

-- CreateIndex
CREATE INDEX "LettreEngagement_dossierId_idx" ON "LettreEngagement"("dossierId");

-- CreateIndex
CREATE UNIQUE INDEX "LettreEngagement_dossierId_partenaire_numero_key" ON "LettreEngagement"("dossierId", "partenaire", "numero");

-- CreateIndex
CREATE INDEX "Partenaire_organisationId_idx" ON "Partenaire"("organisationId");

-- AddForeignKey
ALTER TABLE "Partenaire" ADD CONSTRAINT "Partenaire_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_creeParId_fkey" FOREIGN KEY ("creeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_modifieParId_fkey" FOREIGN KEY ("modifieParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_appliqueParId_fkey" FOREIGN KEY ("appliqueParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LettreEngagement" ADD CONSTRAINT "LettreEngagement_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LettreEngagement" ADD CONSTRAINT "LettreEngagement_prepareeParId_fkey" FOREIGN KEY ("prepareeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LettreEngagement" ADD CONSTRAINT "LettreEngagement_envoyeeParId_fkey" FOREIGN KEY ("envoyeeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LettreEngagement" ADD CONSTRAINT "LettreEngagement_deposeeParId_fkey" FOREIGN KEY ("deposeeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LettreEngagement" ADD CONSTRAINT "LettreEngagement_retireeParId_fkey" FOREIGN KEY ("retireeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say.
ALTER TABLE "Organisation"
  ADD CONSTRAINT "Organisation_nom_check" CHECK (btrim("nom") <> ''),
  ADD CONSTRAINT "Organisation_identifiant_check" CHECK ("siret" IS NOT NULL OR "uai" IS NOT NULL),
  -- What no register gave is not verified, and what one gave has its date.
  ADD CONSTRAINT "Organisation_verifiee_check" CHECK (("source" = 'declaree') = ("verifieeLe" IS NULL));

ALTER TABLE "Courriel" ADD CONSTRAINT "Courriel_piece_check" CHECK (("pieceNom" IS NULL) = ("pieceCle" IS NULL));

ALTER TABLE "Scenario"
  ADD CONSTRAINT "Scenario_nom_check" CHECK (btrim("nom") <> ''),
  ADD CONSTRAINT "Scenario_application_check" CHECK (("appliqueLe" IS NULL) = ("appliqueParId" IS NULL));

ALTER TABLE "LettreEngagement"
  ADD CONSTRAINT "LettreEngagement_montant_check" CHECK ("montant" >= 0),
  ADD CONSTRAINT "LettreEngagement_numero_check" CHECK ("numero" > 0),
  ADD CONSTRAINT "LettreEngagement_envoi_check" CHECK (("envoyeeLe" IS NULL) = ("envoyeeA" IS NULL)),
  -- Signed: a day and a file, never one alone.
  ADD CONSTRAINT "LettreEngagement_signature_check" CHECK (
    ("signeeLe" IS NULL) = ("cleStockage" IS NULL) AND ("cleStockage" IS NULL) = ("sha256" IS NULL)
    AND ("cleStockage" IS NULL) = ("deposeeLe" IS NULL)
  ),
  ADD CONSTRAINT "LettreEngagement_retrait_check" CHECK (("retireeLe" IS NULL) = ("motifRetrait" IS NULL));

-- One letter at a time runs for a partner: the others are set aside.
CREATE UNIQUE INDEX "LettreEngagement_une_courante" ON "LettreEngagement" ("dossierId", "partenaire") WHERE "retireeLe" IS NULL;

-- What a letter says, and what was signed, never changes: another letter replaces it.
CREATE FUNCTION refuser_contenu_lettre() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."dossierId" IS DISTINCT FROM OLD."dossierId"
     OR NEW."partenaire" IS DISTINCT FROM OLD."partenaire" OR NEW."numero" IS DISTINCT FROM OLD."numero"
     OR NEW."montant" IS DISTINCT FROM OLD."montant" OR NEW."nomPartenaire" IS DISTINCT FROM OLD."nomPartenaire"
     OR NEW."pdfCle" IS DISTINCT FROM OLD."pdfCle" OR NEW."pdfSha256" IS DISTINCT FROM OLD."pdfSha256"
     OR (OLD."signeeLe" IS NOT NULL AND (NEW."signeeLe" IS DISTINCT FROM OLD."signeeLe"
         OR NEW."sha256" IS DISTINCT FROM OLD."sha256" OR NEW."cleStockage" IS DISTINCT FROM OLD."cleStockage"))
     OR (OLD."retireeLe" IS NOT NULL AND NEW."retireeLe" IS DISTINCT FROM OLD."retireeLe") THEN
    RAISE EXCEPTION 'Le contenu d’une lettre d’engagement ne change pas : % est refusé.', TG_OP;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "LettreEngagement_contenu_fige" BEFORE UPDATE ON "LettreEngagement"
  FOR EACH ROW EXECUTE FUNCTION refuser_contenu_lettre();
