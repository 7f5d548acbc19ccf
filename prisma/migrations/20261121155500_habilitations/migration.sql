-- Mails already sent about a right: one before its end, one when its review is due, one to the administrators when it is late.
ALTER TABLE "Habilitation" ADD COLUMN "rappelFinLe" TIMESTAMPTZ(3),
ADD COLUMN "rappelRevueLe" TIMESTAMPTZ(3),
ADD COLUMN "alerteRevueLe" TIMESTAMPTZ(3);

-- What lists of people look in: the writing of lib/server/dossiers/recherche.ts. Kept here, so that whoever changes a name
-- (or erases it) cannot forget it.
ALTER TABLE "Utilisateur" ADD COLUMN "recherche" TEXT NOT NULL DEFAULT '';

CREATE FUNCTION ecrire_recherche_utilisateur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Capitals with an accent by hand: a database in the C locale does not lower them.
  NEW."recherche" := btrim(regexp_replace(
    lower(translate(
      replace(replace(replace(replace(
        normalize(concat_ws(' ', NEW."nom", NEW."prenom", NEW."organisation", NEW."email")),
        'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
      'àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸ',
      'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy')),
    '[^a-z0-9]+', ' ', 'g'));
  RETURN NEW;
END $$;

CREATE TRIGGER "Utilisateur_recherche" BEFORE INSERT OR UPDATE ON "Utilisateur"
  FOR EACH ROW EXECUTE FUNCTION ecrire_recherche_utilisateur();

UPDATE "Utilisateur" SET "version" = "version";

-- A person asks once for the same thing, however fast they click.
CREATE UNIQUE INDEX "DemandeAcces_une_en_attente" ON "DemandeAcces"
  ("utilisateurId", "role", COALESCE("regionAcademique", ''), COALESCE("uai", ''), COALESCE("campus", ''))
  WHERE "etat" = 'en_attente';

-- The history of one right, of one request.
CREATE INDEX "EntreeJournal_objet_id_idx" ON "EntreeJournal"("objet", "id");
