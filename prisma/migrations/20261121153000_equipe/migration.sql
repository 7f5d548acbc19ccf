-- Since when a person is in a team, and who changed a membership or an invitation last.
ALTER TABLE "MembreDossier" ADD COLUMN "depuis" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "Invitation" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
