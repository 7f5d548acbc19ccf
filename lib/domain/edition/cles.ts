/**
 * Keys of rows. A row that stands for one place (this cell of the budget, this partner's share) draws its key from that
 * place: two people who fill the same empty cell then write the same row, and meet instead of doubling the amount.
 */

/** Longest key, in characters. */
export const CLE_MAX = 120;

/** FNV-1a, 64 bits, as hexadecimal: short, the same everywhere, and no secret. */
export function empreinte(texte: string): string {
  let h = 0xcbf29ce484222325n;
  for (const octet of new TextEncoder().encode(texte)) h = BigInt.asUintN(64, (h ^ BigInt(octet)) * 0x100000001b3n);
  return h.toString(16).padStart(16, "0");
}

type Ligne = Readonly<Record<string, unknown>>;

const PLACES: Readonly<Record<string, (l: Ligne) => readonly unknown[] | null>> = {
  budget: (l) => [l.partenaire, l.poste, l.annee, l.libelle, l.eligible],
  repartition: (l) => (l.partenaire == null ? null : [l.partenaire]),
};

/**
 * Key of a new row of `liste`: that of its place when it has one and nobody holds it yet, else one drawn by `nouvelle`
 * (random and unique, at most 120 characters).
 */
export function cleDeLigne(liste: string, ligne: Ligne, prises: ReadonlySet<string>, nouvelle: () => string): string {
  const place = PLACES[liste]?.(ligne);
  if (place != null) {
    const cle = `c_${empreinte(JSON.stringify(place.map((v) => v ?? null)))}`;
    if (!prises.has(cle)) return cle;
  }
  return nouvelle();
}

/** The keys of a whole list that has none yet, in its order. */
export function clesDeListe(liste: string, lignes: readonly Ligne[], nouvelle: () => string): string[] {
  const prises = new Set<string>();
  return lignes.map((ligne) => {
    const cle = cleDeLigne(liste, ligne, prises, nouvelle);
    prises.add(cle);
    return cle;
  });
}
