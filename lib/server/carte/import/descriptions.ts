import "server-only";
import type { DescriptionImport } from "@/lib/server/carte/import/description";
import type { GenreImportCarte } from "@/prisma/genere/enums";

/** Each kind of file of the carte, loaded when one comes. */
const DESCRIPTIONS: Record<GenreImportCarte, () => Promise<DescriptionImport>> = {
  orion: async () => (await import("@/lib/server/carte/import/description-orion")).descriptionOrion,
  constat: async () => (await import("@/lib/server/carte/import/description-constat")).descriptionConstat,
  places: async () => (await import("@/lib/server/carte/import/description-places")).descriptionPlaces,
};

export const descriptionDe = (genre: GenreImportCarte): Promise<DescriptionImport> => DESCRIPTIONS[genre]();
