-- The audit chain, tightened after a review of the first writing (docs/audit.md) ---------------------------------------

-- An entry's number is given by the database and by nobody else. With a number of the caller's choosing, an
-- « ON CONFLICT DO NOTHING » would move the head of the chain and then write no entry: a hole made by mistake.
ALTER TABLE "EntreeJournal" ALTER COLUMN "id" DROP DEFAULT;
DROP SEQUENCE "EntreeJournal_id_seq";
ALTER TABLE "EntreeJournal" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('"EntreeJournal"', 'id'),
  (SELECT COALESCE(MAX("id"), 0) + 1 FROM "EntreeJournal"), false);

-- search_path: a temporary table of the same name must not stand in for the chain's.
CREATE OR REPLACE FUNCTION enchainer_entree() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  tete "ChaineJournal"%ROWTYPE;
BEGIN
  -- The rows that the foreign keys lock at the end of the statement are locked before the chain: whoever already holds
  -- its dossier or its account and comes for the chain would wait for us while we wait for it.
  PERFORM 1 FROM "Dossier" WHERE "id" = NEW."dossierId" FOR KEY SHARE;
  PERFORM 1 FROM "Utilisateur" WHERE "id" = NEW."acteurId" FOR KEY SHARE;
  NEW."chaine" := COALESCE(NEW."dossierId"::text, 'service');
  INSERT INTO "ChaineJournal" ("chaine", "rang", "empreinte", "le")
    VALUES (NEW."chaine", 0, repeat('0', 64), 'epoch') ON CONFLICT DO NOTHING;
  -- Two writers of one chain follow each other from here to their commit.
  SELECT * INTO STRICT tete FROM "ChaineJournal" WHERE "chaine" = NEW."chaine" FOR UPDATE;
  NEW."rang" := tete."rang" + 1;
  NEW."precedente" := tete."empreinte";
  -- The database says when, whatever the caller gave: neither dated back nor forward. Never before the entry it follows,
  -- should the clock be set back.
  NEW."le" := GREATEST(date_trunc('milliseconds', clock_timestamp()), tete."le");
  NEW."empreinte" := empreinte_entree(NEW);
  UPDATE "ChaineJournal" SET "rang" = NEW."rang", "empreinte" = NEW."empreinte", "le" = NEW."le"
    WHERE "chaine" = NEW."chaine";
  RETURN NEW;
END
$$;

-- Daily digests follow each other without a gap, and only for days that are over: one written ahead would take the place
-- of the true one for ever.
CREATE FUNCTION enchainer_jour() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  derniere "EmpreinteJour"%ROWTYPE;
BEGIN
  IF NEW."jour" >= (clock_timestamp() AT TIME ZONE 'Europe/Paris')::date THEN
    RAISE EXCEPTION 'La journée du % n’est pas terminée : son empreinte ne peut pas être faite.', NEW."jour";
  END IF;
  SELECT * INTO derniere FROM "EmpreinteJour" ORDER BY "jour" DESC LIMIT 1;
  IF FOUND AND NEW."jour" <> derniere."jour" + 1 THEN
    RAISE EXCEPTION 'L’empreinte du % ne suit pas celle du %.', NEW."jour", derniere."jour";
  END IF;
  IF NEW."precedente" <> COALESCE(derniere."empreinte", repeat('0', 64)) THEN
    RAISE EXCEPTION 'L’empreinte du % n’est pas liée à la précédente.', NEW."jour";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "EmpreinteJour_enchainer" BEFORE INSERT ON "EmpreinteJour"
  FOR EACH ROW EXECUTE FUNCTION enchainer_jour();

-- CreateTable
CREATE TABLE "VerificationJournal" (
    "portee" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL,
    "entrees" INTEGER NOT NULL,
    "chaines" INTEGER NOT NULL,
    "anomalies" INTEGER NOT NULL,

    CONSTRAINT "VerificationJournal_pkey" PRIMARY KEY ("portee")
);
