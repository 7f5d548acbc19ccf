-- Wording of the attestation that a région uses for a national coloration: the national one is not published yet.
CREATE TABLE "AttestationRegionale" (
    "regionAcademique" TEXT NOT NULL,
    "colorationId" UUID NOT NULL,
    "attestation" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "modifieeLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AttestationRegionale_pkey" PRIMARY KEY ("regionAcademique","colorationId"),
    CONSTRAINT "AttestationRegionale_attestation_check" CHECK (btrim("attestation") <> '')
);

ALTER TABLE "AttestationRegionale" ADD CONSTRAINT "AttestationRegionale_colorationId_fkey" FOREIGN KEY ("colorationId") REFERENCES "Coloration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
