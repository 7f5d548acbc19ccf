import "server-only";
import type { DescriptionImport } from "@/lib/server/carte/import/description";
import type { GenreImportCarte } from "@/prisma/genere/enums";

/** Each kind of file of the carte, loaded when one comes. */
const DESCRIPTIONS: Partial<Record<GenreImportCarte, () => Promise<DescriptionImport>>> = {
  orion: async () => (await import("@/lib/server/carte/import/description-orion")).descriptionOrion,
  constat: async () => (await import("@/lib/server/carte/import/description-constat")).descriptionConstat,
  places: async () => (await import("@/lib/server/carte/import/description-places")).descriptionPlaces,
};

export async function descriptionDe(genre: GenreImportCarte): Promise<DescriptionImport> {
  const charger = DESCRIPTIONS[genre];
  if (charger === undefined) throw new Error(`import de la carte sans description : ${genre}`);
  return charger();
}
