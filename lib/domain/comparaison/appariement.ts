/**
 * Rows of two versions of one list, told apart by their content when a version froze no key (a filed version is the exchange
 * file, whose rows have none). Equal rows first, then rows of the same place, then of what names them most.
 */
import type { Ligne } from "../edition/changements";

/** What names a row of each list, the most telling first. */
const IDENTITES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  campus: [["nom"]],
  budget: [
    ["partenaire", "poste", "annee", "libelle", "eligible"],
    ["partenaire", "poste", "annee", "libelle"],
    ["partenaire", "poste", "annee"],
  ],
  financements: [
    ["source", "partenaire", "nature"],
    ["source", "partenaire"],
  ],
  repartition: [["partenaire"]],
  transformations: [
    ["uai", "cfd", "dispositif", "libelleColoration", "rentree", "type"],
    ["uai", "cfd", "rentree"],
    ["uai", "cfd"],
  ],
  plateauxTechniques: [["hote", "libelle"], ["libelle"]],
  publics: [["public", "niveau", "annee"]],
  indicateurs: [["nom", "type"], ["nom"]],
  alignement: [["reference", "objectif"], ["reference"]],
};

const sansCle = ({ cle: _, ...reste }: Ligne): Ligne => reste;
const empreinte = (l: Ligne): string => JSON.stringify(sansCle(l));

/** null: this row says nothing of what names it there. */
function identite(l: Ligne, champs: readonly string[]): string | null {
  const valeurs = champs.map((c) => l[c] ?? null);
  return valeurs.every((v) => v === null) ? null : JSON.stringify(valeurs);
}

/**
 * The rows of both sides, under keys that say which is which: a pair bears one key, a row of one side only its own. Rows that
 * look alike pair in their order.
 */
export function apparier(
  liste: string,
  avant: readonly Ligne[],
  apres: readonly Ligne[],
): { avant: Ligne[]; apres: Ligne[] } {
  const paires: (number | null)[] = apres.map(() => null);
  const prises = new Set<number>();
  const tour = (nommer: (l: Ligne) => string | null) => {
    const libres = new Map<string, number[]>();
    avant.forEach((l, i) => {
      const nom = prises.has(i) ? null : nommer(l);
      if (nom === null) return;
      const siennes = libres.get(nom);
      if (siennes) siennes.push(i);
      else libres.set(nom, [i]);
    });
    // Last first, so that taking one is taking the end.
    for (const rangs of libres.values()) rangs.reverse();
    apres.forEach((l, j) => {
      if (paires[j] !== null) return;
      const nom = nommer(l);
      const i = nom === null ? undefined : libres.get(nom)?.pop();
      if (i === undefined) return;
      paires[j] = i;
      prises.add(i);
    });
  };
  tour(empreinte);
  for (const champs of IDENTITES[liste] ?? []) tour((l) => identite(l, champs));
  return {
    avant: avant.map((l, i) => ({ ...l, cle: `a${i}` })),
    apres: apres.map((l, j) => ({ ...l, cle: paires[j] === null ? `b${j}` : `a${paires[j]}` })),
  };
}
