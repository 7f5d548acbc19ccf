-- CreateEnum
CREATE TYPE "GenreImportCarte" AS ENUM ('orion', 'constat', 'places');

-- CreateEnum
CREATE TYPE "EtatImportCarte" AS ENUM ('lecture', 'prepare', 'applique', 'abandonne', 'echoue');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "GenreReference" ADD VALUE 'mefs';
ALTER TYPE "GenreReference" ADD VALUE 'quadrants';

-- AlterTable
ALTER TABLE "FormationReference" ADD COLUMN     "remplace" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "MefReference" (
    "mef" TEXT NOT NULL,
    "mefstat11" TEXT NOT NULL,
    "cfd" TEXT NOT NULL,
    "dispositif" TEXT NOT NULL,
    "duree" INTEGER NOT NULL,
    "annee" INTEGER NOT NULL,
    "libelle" TEXT NOT NULL,
    "ouverture" DATE,
    "fermeture" DATE,

    CONSTRAINT "MefReference_pkey" PRIMARY KEY ("mef")
);

-- CreateTable
CREATE TABLE "TauxDevenir" (
    "id" UUID NOT NULL,
    "millesime" TEXT NOT NULL,
    "territoire" TEXT NOT NULL,
    "niveau" TEXT NOT NULL,
    "cfd" TEXT NOT NULL DEFAULT '',
    "voie" TEXT NOT NULL DEFAULT 'scolaire',
    "emploi" INTEGER,
    "poursuite" INTEGER,
    "devenir" INTEGER,
    "sortants" INTEGER,
    "source" TEXT NOT NULL,

    CONSTRAINT "TauxDevenir_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportCarte" (
    "id" UUID NOT NULL,
    "genre" "GenreImportCarte" NOT NULL,
    "etat" "EtatImportCarte" NOT NULL DEFAULT 'lecture',
    "regionAcademique" TEXT,
    "nomFichier" TEXT NOT NULL,
    "format" TEXT,
    "source" TEXT,
    "octets" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "rentree" INTEGER,
    "commenceLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "commenceParId" UUID,
    "battementLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "annulationLe" TIMESTAMPTZ(3),
    "motifEchec" TEXT,
    "appliqueLe" TIMESTAMPTZ(3),
    "appliqueParId" UUID,
    "octetsLus" BIGINT NOT NULL DEFAULT 0,
    "lues" INTEGER NOT NULL DEFAULT 0,
    "refusees" INTEGER NOT NULL DEFAULT 0,
    "ecartees" INTEGER NOT NULL DEFAULT 0,
    "repetees" INTEGER NOT NULL DEFAULT 0,
    "avertissements" INTEGER NOT NULL DEFAULT 0,
    "crees" INTEGER NOT NULL DEFAULT 0,
    "modifies" INTEGER NOT NULL DEFAULT 0,
    "inchanges" INTEGER NOT NULL DEFAULT 0,
    "colonnes" JSONB,
    "surNumero" INTEGER,

    CONSTRAINT "ImportCarte_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LigneImportCarte" (
    "importId" UUID NOT NULL,
    "ligne" INTEGER NOT NULL,
    "cle" TEXT NOT NULL,
    "effet" TEXT,
    "valeurs" JSONB NOT NULL,

    CONSTRAINT "LigneImportCarte_pkey" PRIMARY KEY ("importId","ligne")
);

-- CreateTable
CREATE TABLE "RemarqueImportCarte" (
    "id" BIGSERIAL NOT NULL,
    "importId" UUID NOT NULL,
    "gravite" TEXT NOT NULL,
    "ligne" INTEGER NOT NULL,
    "colonne" TEXT NOT NULL,
    "motif" TEXT NOT NULL,
    "valeur" TEXT NOT NULL,

    CONSTRAINT "RemarqueImportCarte_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NumeroCarte" (
    "cle" TEXT NOT NULL,
    "numero" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "NumeroCarte_pkey" PRIMARY KEY ("cle")
);

-- CreateTable
CREATE TABLE "DemandeOrion" (
    "numero" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "etablissement" TEXT,
    "commune" TEXT,
    "secteur" TEXT,
    "regionAcademique" TEXT,
    "academie" TEXT,
    "departement" TEXT,
    "cfd" TEXT NOT NULL,
    "formation" TEXT,
    "dispositif" TEXT,
    "diplome" TEXT,
    "niveau" INTEGER,
    "nsf" TEXT,
    "rentree" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "statut" TEXT NOT NULL,
    "motifs" TEXT[],
    "coloration" TEXT,
    "filiereCmq" TEXT,
    "nomCmq" TEXT,
    "amiCma" BOOLEAN,
    "amiCmaValide" BOOLEAN,
    "amiCmaEnCours" BOOLEAN,
    "amiCmaAnnee" TEXT,
    "scolaireActuelle" INTEGER NOT NULL,
    "scolaireFuture" INTEGER NOT NULL,
    "scolaireColoreeActuelle" INTEGER NOT NULL,
    "scolaireColoreeFuture" INTEGER NOT NULL,
    "apprentissageActuelle" INTEGER NOT NULL,
    "apprentissageFuture" INTEGER NOT NULL,
    "apprentissageColoreeActuelle" INTEGER NOT NULL,
    "apprentissageColoreeFuture" INTEGER NOT NULL,
    "quadrant" TEXT,
    "millesime" TEXT,
    "emploi" INTEGER,
    "poursuite" INTEGER,
    "devenir" INTEGER,
    "pression" INTEGER,
    "coutTravaux" BIGINT,
    "coutEquipement" BIGINT,
    "creeeLe" TIMESTAMPTZ(3),
    "modifieeLe" TIMESTAMPTZ(3),
    "autres" JSONB NOT NULL DEFAULT '{}',
    "recherche" TEXT NOT NULL,
    "sOuvertes" INTEGER NOT NULL,
    "sFermees" INTEGER NOT NULL,
    "sColoreesOuvertes" INTEGER NOT NULL,
    "sColoreesFermees" INTEGER NOT NULL,
    "aOuvertes" INTEGER NOT NULL,
    "aFermees" INTEGER NOT NULL,
    "aColoreesOuvertes" INTEGER NOT NULL,
    "aColoreesFermees" INTEGER NOT NULL,
    "sOuvertes2023" INTEGER NOT NULL,
    "sFermees2023" INTEGER NOT NULL,
    "aOuvertes2023" INTEGER NOT NULL,
    "aFermees2023" INTEGER NOT NULL,
    "iOuvertes" INTEGER NOT NULL,
    "iFermees" INTEGER NOT NULL,
    "iColoreesOuvertes" INTEGER NOT NULL,
    "iColoreesFermees" INTEGER NOT NULL,
    "importeLe" TIMESTAMPTZ(3) NOT NULL,
    "importId" UUID NOT NULL,
    "creeParImportId" UUID NOT NULL,

    CONSTRAINT "DemandeOrion_pkey" PRIMARY KEY ("numero")
);

-- CreateTable
CREATE TABLE "ChangementDemande" (
    "id" UUID NOT NULL,
    "numero" TEXT NOT NULL,
    "importId" UUID NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL,
    "statutAvant" TEXT,
    "statutApres" TEXT NOT NULL,
    "changements" JSONB NOT NULL,

    CONSTRAINT "ChangementDemande_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConstatPlaces" (
    "numero" TEXT NOT NULL,
    "rentree" INTEGER NOT NULL,
    "scolaire" INTEGER NOT NULL,
    "scolaireColoree" INTEGER NOT NULL,
    "apprentissage" INTEGER NOT NULL,
    "apprentissageColoree" INTEGER NOT NULL,
    "motif" TEXT,
    "precision" TEXT,
    "source" TEXT NOT NULL,
    "importId" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "saisiLe" TIMESTAMPTZ(3) NOT NULL,
    "saisiParId" UUID,
    "sOuvertes" INTEGER NOT NULL,
    "sFermees" INTEGER NOT NULL,
    "sColoreesOuvertes" INTEGER NOT NULL,
    "sColoreesFermees" INTEGER NOT NULL,
    "aOuvertes" INTEGER NOT NULL,
    "aFermees" INTEGER NOT NULL,
    "aColoreesOuvertes" INTEGER NOT NULL,
    "aColoreesFermees" INTEGER NOT NULL,
    "sOuvertes2023" INTEGER NOT NULL,
    "sFermees2023" INTEGER NOT NULL,
    "aOuvertes2023" INTEGER NOT NULL,
    "aFermees2023" INTEGER NOT NULL,
    "iOuvertes" INTEGER NOT NULL,
    "iFermees" INTEGER NOT NULL,
    "iColoreesOuvertes" INTEGER NOT NULL,
    "iColoreesFermees" INTEGER NOT NULL,

    CONSTRAINT "ConstatPlaces_pkey" PRIMARY KEY ("numero","rentree")
);

-- CreateTable
CREATE TABLE "DemandeMotif" (
    "numero" TEXT NOT NULL,
    "rentree" INTEGER NOT NULL,
    "demandeeLe" TIMESTAMPTZ(3) NOT NULL,
    "demandeeParId" UUID NOT NULL,

    CONSTRAINT "DemandeMotif_pkey" PRIMARY KEY ("numero","rentree")
);

-- CreateTable
CREATE TABLE "EffectifConstat" (
    "rentree" INTEGER NOT NULL,
    "uai" TEXT NOT NULL,
    "mefstat11" TEXT NOT NULL,
    "eleves" INTEGER NOT NULL,
    "cfd" TEXT,
    "dispositif" TEXT,
    "premiereAnnee" BOOLEAN NOT NULL,
    "regionAcademique" TEXT,
    "academie" TEXT,
    "importId" UUID NOT NULL,

    CONSTRAINT "EffectifConstat_pkey" PRIMARY KEY ("rentree","uai","mefstat11")
);

-- CreateTable
CREATE TABLE "EffectifSaisi" (
    "territoire" TEXT NOT NULL,
    "rentree" INTEGER NOT NULL,
    "effectif" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "saisiLe" TIMESTAMPTZ(3) NOT NULL,
    "saisiParId" UUID NOT NULL,

    CONSTRAINT "EffectifSaisi_pkey" PRIMARY KEY ("territoire","rentree")
);

-- CreateTable
CREATE TABLE "LienCarte" (
    "dossierId" UUID NOT NULL,
    "numero" TEXT NOT NULL,
    "etat" TEXT NOT NULL,
    "raisons" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 0,
    "decideLe" TIMESTAMPTZ(3) NOT NULL,
    "decideParId" UUID NOT NULL,

    CONSTRAINT "LienCarte_pkey" PRIMARY KEY ("dossierId","numero")
);

-- CreateTable
CREATE TABLE "Coloration" (
    "id" UUID NOT NULL,
    "libelle" TEXT NOT NULL,
    "portee" TEXT NOT NULL,
    "regionAcademique" TEXT,
    "secteur" TEXT,
    "demandeCma" BOOLEAN NOT NULL DEFAULT false,
    "attestation" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "creeeLe" TIMESTAMPTZ(3) NOT NULL,
    "modifieeLe" TIMESTAMPTZ(3) NOT NULL,
    "fusionneeDansId" UUID,
    "fusionneeLe" TIMESTAMPTZ(3),

    CONSTRAINT "Coloration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VarianteColoration" (
    "regionAcademique" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "colorationId" UUID NOT NULL,

    CONSTRAINT "VarianteColoration_pkey" PRIMARY KEY ("regionAcademique","libelle")
);

-- CreateTable
CREATE TABLE "VarianteRefusee" (
    "premiereId" UUID NOT NULL,
    "secondeId" UUID NOT NULL,
    "refuseeLe" TIMESTAMPTZ(3) NOT NULL,
    "refuseeParId" UUID NOT NULL,

    CONSTRAINT "VarianteRefusee_pkey" PRIMARY KEY ("premiereId","secondeId")
);

-- CreateIndex
CREATE INDEX "MefReference_mefstat11_idx" ON "MefReference"("mefstat11");

-- CreateIndex
CREATE INDEX "MefReference_cfd_idx" ON "MefReference"("cfd");

-- CreateIndex
CREATE INDEX "TauxDevenir_territoire_niveau_millesime_idx" ON "TauxDevenir"("territoire", "niveau", "millesime");

-- CreateIndex
CREATE UNIQUE INDEX "TauxDevenir_millesime_territoire_niveau_cfd_voie_key" ON "TauxDevenir"("millesime", "territoire", "niveau", "cfd", "voie");

-- CreateIndex
CREATE INDEX "ImportCarte_genre_etat_commenceLe_idx" ON "ImportCarte"("genre", "etat", "commenceLe");

-- CreateIndex
CREATE INDEX "LigneImportCarte_importId_cle_idx" ON "LigneImportCarte"("importId", "cle");

-- CreateIndex
CREATE INDEX "RemarqueImportCarte_importId_gravite_ligne_idx" ON "RemarqueImportCarte"("importId", "gravite", "ligne");

-- CreateIndex
CREATE INDEX "DemandeOrion_regionAcademique_rentree_statut_idx" ON "DemandeOrion"("regionAcademique", "rentree", "statut");

-- CreateIndex
CREATE INDEX "DemandeOrion_uai_cfd_rentree_idx" ON "DemandeOrion"("uai", "cfd", "rentree");

-- CreateIndex
CREATE INDEX "DemandeOrion_cfd_idx" ON "DemandeOrion"("cfd");

-- CreateIndex
CREATE INDEX "DemandeOrion_academie_rentree_idx" ON "DemandeOrion"("academie", "rentree");

-- CreateIndex
CREATE INDEX "ChangementDemande_numero_le_idx" ON "ChangementDemande"("numero", "le");

-- CreateIndex
CREATE INDEX "ConstatPlaces_rentree_idx" ON "ConstatPlaces"("rentree");

-- CreateIndex
CREATE INDEX "EffectifConstat_rentree_regionAcademique_premiereAnnee_idx" ON "EffectifConstat"("rentree", "regionAcademique", "premiereAnnee");

-- CreateIndex
CREATE INDEX "EffectifConstat_uai_cfd_rentree_idx" ON "EffectifConstat"("uai", "cfd", "rentree");

-- CreateIndex
CREATE INDEX "LienCarte_numero_etat_idx" ON "LienCarte"("numero", "etat");

-- AddForeignKey
ALTER TABLE "ImportCarte" ADD CONSTRAINT "ImportCarte_commenceParId_fkey" FOREIGN KEY ("commenceParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportCarte" ADD CONSTRAINT "ImportCarte_appliqueParId_fkey" FOREIGN KEY ("appliqueParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LigneImportCarte" ADD CONSTRAINT "LigneImportCarte_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportCarte"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RemarqueImportCarte" ADD CONSTRAINT "RemarqueImportCarte_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportCarte"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangementDemande" ADD CONSTRAINT "ChangementDemande_numero_fkey" FOREIGN KEY ("numero") REFERENCES "DemandeOrion"("numero") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConstatPlaces" ADD CONSTRAINT "ConstatPlaces_numero_fkey" FOREIGN KEY ("numero") REFERENCES "DemandeOrion"("numero") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConstatPlaces" ADD CONSTRAINT "ConstatPlaces_saisiParId_fkey" FOREIGN KEY ("saisiParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DemandeMotif" ADD CONSTRAINT "DemandeMotif_demandeeParId_fkey" FOREIGN KEY ("demandeeParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EffectifSaisi" ADD CONSTRAINT "EffectifSaisi_saisiParId_fkey" FOREIGN KEY ("saisiParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LienCarte" ADD CONSTRAINT "LienCarte_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LienCarte" ADD CONSTRAINT "LienCarte_numero_fkey" FOREIGN KEY ("numero") REFERENCES "DemandeOrion"("numero") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LienCarte" ADD CONSTRAINT "LienCarte_decideParId_fkey" FOREIGN KEY ("decideParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coloration" ADD CONSTRAINT "Coloration_fusionneeDansId_fkey" FOREIGN KEY ("fusionneeDansId") REFERENCES "Coloration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VarianteColoration" ADD CONSTRAINT "VarianteColoration_colorationId_fkey" FOREIGN KEY ("colorationId") REFERENCES "Coloration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say.
ALTER TABLE "DemandeOrion"
  ADD CONSTRAINT "DemandeOrion_numero_check" CHECK (btrim("numero") <> ''),
  ADD CONSTRAINT "DemandeOrion_rentree_check" CHECK ("rentree" BETWEEN 2000 AND 2100),
  ADD CONSTRAINT "DemandeOrion_type_check" CHECK ("type" IN ('ouverture_nette', 'ouverture_compensation', 'augmentation_nette',
    'augmentation_compensation', 'fermeture', 'diminution', 'transfert', 'coloration', 'ajustement')),
  ADD CONSTRAINT "DemandeOrion_statut_check" CHECK ("statut" IN ('brouillon', 'proposition', 'dossier complet', 'dossier incomplet',
    'projet de demande', 'prêt pour le vote', 'demande validée', 'refusée', 'supprimée')),
  ADD CONSTRAINT "DemandeOrion_quadrant_check" CHECK ("quadrant" IN ('Q1', 'Q2', 'Q3', 'Q4', 'HQ')),
  ADD CONSTRAINT "DemandeOrion_places_check" CHECK (LEAST("scolaireActuelle", "scolaireFuture", "scolaireColoreeActuelle",
    "scolaireColoreeFuture", "apprentissageActuelle", "apprentissageFuture", "apprentissageColoreeActuelle",
    "apprentissageColoreeFuture") >= 0);

ALTER TABLE "ConstatPlaces"
  ADD CONSTRAINT "ConstatPlaces_places_check" CHECK (LEAST("scolaire", "scolaireColoree", "apprentissage", "apprentissageColoree") >= 0),
  ADD CONSTRAINT "ConstatPlaces_colorees_check" CHECK ("scolaireColoree" <= "scolaire" AND "apprentissageColoree" <= "apprentissage"),
  ADD CONSTRAINT "ConstatPlaces_rentree_check" CHECK ("rentree" BETWEEN 2000 AND 2100),
  ADD CONSTRAINT "ConstatPlaces_source_check" CHECK ("source" IN ('saisie', 'import'));

ALTER TABLE "EffectifConstat"
  ADD CONSTRAINT "EffectifConstat_eleves_check" CHECK ("eleves" >= 0),
  ADD CONSTRAINT "EffectifConstat_rentree_check" CHECK ("rentree" BETWEEN 2000 AND 2100);

ALTER TABLE "EffectifSaisi"
  ADD CONSTRAINT "EffectifSaisi_effectif_check" CHECK ("effectif" > 0),
  ADD CONSTRAINT "EffectifSaisi_territoire_check" CHECK ("territoire" ~ '^[RA][0-9]{2}$'),
  ADD CONSTRAINT "EffectifSaisi_source_check" CHECK (btrim("source") <> '');

ALTER TABLE "LienCarte" ADD CONSTRAINT "LienCarte_etat_check" CHECK ("etat" IN ('confirme', 'ecarte'));

ALTER TABLE "RemarqueImportCarte" ADD CONSTRAINT "RemarqueImportCarte_gravite_check" CHECK ("gravite" IN ('refus', 'avertissement'));

ALTER TABLE "LigneImportCarte" ADD CONSTRAINT "LigneImportCarte_effet_check" CHECK ("effet" IN ('creer', 'modifier', 'inchanger'));

ALTER TABLE "ImportCarte"
  ADD CONSTRAINT "ImportCarte_application_check" CHECK (("appliqueLe" IS NULL) = ("etat" <> 'applique')),
  ADD CONSTRAINT "ImportCarte_echec_check" CHECK (("motifEchec" IS NULL) = ("etat" <> 'echoue'));

ALTER TABLE "Coloration"
  ADD CONSTRAINT "Coloration_libelle_check" CHECK (btrim("libelle") <> ''),
  ADD CONSTRAINT "Coloration_portee_check" CHECK (
    ("portee" = 'nationale' AND "regionAcademique" IS NULL) OR ("portee" = 'locale' AND "regionAcademique" IS NOT NULL)
  ),
  ADD CONSTRAINT "Coloration_fusion_check" CHECK (
    ("fusionneeDansId" IS NULL) = ("fusionneeLe" IS NULL) AND "fusionneeDansId" IS DISTINCT FROM "id"
  );

ALTER TABLE "TauxDevenir"
  ADD CONSTRAINT "TauxDevenir_taux_check" CHECK (
    COALESCE("emploi", 0) BETWEEN 0 AND 10000 AND COALESCE("poursuite", 0) BETWEEN 0 AND 10000 AND COALESCE("devenir", 0) BETWEEN 0 AND 10000
  ),
  -- Fewer than 20 leavers: no rate is published (IGÉSR, note 98).
  ADD CONSTRAINT "TauxDevenir_sortants_check" CHECK (
    "sortants" IS NULL OR "sortants" >= 20 OR ("emploi" IS NULL AND "poursuite" IS NULL AND "devenir" IS NULL)
  );
