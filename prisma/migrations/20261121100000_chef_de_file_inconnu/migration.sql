-- A file that says nothing of a partner's role comes back out saying nothing.
ALTER TABLE "Partenaire" ALTER COLUMN "chefDeFile" DROP NOT NULL,
ALTER COLUMN "chefDeFile" DROP DEFAULT;
