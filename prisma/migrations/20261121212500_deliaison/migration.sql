-- When, and why, an administrator unbound the account from ProConnect.
ALTER TABLE "Utilisateur" ADD COLUMN "delieLe" TIMESTAMPTZ(3),
ADD COLUMN "motifDeliaison" TEXT;
