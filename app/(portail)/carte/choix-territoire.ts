import { z } from "zod";

const seul = (v: unknown) => (Array.isArray(v) ? v[0] : v);

/** What the address of a territory's page says; what means nothing is ignored. */
export const choixTerritoire = z.object({
  rentree: z.preprocess(
    seul,
    z
      .string()
      .regex(/^20\d\d$/)
      .transform(Number)
      .nullable()
      .catch(null),
  ),
  /** Rentrée of the places occupied, from the rentrée looked at: −1 as the formula says. */
  effectif: z.preprocess(seul, z.enum(["-1", "0", "1"]).transform(Number).catch(-1)),
  academie: z.preprocess(
    seul,
    z
      .string()
      .regex(/^\d{2}$/)
      .nullable()
      .catch(null),
  ),
  voie: z.preprocess(seul, z.enum(["scolaire", "apprentissage"]).nullable().catch(null)),
});

/** What the address asks as a rentrée and means none: the page says so rather than show another one in silence. */
export function rentreeNonLue({ rentree }: Parametres): string | null {
  const texte = String(seul(rentree) ?? "");
  return texte === "" || choixTerritoire.shape.rentree.parse(texte) !== null ? null : texte.slice(0, 20);
}

export type Parametres = Record<string, string | string[] | undefined>;
