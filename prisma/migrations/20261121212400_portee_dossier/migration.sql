-- A partner's right without its dossier or its partner opened nothing: the demo made one, filled in a moment later.
DELETE FROM "Habilitation" WHERE "role" = 'partenaire' AND ("dossierId" IS NULL OR "partenaire" IS NULL);

-- A right on one dossier is a team member's or a partner's; a partner's is always one. No other role can then be given on a
-- dossier by mistake, and be read somewhere as if it counted on the whole service.
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_dossier_du_role"
  CHECK ("dossierId" IS NULL OR "role" IN ('equipe_projet', 'partenaire'));
ALTER TABLE "Habilitation" ADD CONSTRAINT "Habilitation_partenaire_entier"
  CHECK ("role" <> 'partenaire' OR ("dossierId" IS NOT NULL AND "partenaire" IS NOT NULL));
