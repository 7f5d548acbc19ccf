-- CreateIndex
CREATE INDEX "Etablissement_siret_idx" ON "Etablissement"("siret");
