-- What applying takes away: pupils that a constat no longer has.
ALTER TABLE "ImportCarte" ADD COLUMN "retires" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "RemarqueImportCarte" DROP CONSTRAINT "RemarqueImportCarte_gravite_check",
  ADD CONSTRAINT "RemarqueImportCarte_gravite_check" CHECK ("gravite" IN ('refus', 'avertissement', 'ecartee', 'retrait'));

-- A row refused or set aside keeps its number until the last row of that number is known.
ALTER TABLE "LigneImportCarte" DROP CONSTRAINT "LigneImportCarte_effet_check",
  ADD CONSTRAINT "LigneImportCarte_effet_check" CHECK ("effet" IN ('creer', 'modifier', 'inchanger', 'refusee', 'ecartee'));
