-- A row set aside with its reason: neither refused nor taken.
ALTER TABLE "RemarqueImportCarte" DROP CONSTRAINT "RemarqueImportCarte_gravite_check",
  ADD CONSTRAINT "RemarqueImportCarte_gravite_check" CHECK ("gravite" IN ('refus', 'avertissement', 'ecartee'));

-- An import given up by Rigel itself says why, like one that failed.
ALTER TABLE "ImportCarte" DROP CONSTRAINT "ImportCarte_echec_check",
  ADD CONSTRAINT "ImportCarte_echec_check" CHECK (
    ("etat" <> 'echoue' OR "motifEchec" IS NOT NULL) AND ("motifEchec" IS NULL OR "etat" IN ('echoue', 'abandonne'))
  );
