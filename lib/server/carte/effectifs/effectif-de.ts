import "server-only";
import { base } from "@/lib/server/base";

/** A région académique (01…18), one académie or one établissement of it. */
export type TerritoireEffectif = { regionAcademique: string; academie?: string | null; uai?: string | null };

/** Places occupied at a rentrée: what a rate divides by, and where the figure comes from. */
export type Effectif = {
  effectif: number;
  rentree: number;
  /** Written beside the rate. */
  source: string;
  depuis: "constat" | "saisie";
};

/** Key of EffectifSaisi: « R01 » a région académique, « A10 » an académie. */
export const cleTerritoire = ({ regionAcademique, academie }: Omit<TerritoireEffectif, "uai">): string =>
  academie ? `A${academie}` : `R${regionAcademique}`;

/**
 * Pupils in the first year of a professional course there at this rentrée, from the constat; typed by hand where none is imported;
 * null: unknown. Never another rentrée's figure: a rate over the wrong year is worse than none.
 */
export async function effectifDe(territoire: TerritoireEffectif, rentree: number): Promise<Effectif | null> {
  const client = await base();
  const { _sum } = await client.effectifConstat.aggregate({
    where: {
      rentree,
      premiereAnnee: true,
      regionAcademique: territoire.regionAcademique,
      ...(territoire.academie ? { academie: territoire.academie } : {}),
      ...(territoire.uai ? { uai: territoire.uai } : {}),
    },
    _sum: { eleves: true },
  });
  if (_sum.eleves)
    return { effectif: _sum.eleves, rentree, source: `constat de la rentrée ${rentree}`, depuis: "constat" };
  // The figure typed by hand is a région's or an académie's.
  if (territoire.uai) return null;
  const saisi = await client.effectifSaisi.findUnique({
    where: { territoire_rentree: { territoire: cleTerritoire(territoire), rentree } },
    select: { effectif: true, source: true },
  });
  return saisi === null ? null : { ...saisi, rentree, depuis: "saisie" };
}
