-- When the person was told that their account would be erased for want of contact.
ALTER TABLE "Utilisateur" ADD COLUMN "prevenuLe" TIMESTAMPTZ(3);
