-- The register asks where the mail of each letter stands.
CREATE INDEX "Courriel_pieceCle_idx" ON "Courriel"("pieceCle");
