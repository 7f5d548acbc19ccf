/** Widths of a table's columns. */

export type Besoin = {
  /** Share of what the other columns leave; undefined: as wide as its widest content. */
  part?: number;
  naturelle: number;
  /** Longest word of the header: below it, the header itself would be cut. */
  minimum: number;
};

/** Most of the width that columns without a share may take: beyond, they are scaled down and their content wraps. */
const PART_MAX_NATURELLES = 0.78;

/** Shares among flexible columns, those that would fall under their minimum being served first. */
function partager(libre: number, flexibles: readonly { part: number; minimum: number }[]): number[] {
  const servies = new Map<number, number>();
  for (;;) {
    const reste = libre - [...servies.values()].reduce((a, b) => a + b, 0);
    const parts = flexibles.reduce((s, b, i) => s + (servies.has(i) ? 0 : b.part), 0);
    const partDe = (i: number) => (reste * (flexibles[i]?.part ?? 0)) / parts;
    const trop = flexibles.findIndex((b, i) => !servies.has(i) && partDe(i) < b.minimum);
    if (trop < 0) return flexibles.map((_, i) => servies.get(i) ?? partDe(i));
    servies.set(trop, flexibles[trop]?.minimum ?? 0);
  }
}

/** The widths always add up to `total`. */
export function repartir(total: number, besoins: readonly Besoin[]): number[] {
  const flexibles = besoins.flatMap((b) => (b.part === undefined ? [] : { part: b.part, minimum: b.minimum }));
  const prises = besoins.reduce((s, b) => s + (b.part === undefined ? b.naturelle : 0), 0);
  const echelle =
    flexibles.length === 0 ? total / prises : Math.min(1, (total * PART_MAX_NATURELLES) / Math.max(prises, 1));
  const libre = total - prises * echelle;
  const minima = flexibles.reduce((s, b) => s + b.minimum, 0);
  // Too many columns for every header: plain shares, the headers wrap.
  const servies = partager(libre, minima > libre ? flexibles.map((b) => ({ ...b, minimum: 0 })) : flexibles);
  let rang = 0;
  return besoins.map((b) => (b.part === undefined ? b.naturelle * echelle : (servies[rang++] as number)));
}
