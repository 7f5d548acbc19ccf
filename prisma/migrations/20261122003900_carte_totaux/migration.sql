-- CreateIndex
CREATE INDEX "DemandeOrion_rentree_numero_idx" ON "DemandeOrion"("rentree" DESC, "numero");

-- CreateIndex
CREATE INDEX "DemandeOrion_totaux_idx" ON "DemandeOrion"("rentree", "statut", "type", "scolaireActuelle", "scolaireFuture", "apprentissageActuelle", "apprentissageFuture");
