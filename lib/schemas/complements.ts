/**
 * What rows hold and the exchange file has no place for (contracts/formats.md is strict): it travels beside the file, list by
 * list, in the file's order, as the keys of the rows do. Never exported, never judged by a rule.
 */
export const CHAMPS_COMPLEMENT = {
  partenaires: [
    "role",
    "contactNom",
    "contactFonction",
    "contactCourriel",
    "contactTelephone",
    "signataireNom",
    "signataireFonction",
  ],
  financements: ["baseValorisation"],
  repartition: ["part"],
} as const;

export type ListeComplement = keyof typeof CHAMPS_COMPLEMENT;
export type Complement<L extends ListeComplement> = Readonly<
  Record<(typeof CHAMPS_COMPLEMENT)[L][number], string | null>
>;
/** Row by row, in the file's order; a list that is absent holds nothing. */
export type Complements = Readonly<{ [L in ListeComplement]?: readonly Complement<L>[] }>;
export const LISTES_COMPLEMENT = Object.keys(CHAMPS_COMPLEMENT) as ListeComplement[];

type Ligne = Readonly<Record<string, unknown>>;

/** The complement of one row: each of its fields, null when the row does not hold it. */
export const complementDe = <L extends ListeComplement>(liste: L, ligne: Ligne | undefined): Complement<L> =>
  Object.fromEntries(CHAMPS_COMPLEMENT[liste].map((c) => [c, (ligne?.[c] as string | null) ?? null])) as Complement<L>;

/** The complements of every list of these that `contenu` holds; `listes`: its lists by their name. */
export const complementsDe = (listes: Readonly<Record<string, unknown>>): Complements =>
  Object.fromEntries(
    LISTES_COMPLEMENT.flatMap((liste) => {
      const lignes = listes[liste];
      return Array.isArray(lignes) ? [[liste, lignes.map((l: Ligne) => complementDe(liste, l))]] : [];
    }),
  );

/** The row as the exchange file knows it. */
export function sansComplement<L extends ListeComplement, R extends Complement<L>>(
  liste: L,
  ligne: R,
): Omit<R, keyof Complement<L>> {
  const reste: Record<string, unknown> = { ...ligne };
  for (const c of CHAMPS_COMPLEMENT[liste]) delete reste[c];
  return reste as Omit<R, keyof Complement<L>>;
}
