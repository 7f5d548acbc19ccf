-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('equipe_projet', 'partenaire', 'coordonnateur_cmq', 'etablissement', 'region_academique', 'conseil_regional', 'evaluateur_sgpi', 'operateur', 'lecteur_national', 'administrateur');

-- CreateEnum
CREATE TYPE "DroitMembre" AS ENUM ('lecteur', 'redacteur', 'responsable');

-- CreateEnum
CREATE TYPE "Etat" AS ENUM ('brouillon', 'lettre_deposee', 'lettre_go', 'lettre_no_go', 'en_montage', 'depose', 'en_instruction', 'complements_demandes', 'laureat', 'refuse', 'conventionne', 'en_suivi', 'clos', 'abandonne');

-- CreateTable
CREATE TABLE "Utilisateur" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "prenom" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "persona" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dernierContactLe" TIMESTAMPTZ(3),

    CONSTRAINT "Utilisateur_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Habilitation" (
    "id" UUID NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "regionAcademique" TEXT,
    "uai" TEXT,
    "debut" DATE NOT NULL,
    "fin" DATE,
    "retireeLe" TIMESTAMPTZ(3),

    CONSTRAINT "Habilitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "ouverteLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,
    "vueLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fermeeLe" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MembreDossier" (
    "dossierId" UUID NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "droit" "DroitMembre" NOT NULL,

    CONSTRAINT "MembreDossier_pkey" PRIMARY KEY ("dossierId","utilisateurId")
);

-- CreateTable
CREATE TABLE "Dossier" (
    "id" UUID NOT NULL,
    "titre" TEXT NOT NULL,
    "acronyme" TEXT,
    "regime" TEXT NOT NULL,
    "regimeNumero" INTEGER NOT NULL DEFAULT 1,
    "regionAcademique" TEXT,
    "filieres" TEXT[],
    "volets" INTEGER[],
    "objectifsFrance2030" INTEGER[],
    "debut" DATE,
    "dureeMois" INTEGER,
    "dateDepot" DATE,
    "pagesPresentation" INTEGER,
    "lettreDeposeeLe" DATE,
    "lettreAvis" TEXT,
    "lettreAvisLe" DATE,
    "diagnosticTexte" TEXT,
    "diagnosticDate" DATE,
    "diagnosticSource" TEXT,
    "besoins" TEXT,
    "apprenants" TEXT,
    "projetEconomique" TEXT,
    "financementsAnterieurs" BOOLEAN,
    "complementarite" TEXT,
    "egalite" TEXT,
    "etat" "Etat" NOT NULL DEFAULT 'brouillon',
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modifieLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verdict" TEXT NOT NULL DEFAULT 'indetermine',
    "aTraiter" INTEGER NOT NULL DEFAULT 0,
    "coutTotal" BIGINT,
    "coutEligible" BIGINT,
    "subvention" BIGINT,
    "recherche" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Dossier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SectionDossier" (
    "dossierId" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "modifieeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modifieeParId" UUID,

    CONSTRAINT "SectionDossier_pkey" PRIMARY KEY ("dossierId","section")
);

-- CreateTable
CREATE TABLE "Partenaire" (
    "dossierId" UUID NOT NULL,
    "cle" TEXT NOT NULL,
    "rang" INTEGER NOT NULL,
    "nom" TEXT,
    "nature" TEXT,
    "categorie" TEXT,
    "chefDeFile" BOOLEAN NOT NULL DEFAULT false,
    "siret" TEXT,
    "uai" TEXT,
    "lettre" BOOLEAN NOT NULL DEFAULT false,
    "lettreMontant" BIGINT,
    "lettreSigneeLe" DATE,
    "aideEtat" TEXT,

    CONSTRAINT "Partenaire_pkey" PRIMARY KEY ("dossierId","cle")
);

-- CreateTable
CREATE TABLE "CampusDossier" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "nom" TEXT,
    "excellence" BOOLEAN,

    CONSTRAINT "CampusDossier_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "LigneBudget" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "partenaire" TEXT,
    "poste" TEXT,
    "annee" INTEGER,
    "montant" BIGINT,
    "eligible" BOOLEAN,
    "libelle" TEXT,

    CONSTRAINT "LigneBudget_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "Financement" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "source" TEXT,
    "partenaire" TEXT,
    "montant" BIGINT,
    "nature" TEXT,
    "engage" BOOLEAN,

    CONSTRAINT "Financement_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "Repartition" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "partenaire" TEXT,
    "subvention" BIGINT,

    CONSTRAINT "Repartition_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "Transformation" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "uai" TEXT,
    "cfd" TEXT,
    "dispositif" TEXT,
    "niveau" INTEGER,
    "numeroDemande" TEXT,
    "libelleColoration" TEXT,
    "rentree" INTEGER,
    "type" TEXT,
    "scolaireActuelle" INTEGER,
    "scolaireFuture" INTEGER,
    "scolaireColoreeActuelle" INTEGER,
    "scolaireColoreeFuture" INTEGER,
    "apprentissageActuelle" INTEGER,
    "apprentissageFuture" INTEGER,
    "apprentissageColoreeActuelle" INTEGER,
    "apprentissageColoreeFuture" INTEGER,

    CONSTRAINT "Transformation_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "PlateauTechnique" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "hote" TEXT,
    "libelle" TEXT,
    "usagers" TEXT[],
    "acces" TEXT,

    CONSTRAINT "PlateauTechnique_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "Indicateur" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "nom" TEXT,
    "type" TEXT,
    "reference" DOUBLE PRECISION,
    "cibles" JSONB,
    "source" TEXT,

    CONSTRAINT "Indicateur_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "PublicPrevu" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "public" TEXT,
    "niveau" INTEGER,
    "annee" INTEGER,
    "prevu" INTEGER,

    CONSTRAINT "PublicPrevu_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "Alignement" (
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "reference" TEXT,
    "objectif" TEXT,
    "justification" TEXT,
    "page" TEXT,

    CONSTRAINT "Alignement_pkey" PRIMARY KEY ("dossierId","rang")
);

-- CreateTable
CREATE TABLE "Justification" (
    "dossierId" UUID NOT NULL,
    "regle" TEXT NOT NULL,
    "texte" TEXT NOT NULL,

    CONSTRAINT "Justification_pkey" PRIMARY KEY ("dossierId","regle")
);

-- CreateTable
CREATE TABLE "Piece" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "type" TEXT,
    "date" DATE,
    "nomFichier" TEXT,
    "typeMime" TEXT,
    "octets" INTEGER,
    "sha256" TEXT,
    "cleStockage" TEXT,
    "deposeeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deposeeParId" UUID,
    "retireeLe" TIMESTAMPTZ(3),

    CONSTRAINT "Piece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VersionDeposee" (
    "id" UUID NOT NULL,
    "dossierId" UUID NOT NULL,
    "numero" INTEGER NOT NULL,
    "deposeeLe" TIMESTAMPTZ(3) NOT NULL,
    "deposeeParId" UUID NOT NULL,
    "regime" TEXT NOT NULL,
    "regimeNumero" INTEGER NOT NULL,
    "donnees" JSONB NOT NULL,
    "verdicts" JSONB NOT NULL,
    "pieces" JSONB NOT NULL,
    "pdfCle" TEXT NOT NULL,
    "pdfOctets" INTEGER NOT NULL,
    "pdfSha256" TEXT NOT NULL,
    "donneesSha256" TEXT NOT NULL,

    CONSTRAINT "VersionDeposee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntreeJournal" (
    "id" BIGSERIAL NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acteurId" UUID,
    "dossierId" UUID,
    "action" TEXT NOT NULL,
    "issue" TEXT NOT NULL DEFAULT 'ok',
    "objet" TEXT,
    "avant" JSONB,
    "apres" JSONB,
    "requeteId" TEXT,

    CONSTRAINT "EntreeJournal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Utilisateur_email_key" ON "Utilisateur"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Utilisateur_persona_key" ON "Utilisateur"("persona");

-- CreateIndex
CREATE INDEX "Habilitation_utilisateurId_idx" ON "Habilitation"("utilisateurId");

-- CreateIndex
CREATE INDEX "Session_utilisateurId_idx" ON "Session"("utilisateurId");

-- CreateIndex
CREATE INDEX "MembreDossier_utilisateurId_idx" ON "MembreDossier"("utilisateurId");

-- CreateIndex
CREATE INDEX "Dossier_etat_idx" ON "Dossier"("etat");

-- CreateIndex
CREATE INDEX "Dossier_regionAcademique_idx" ON "Dossier"("regionAcademique");

-- CreateIndex
CREATE INDEX "Dossier_regime_idx" ON "Dossier"("regime");

-- CreateIndex
CREATE INDEX "Dossier_modifieLe_idx" ON "Dossier"("modifieLe");

-- CreateIndex
CREATE INDEX "Transformation_uai_cfd_rentree_idx" ON "Transformation"("uai", "cfd", "rentree");

-- CreateIndex
CREATE INDEX "Piece_dossierId_idx" ON "Piece"("dossierId");

-- CreateIndex
CREATE UNIQUE INDEX "VersionDeposee_dossierId_numero_key" ON "VersionDeposee"("dossierId", "numero");

-- CreateIndex
CREATE INDEX "EntreeJournal_dossierId_id_idx" ON "EntreeJournal"("dossierId", "id");

-- AddForeignKey
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MembreDossier" ADD CONSTRAINT "MembreDossier_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MembreDossier" ADD CONSTRAINT "MembreDossier_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectionDossier" ADD CONSTRAINT "SectionDossier_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectionDossier" ADD CONSTRAINT "SectionDossier_modifieeParId_fkey" FOREIGN KEY ("modifieeParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partenaire" ADD CONSTRAINT "Partenaire_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampusDossier" ADD CONSTRAINT "CampusDossier_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LigneBudget" ADD CONSTRAINT "LigneBudget_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LigneBudget" ADD CONSTRAINT "LigneBudget_dossierId_partenaire_fkey" FOREIGN KEY ("dossierId", "partenaire") REFERENCES "Partenaire"("dossierId", "cle") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "Financement" ADD CONSTRAINT "Financement_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Financement" ADD CONSTRAINT "Financement_dossierId_partenaire_fkey" FOREIGN KEY ("dossierId", "partenaire") REFERENCES "Partenaire"("dossierId", "cle") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "Repartition" ADD CONSTRAINT "Repartition_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Repartition" ADD CONSTRAINT "Repartition_dossierId_partenaire_fkey" FOREIGN KEY ("dossierId", "partenaire") REFERENCES "Partenaire"("dossierId", "cle") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "Transformation" ADD CONSTRAINT "Transformation_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlateauTechnique" ADD CONSTRAINT "PlateauTechnique_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlateauTechnique" ADD CONSTRAINT "PlateauTechnique_dossierId_hote_fkey" FOREIGN KEY ("dossierId", "hote") REFERENCES "Partenaire"("dossierId", "cle") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "Indicateur" ADD CONSTRAINT "Indicateur_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicPrevu" ADD CONSTRAINT "PublicPrevu_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alignement" ADD CONSTRAINT "Alignement_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Justification" ADD CONSTRAINT "Justification_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Piece" ADD CONSTRAINT "Piece_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Piece" ADD CONSTRAINT "Piece_deposeeParId_fkey" FOREIGN KEY ("deposeeParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionDeposee" ADD CONSTRAINT "VersionDeposee_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionDeposee" ADD CONSTRAINT "VersionDeposee_deposeeParId_fkey" FOREIGN KEY ("deposeeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntreeJournal" ADD CONSTRAINT "EntreeJournal_acteurId_fkey" FOREIGN KEY ("acteurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntreeJournal" ADD CONSTRAINT "EntreeJournal_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is not in schema.prisma, which cannot say it: see docs/database.md.

-- Amounts, quantities and ranks are never negative.
ALTER TABLE "Dossier"
  ADD CONSTRAINT "Dossier_montants_check" CHECK ("coutTotal" >= 0 AND "coutEligible" >= 0 AND "subvention" >= 0),
  ADD CONSTRAINT "Dossier_aTraiter_check" CHECK ("aTraiter" >= 0),
  ADD CONSTRAINT "Dossier_pagesPresentation_check" CHECK ("pagesPresentation" >= 0);
ALTER TABLE "Partenaire" ADD CONSTRAINT "Partenaire_lettreMontant_check" CHECK ("lettreMontant" >= 0);
ALTER TABLE "LigneBudget" ADD CONSTRAINT "LigneBudget_montant_check" CHECK ("montant" >= 0);
ALTER TABLE "Financement" ADD CONSTRAINT "Financement_montant_check" CHECK ("montant" >= 0);
ALTER TABLE "Repartition" ADD CONSTRAINT "Repartition_subvention_check" CHECK ("subvention" >= 0);
ALTER TABLE "PublicPrevu" ADD CONSTRAINT "PublicPrevu_prevu_check" CHECK ("prevu" >= 0);
ALTER TABLE "Piece" ADD CONSTRAINT "Piece_octets_check" CHECK ("octets" >= 0);

-- Codes are never empty; closed lists that the database itself relies on.
ALTER TABLE "Utilisateur" ADD CONSTRAINT "Utilisateur_email_check" CHECK ("email" <> '');
ALTER TABLE "Dossier"
  ADD CONSTRAINT "Dossier_regime_check" CHECK ("regime" <> ''),
  ADD CONSTRAINT "Dossier_regimeNumero_check" CHECK ("regimeNumero" > 0),
  ADD CONSTRAINT "Dossier_verdict_check" CHECK ("verdict" IN ('eligible', 'indetermine', 'non_eligible')),
  ADD CONSTRAINT "Dossier_lettreAvis_check" CHECK ("lettreAvis" IN ('go', 'no_go'));
ALTER TABLE "SectionDossier"
  ADD CONSTRAINT "SectionDossier_section_check" CHECK ("section" <> ''),
  ADD CONSTRAINT "SectionDossier_version_check" CHECK ("version" >= 0);
ALTER TABLE "Partenaire" ADD CONSTRAINT "Partenaire_cle_check" CHECK ("cle" <> '');
ALTER TABLE "Justification" ADD CONSTRAINT "Justification_regle_check" CHECK ("regle" <> '');
ALTER TABLE "EntreeJournal"
  ADD CONSTRAINT "EntreeJournal_action_check" CHECK ("action" <> ''),
  ADD CONSTRAINT "EntreeJournal_issue_check" CHECK ("issue" IN ('ok', 'refus'));

-- Places come in pairs, current and future: both or neither, never negative.
ALTER TABLE "Transformation"
  ADD CONSTRAINT "Transformation_scolaire_check" CHECK (
    ("scolaireActuelle" IS NULL) = ("scolaireFuture" IS NULL) AND "scolaireActuelle" >= 0 AND "scolaireFuture" >= 0),
  ADD CONSTRAINT "Transformation_scolaireColoree_check" CHECK (
    ("scolaireColoreeActuelle" IS NULL) = ("scolaireColoreeFuture" IS NULL)
    AND "scolaireColoreeActuelle" >= 0 AND "scolaireColoreeFuture" >= 0),
  ADD CONSTRAINT "Transformation_apprentissage_check" CHECK (
    ("apprentissageActuelle" IS NULL) = ("apprentissageFuture" IS NULL)
    AND "apprentissageActuelle" >= 0 AND "apprentissageFuture" >= 0),
  ADD CONSTRAINT "Transformation_apprentissageColoree_check" CHECK (
    ("apprentissageColoreeActuelle" IS NULL) = ("apprentissageColoreeFuture" IS NULL)
    AND "apprentissageColoreeActuelle" >= 0 AND "apprentissageColoreeFuture" >= 0);

-- A filed version names its bytes.
ALTER TABLE "VersionDeposee"
  ADD CONSTRAINT "VersionDeposee_numero_check" CHECK ("numero" > 0),
  ADD CONSTRAINT "VersionDeposee_regimeNumero_check" CHECK ("regimeNumero" > 0),
  ADD CONSTRAINT "VersionDeposee_pdfOctets_check" CHECK ("pdfOctets" > 0),
  ADD CONSTRAINT "VersionDeposee_empreintes_check" CHECK (
    "pdfSha256" ~ '^[0-9a-f]{64}$' AND "donneesSha256" ~ '^[0-9a-f]{64}$');

-- Append-only tables: what was written stays, whoever asks.
CREATE FUNCTION refuser_modification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'La table « % » est en ajout seul : % est refusé.', TG_TABLE_NAME, TG_OP;
END
$$;

CREATE TRIGGER "EntreeJournal_ajout_seul" BEFORE UPDATE OR DELETE ON "EntreeJournal"
  FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "EntreeJournal_sans_vidage" BEFORE TRUNCATE ON "EntreeJournal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "VersionDeposee_ajout_seul" BEFORE UPDATE OR DELETE ON "VersionDeposee"
  FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "VersionDeposee_sans_vidage" BEFORE TRUNCATE ON "VersionDeposee"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();
