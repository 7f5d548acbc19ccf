-- CreateEnum
CREATE TYPE "GenreReference" AS ENUM ('annuaire', 'formations', 'niveaux', 'campus');

-- CreateEnum
CREATE TYPE "EtatImport" AS ENUM ('prepare', 'applique', 'abandonne');

-- CreateTable
CREATE TABLE "DocumentRegime" (
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "typeMime" TEXT NOT NULL,
    "octets" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "cleStockage" TEXT NOT NULL,
    "deposeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deposeParId" UUID NOT NULL,

    CONSTRAINT "DocumentRegime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportReference" (
    "id" UUID NOT NULL,
    "genre" "GenreReference" NOT NULL,
    "etat" "EtatImport" NOT NULL DEFAULT 'prepare',
    "nomFichier" TEXT NOT NULL,
    "octets" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "prepareLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "prepareParId" UUID NOT NULL,
    "appliqueLe" TIMESTAMPTZ(3),
    "appliqueParId" UUID,
    "surImportId" UUID,
    "lues" INTEGER NOT NULL,
    "ecartees" INTEGER NOT NULL,
    "refusees" INTEGER NOT NULL,
    "crees" INTEGER NOT NULL DEFAULT 0,
    "modifies" INTEGER NOT NULL DEFAULT 0,
    "fermes" INTEGER NOT NULL DEFAULT 0,
    "inchanges" INTEGER NOT NULL DEFAULT 0,
    "refus" JSONB NOT NULL,
    "lignes" JSONB,

    CONSTRAINT "ImportReference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Etablissement" (
    "uai" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "statut" TEXT,
    "siret" TEXT,
    "academie" TEXT,
    "regionAcademique" TEXT,
    "departement" TEXT,
    "commune" TEXT,
    "ouvertLe" DATE,
    "fermeLe" DATE,
    "recherche" TEXT NOT NULL,

    CONSTRAINT "Etablissement_pkey" PRIMARY KEY ("uai")
);

-- CreateTable
CREATE TABLE "FormationReference" (
    "cfd" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "niveau" INTEGER NOT NULL,
    "niveauFormation" TEXT NOT NULL,
    "groupe" TEXT NOT NULL,
    "ouverture" DATE,
    "fermeture" DATE,
    "plateau" BOOLEAN NOT NULL,

    CONSTRAINT "FormationReference_pkey" PRIMARY KEY ("cfd")
);

-- CreateTable
CREATE TABLE "NiveauReference" (
    "code" TEXT NOT NULL,
    "court" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "niveau" INTEGER,
    "fermeLe" DATE,

    CONSTRAINT "NiveauReference_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "CampusReference" (
    "nom" TEXT NOT NULL,
    "excellence" BOOLEAN NOT NULL,
    "fermeLe" DATE,

    CONSTRAINT "CampusReference_pkey" PRIMARY KEY ("nom")
);

-- CreateIndex
CREATE UNIQUE INDEX "DocumentRegime_cleStockage_key" ON "DocumentRegime"("cleStockage");

-- CreateIndex
CREATE INDEX "ImportReference_genre_etat_appliqueLe_idx" ON "ImportReference"("genre", "etat", "appliqueLe");

-- CreateIndex
CREATE INDEX "Etablissement_regionAcademique_idx" ON "Etablissement"("regionAcademique");

-- AddForeignKey
ALTER TABLE "DocumentRegime" ADD CONSTRAINT "DocumentRegime_deposeParId_fkey" FOREIGN KEY ("deposeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportReference" ADD CONSTRAINT "ImportReference_prepareParId_fkey" FOREIGN KEY ("prepareParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportReference" ADD CONSTRAINT "ImportReference_appliqueParId_fkey" FOREIGN KEY ("appliqueParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A document that confirmed a rule stays what it was. One that no version names is harmless.
CREATE TRIGGER "DocumentRegime_ajout_seul" BEFORE UPDATE OR DELETE ON "DocumentRegime"
  FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "DocumentRegime_sans_vidage" BEFORE TRUNCATE ON "DocumentRegime"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();

-- One import of a kind at a time waits to be confirmed at the latest state; the application says so with a lock as well.
ALTER TABLE "ImportReference" ADD CONSTRAINT "ImportReference_applique" CHECK (("etat" = 'applique') = ("appliqueLe" IS NOT NULL));
