-- What a save point holds never changes: only its name, its note, and whether it is put away. Points put away long ago may go.
CREATE FUNCTION refuser_contenu_point() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."dossierId" IS DISTINCT FROM OLD."dossierId"
     OR NEW."creeLe" IS DISTINCT FROM OLD."creeLe" OR NEW."creeParId" IS DISTINCT FROM OLD."creeParId"
     OR NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."regime" IS DISTINCT FROM OLD."regime"
     OR NEW."regimeNumero" IS DISTINCT FROM OLD."regimeNumero" OR NEW."donnees" IS DISTINCT FROM OLD."donnees"
     OR NEW."verdicts" IS DISTINCT FROM OLD."verdicts" OR NEW."cles" IS DISTINCT FROM OLD."cles" THEN
    RAISE EXCEPTION 'Le contenu d’un point de sauvegarde ne change pas : % est refusé.', TG_OP;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "PointSauvegarde_contenu_fige" BEFORE UPDATE ON "PointSauvegarde"
  FOR EACH ROW EXECUTE FUNCTION refuser_contenu_point();

ALTER TABLE "PointSauvegarde"
  ADD CONSTRAINT "PointSauvegarde_note_check" CHECK (length("note") <= 1000),
  ADD CONSTRAINT "PointSauvegarde_revision_check" CHECK ("revision" >= 0),
  ADD CONSTRAINT "PointSauvegarde_retrait_check" CHECK (("retireLe" IS NULL) = ("retireParId" IS NULL));
