-- Verdicts without their list of findings prove nothing: they are refused as a finding that is not met is.
CREATE OR REPLACE FUNCTION version_sans_blocage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF jsonb_typeof(NEW."verdicts" -> 'constats') IS DISTINCT FROM 'array' THEN
    RAISE EXCEPTION 'Une version déposée porte la liste de ses constats.';
  END IF;
  IF EXISTS (
    SELECT 1
    FROM jsonb_array_elements(NEW."verdicts" -> 'constats') AS constat
    WHERE constat ->> 'severite' = 'bloquante' AND constat ->> 'verdict' IS DISTINCT FROM 'conforme'
  ) THEN
    RAISE EXCEPTION 'Une version déposée ne garde aucune règle bloquante enfreinte ou indéterminée.';
  END IF;
  RETURN NEW;
END $$;
