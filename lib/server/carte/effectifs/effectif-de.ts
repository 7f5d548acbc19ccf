import "server-only";
import type { CouvertureConstat, EffectifReference } from "@/lib/schemas/carte-taux";
import { base } from "@/lib/server/base";
import { compterPremieresAnnees, type TerritoireEffectif } from "./couverture";

/** Key of EffectifSaisi: « R01 » a région académique, « A10 » an académie. */
export const cleTerritoire = ({ regionAcademique, academie }: Omit<TerritoireEffectif, "uai">): string =>
  academie ? `A${academie}` : `R${regionAcademique}`;

/** `effectif` null: unknown; `couverture` then says what the constat lacks. */
export type EffectifLu = { effectif: EffectifReference | null; couverture: CouvertureConstat };

/**
 * Pupils in the first year of a professional course there at this rentrée, from the constat of all its académies; typed by hand where
 * it is not whole; null: unknown. Never another rentrée's figure nor the sum of some académies only: a rate over the wrong effectif
 * is worse than none.
 */
export async function lireEffectif(territoire: TerritoireEffectif, rentree: number): Promise<EffectifLu> {
  const client = await base();
  const { eleves, ...couverture } = await compterPremieresAnnees(client, territoire, rentree);
  if (eleves > 0 && couverture.manquantes.length === 0) {
    const source = `constat de la rentrée ${rentree}`;
    return { effectif: { effectif: eleves, rentree, source, depuis: "constat" }, couverture };
  }
  // The figure typed by hand is a région's or an académie's.
  if (territoire.uai) return { effectif: null, couverture };
  const saisi = await client.effectifSaisi.findUnique({
    where: { territoire_rentree: { territoire: cleTerritoire(territoire), rentree } },
    select: { effectif: true, source: true },
  });
  return { effectif: saisi === null ? null : { ...saisi, rentree, depuis: "saisie" }, couverture };
}

export const effectifDe = async (territoire: TerritoireEffectif, rentree: number): Promise<EffectifReference | null> =>
  (await lireEffectif(territoire, rentree)).effectif;
