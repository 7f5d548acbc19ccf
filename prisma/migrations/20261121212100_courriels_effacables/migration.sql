-- Which personal link a body carries, so that it is wiped once that link opens nothing; whose account it was written to.
ALTER TABLE "Courriel" ADD COLUMN "lien" TEXT,
ADD COLUMN "utilisateurId" UUID;

-- CreateIndex
CREATE INDEX "Courriel_lien_idx" ON "Courriel"("lien");

-- CreateIndex
CREATE INDEX "Courriel_utilisateurId_idx" ON "Courriel"("utilisateurId");

-- AddForeignKey
ALTER TABLE "Courriel" ADD CONSTRAINT "Courriel_utilisateurId_fkey" FOREIGN KEY ("utilisateurId") REFERENCES "Utilisateur"("id") ON DELETE SET NULL ON UPDATE CASCADE;

UPDATE "Courriel" SET "utilisateurId" = u."id" FROM "Utilisateur" u WHERE u."email" = "Courriel"."destinataire";

-- Nothing tells which link the older ones carry: none is kept.
UPDATE "Courriel"
   SET "corps" = 'Contenu effacé : il portait un lien personnel, déjà envoyé ou qui n’ouvre plus rien.',
       "essais" = CASE WHEN "envoyeLe" IS NULL THEN 9 ELSE "essais" END,
       "erreur" = CASE WHEN "envoyeLe" IS NULL THEN COALESCE("erreur", 'Lien éteint avant l’envoi') ELSE "erreur" END
 WHERE "genre" IN ('lien_connexion', 'invitation');
