-- Which installation this database belongs to: compared with the storage folder before any file of it is set aside.
CREATE TABLE "Installation" (
    "cle" TEXT NOT NULL,
    "identite" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("cle"),
    CONSTRAINT "Installation_unique" CHECK ("cle" = 'service')
);
INSERT INTO "Installation" ("cle") VALUES ('service');
