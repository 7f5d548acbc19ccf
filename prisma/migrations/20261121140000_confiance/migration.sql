-- CreateEnum
CREATE TYPE "EtatDemande" AS ENUM ('en_attente', 'accordee', 'refusee', 'retiree');

-- AlterTable
ALTER TABLE "EntreeJournal" ADD COLUMN     "chaine" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "empreinte" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "precedente" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rang" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Habilitation" ADD COLUMN     "accordeeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "accordeeParId" UUID,
ADD COLUMN     "campus" TEXT,
ADD COLUMN     "demandeId" UUID,
ADD COLUMN     "dossierId" UUID,
ADD COLUMN     "motif" TEXT,
ADD COLUMN     "motifRetrait" TEXT,
ADD COLUMN     "partenaire" TEXT,
ADD COLUMN     "relueLe" TIMESTAMPTZ(3),
ADD COLUMN     "relueParId" UUID,
ADD COLUMN     "retireeParId" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "appareil" TEXT,
ADD COLUMN     "idTokenScelle" TEXT,
ADD COLUMN     "methode" TEXT NOT NULL DEFAULT 'persona',
ADD COLUMN     "motifFermeture" TEXT,
ADD COLUMN     "reference" UUID NOT NULL DEFAULT gen_random_uuid();

-- Rows that were there got one each; from now on the client gives it, as for every identifier.
ALTER TABLE "Session" ALTER COLUMN "reference" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Utilisateur" ADD COLUMN     "desactiveLe" TIMESTAMPTZ(3),
ADD COLUMN     "effaceLe" TIMESTAMPTZ(3),
ADD COLUMN     "motifDesactivation" TEXT,
ADD COLUMN     "siret" TEXT,
ADD COLUMN     "sub" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "DemandeAcces" (
    "id" UUID NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "regionAcademique" TEXT,
    "uai" TEXT,
    "campus" TEXT,
    "siret" TEXT,
    "motif" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "etat" "EtatDemande" NOT NULL DEFAULT 'en_attente',
    "decideeLe" TIMESTAMPTZ(3),
    "decideeParId" UUID,
    "motifDecision" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "DemandeAcces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "empreinte" TEXT NOT NULL,
    "dossierId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "droit" "DroitMembre",
    "partenaire" TEXT,
    "invitantId" UUID NOT NULL,
    "creeeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,
    "accepteeLe" TIMESTAMPTZ(3),
    "inviteId" UUID,
    "retireeLe" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LienConnexion" (
    "id" TEXT NOT NULL,
    "utilisateurId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,
    "utiliseLe" TIMESTAMPTZ(3),
    "retour" TEXT,

    CONSTRAINT "LienConnexion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Courriel" (
    "id" UUID NOT NULL,
    "destinataire" TEXT NOT NULL,
    "objet" TEXT NOT NULL,
    "corps" TEXT NOT NULL,
    "genre" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "envoyeLe" TIMESTAMPTZ(3),
    "essais" INTEGER NOT NULL DEFAULT 0,
    "erreur" TEXT,

    CONSTRAINT "Courriel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChaineJournal" (
    "chaine" TEXT NOT NULL,
    "rang" INTEGER NOT NULL,
    "empreinte" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChaineJournal_pkey" PRIMARY KEY ("chaine")
);

-- CreateTable
CREATE TABLE "EmpreinteJour" (
    "jour" DATE NOT NULL,
    "tetes" JSONB NOT NULL,
    "entrees" INTEGER NOT NULL,
    "precedente" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EmpreinteJour_pkey" PRIMARY KEY ("jour")
);

-- CreateTable
CREATE TABLE "RegimePublie" (
    "code" TEXT NOT NULL,
    "numero" INTEGER NOT NULL,
    "contenu" JSONB NOT NULL,
    "effetLe" DATE NOT NULL,
    "motif" TEXT NOT NULL,
    "documents" JSONB NOT NULL,
    "publieLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publieParId" UUID NOT NULL,

    CONSTRAINT "RegimePublie_pkey" PRIMARY KEY ("code","numero")
);

-- CreateTable
CREATE TABLE "LimiteDebit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "LimiteDebit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "DemandeAcces_etat_role_regionAcademique_idx" ON "DemandeAcces"("etat", "role", "regionAcademique");

-- CreateIndex
CREATE INDEX "DemandeAcces_utilisateurId_idx" ON "DemandeAcces"("utilisateurId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_empreinte_key" ON "Invitation"("empreinte");

-- CreateIndex
CREATE INDEX "Invitation_dossierId_idx" ON "Invitation"("dossierId");

-- CreateIndex
CREATE INDEX "Invitation_email_idx" ON "Invitation"("email");

-- CreateIndex
CREATE INDEX "LienConnexion_utilisateurId_idx" ON "LienConnexion"("utilisateurId");

-- CreateIndex
CREATE INDEX "Courriel_envoyeLe_creeLe_idx" ON "Courriel"("envoyeLe", "creeLe");

-- CreateIndex
CREATE INDEX "LimiteDebit_expire_idx" ON "LimiteDebit"("expire");

-- CreateIndex
CREATE INDEX "EntreeJournal_acteurId_id_idx" ON "EntreeJournal"("acteurId", "id");

-- CreateIndex
CREATE INDEX "EntreeJournal_le_idx" ON "EntreeJournal"("le");

-- CreateIndex
CREATE INDEX "Habilitation_role_regionAcademique_idx" ON "Habilitation"("role", "regionAcademique");

-- CreateIndex
CREATE INDEX "Habilitation_dossierId_idx" ON "Habilitation"("dossierId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_reference_key" ON "Session"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "Utilisateur_sub_key" ON "Utilisateur"("sub");

-- AddForeignKey
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_accordeeParId_fkey" FOREIGN KEY ("accordeeParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_demandeId_fkey" FOREIGN KEY ("demandeId") REFERENCES "DemandeAcces"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_relueParId_fkey" FOREIGN KEY ("relueParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_retireeParId_fkey" FOREIGN KEY ("retireeParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DemandeAcces" ADD CONSTRAINT "DemandeAcces_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DemandeAcces" ADD CONSTRAINT "DemandeAcces_decideeParId_fkey" FOREIGN KEY ("decideeParId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_dossierId_fkey" FOREIGN KEY ("dossierId") REFERENCES "Dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_invitantId_fkey" FOREIGN KEY ("invitantId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_inviteId_fkey" FOREIGN KEY ("inviteId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LienConnexion" ADD CONSTRAINT "LienConnexion_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegimePublie" ADD CONSTRAINT "RegimePublie_publieParId_fkey" FOREIGN KEY ("publieParId") REFERENCES "Utilisateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The audit chain (docs/audit.md) ------------------------------------------------------------------------------------

-- What is hashed: one JSON array, texts as they are stored. docs/audit.md gives the same recipe for any other tool, and
-- lib/domain/journal.ts computes it again, apart, to verify.
CREATE FUNCTION empreinte_entree(e "EntreeJournal") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(json_build_array(
    'rigel-journal/1', e."chaine", e."rang", e."id"::text,
    to_char(e."le" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e."acteurId"::text, e."dossierId"::text, e."action", e."issue", e."objet",
    e."avant"::text, e."apres"::text, e."requeteId", e."precedente")::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION enchainer_entree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  tete "ChaineJournal"%ROWTYPE;
BEGIN
  NEW."chaine" := COALESCE(NEW."dossierId"::text, 'service');
  INSERT INTO "ChaineJournal" ("chaine", "rang", "empreinte", "le")
    VALUES (NEW."chaine", 0, repeat('0', 64), 'epoch') ON CONFLICT DO NOTHING;
  -- Two writers of one chain follow each other from here to their commit.
  SELECT * INTO tete FROM "ChaineJournal" WHERE "chaine" = NEW."chaine" FOR UPDATE;
  NEW."rang" := tete."rang" + 1;
  NEW."precedente" := tete."empreinte";
  -- The default is the instant when the transaction began: one that waited would go back in time.
  NEW."le" := GREATEST(NEW."le", tete."le");
  NEW."empreinte" := empreinte_entree(NEW);
  UPDATE "ChaineJournal" SET "rang" = NEW."rang", "empreinte" = NEW."empreinte", "le" = NEW."le"
    WHERE "chaine" = NEW."chaine";
  RETURN NEW;
END
$$;

-- The entries written before there was a chain enter it in their order.
ALTER TABLE "EntreeJournal" DISABLE TRIGGER "EntreeJournal_ajout_seul";
DO $$
DECLARE
  e "EntreeJournal"%ROWTYPE;
  tete "ChaineJournal"%ROWTYPE;
BEGIN
  FOR e IN SELECT * FROM "EntreeJournal" ORDER BY "id" LOOP
    e."chaine" := COALESCE(e."dossierId"::text, 'service');
    INSERT INTO "ChaineJournal" ("chaine", "rang", "empreinte", "le")
      VALUES (e."chaine", 0, repeat('0', 64), 'epoch') ON CONFLICT DO NOTHING;
    SELECT * INTO tete FROM "ChaineJournal" WHERE "chaine" = e."chaine";
    e."rang" := tete."rang" + 1;
    e."precedente" := tete."empreinte";
    e."le" := GREATEST(e."le", tete."le");
    e."empreinte" := empreinte_entree(e);
    UPDATE "EntreeJournal" SET "chaine" = e."chaine", "rang" = e."rang", "precedente" = e."precedente",
      "le" = e."le", "empreinte" = e."empreinte" WHERE "id" = e."id";
    UPDATE "ChaineJournal" SET "rang" = e."rang", "empreinte" = e."empreinte", "le" = e."le" WHERE "chaine" = e."chaine";
  END LOOP;
END
$$;
ALTER TABLE "EntreeJournal" ENABLE TRIGGER "EntreeJournal_ajout_seul";

CREATE TRIGGER "EntreeJournal_enchainer" BEFORE INSERT ON "EntreeJournal"
  FOR EACH ROW EXECUTE FUNCTION enchainer_entree();

-- The head of a chain moves by one, from inside the trigger above, and by nobody else.
CREATE FUNCTION refuser_tete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND NEW."chaine" = OLD."chaine" AND NEW."rang" = OLD."rang" + 1 THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' AND pg_trigger_depth() > 1 AND NEW."rang" = 0 THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'La table « % » n’est écrite que par le journal : % est refusé.', TG_TABLE_NAME, TG_OP;
END
$$;
CREATE TRIGGER "ChaineJournal_gardee" BEFORE INSERT OR UPDATE OR DELETE ON "ChaineJournal"
  FOR EACH ROW EXECUTE FUNCTION refuser_tete();
CREATE TRIGGER "ChaineJournal_sans_vidage" BEFORE TRUNCATE ON "ChaineJournal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();

CREATE TRIGGER "EmpreinteJour_ajout_seul" BEFORE UPDATE OR DELETE ON "EmpreinteJour"
  FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "EmpreinteJour_sans_vidage" BEFORE TRUNCATE ON "EmpreinteJour"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "RegimePublie_ajout_seul" BEFORE UPDATE OR DELETE ON "RegimePublie"
  FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER "RegimePublie_sans_vidage" BEFORE TRUNCATE ON "RegimePublie"
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_modification();

-- An invitation is into the team or for a partner, never both nor neither.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_une_destination" CHECK (("droit" IS NULL) <> ("partenaire" IS NULL));

-- CreateIndex
CREATE UNIQUE INDEX "EntreeJournal_chaine_rang_key" ON "EntreeJournal"("chaine", "rang");
