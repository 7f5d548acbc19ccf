/**
 * Places of renovated diplomas (IGÉSR, recommendation 5): those occupied the year before in a formation whose renovated referential
 * first applies at the rentrée, less those that the rate already counts. Places opened are not among the ones occupied before, so
 * only those closed or coloured are taken off.
 */
import type { DateIso } from "../dates";

export type Diplome = {
  cfd: string;
  libelle: string;
  ouverture: DateIso | null;
  fermeture: DateIso | null;
  /** CFD that this one replaces. */
  remplace: readonly string[];
};

/** Several may become one, and one several: they are then counted together. */
export type Renovation = { remplacees: Diplome[]; nouvelles: (Diplome & { ouverture: DateIso })[] };

/** A referential opened in autumn is first taught at the next rentrée. */
export function rentreeDe(ouverture: DateIso): number {
  const [annee, mois] = ouverture.split("-").map(Number) as [number, number];
  return mois >= 10 ? annee + 1 : annee;
}

/** Diplomas that close, and the new ones that replace them at this rentrée. One that stays open is not renovated. */
export function renovations(nomenclature: readonly Diplome[], rentree: number): Renovation[] {
  const parCfd = new Map(nomenclature.map((d) => [d.cfd, d]));
  const groupes = new Map<string, Renovation>();
  for (const d of nomenclature) {
    const { ouverture } = d;
    if (ouverture === null || rentreeDe(ouverture) !== rentree) continue;
    const fermees = d.remplace.flatMap((cfd) => parCfd.get(cfd) ?? []).filter((ancien) => ancien.fermeture !== null);
    if (fermees.length === 0) continue;
    const groupe: Renovation = { remplacees: [], nouvelles: [{ ...d, ouverture }] };
    for (const autre of new Set(fermees.flatMap((f) => groupes.get(f.cfd) ?? []))) {
      groupe.remplacees.push(...autre.remplacees);
      groupe.nouvelles.unshift(...autre.nouvelles);
    }
    const deja = new Set(groupe.remplacees.map((r) => r.cfd));
    groupe.remplacees.push(...fermees.filter((f) => !deja.has(f.cfd)));
    for (const { cfd } of groupe.remplacees) groupes.set(cfd, groupe);
  }
  return [...new Set(groupes.values())];
}

/** Pupils in first year the year before, and places that the rate already counts as closed or coloured, at one place. */
export type Occupees = { uai: string; cfd: string; eleves: number };
export type Comptees = { uai: string; cfd: string; places: number };

/** Places of each renovation that the rate does not count yet; those with none are left out. */
export function placesRenovees(
  renovees: readonly Renovation[],
  occupees: readonly Occupees[],
  comptees: readonly Comptees[],
): { renovation: Renovation; places: number }[] {
  const eleves = sommer(occupees.map((o) => [cle(o), o.eleves]));
  const deja = sommer(comptees.map((c) => [cle(c), c.places]));
  const uais = new Set(occupees.map((o) => o.uai));
  return renovees.flatMap((renovation) => {
    const anciens = renovation.remplacees.map((r) => r.cfd);
    const tous = [...anciens, ...renovation.nouvelles.map((n) => n.cfd)];
    let places = 0;
    for (const uai of uais) {
      const avant = anciens.reduce((n, cfd) => n + (eleves.get(cle({ uai, cfd })) ?? 0), 0);
      const compte = tous.reduce((n, cfd) => n + (deja.get(cle({ uai, cfd })) ?? 0), 0);
      places += Math.max(0, avant - compte);
    }
    return places > 0 ? [{ renovation, places }] : [];
  });
}

const cle = ({ uai, cfd }: { uai: string; cfd: string }): string => `${uai} ${cfd}`;

function sommer(paires: readonly (readonly [string, number])[]): Map<string, number> {
  const sommes = new Map<string, number>();
  for (const [k, n] of paires) sommes.set(k, (sommes.get(k) ?? 0) + n);
  return sommes;
}
