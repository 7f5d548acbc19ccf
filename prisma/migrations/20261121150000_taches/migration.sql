-- CreateTable
CREATE TABLE "Tache" (
    "nom" TEXT NOT NULL,
    "faiteLe" TIMESTAMPTZ(3),
    "priseJusqua" TIMESTAMPTZ(3),

    CONSTRAINT "Tache_pkey" PRIMARY KEY ("nom")
);
