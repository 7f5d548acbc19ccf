-- A filed version holds no blocking rule that is not met: the last wall behind the application's own, for whatever call gets
-- that far. It reads the verdicts frozen with the version, so it knows every regime without naming a rule.
CREATE FUNCTION version_sans_blocage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF jsonb_typeof(NEW."verdicts" -> 'constats') = 'array' AND EXISTS (
    SELECT 1
    FROM jsonb_array_elements(NEW."verdicts" -> 'constats') AS constat
    WHERE constat ->> 'severite' = 'bloquante' AND constat ->> 'verdict' IS DISTINCT FROM 'conforme'
  ) THEN
    RAISE EXCEPTION 'Une version déposée ne garde aucune règle bloquante enfreinte ou indéterminée.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "VersionDeposee_sans_blocage"
  BEFORE INSERT ON "VersionDeposee"
  FOR EACH ROW EXECUTE FUNCTION version_sans_blocage();
