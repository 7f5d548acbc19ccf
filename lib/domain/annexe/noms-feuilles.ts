/** Names of sheets: at most 31 characters, some forbidden, no two alike whatever their case. */

export const RECAPITULATION = "Récapitulation";
export const FEUILLE_CACHEE = "_rigel";
export const SANS_PARTENAIRE = "Sans partenaire";
const LONGUEUR_MAX = 31;
/** Excel keeps this name, in its languages, for itself. */
const RESERVES = ["history", "historique"];

// Half of a surrogate pair is no character: cut before it.
const couper = (nom: string, longueur: number): string =>
  nom
    .slice(0, longueur)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();

const netDe = (nom: string): string =>
  couper(
    nom
      .slice(0, 200)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no sheet may hold one in its name
      .replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, " ")
      .replace(/[\\/?*[\]:]/g, "-")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^'+|'+$/g, "")
      .trim(),
    LONGUEUR_MAX,
  ).replace(/'+$/, "");

/** One name each, in the order given. */
export function nommerFeuilles(noms: readonly (string | null)[]): string[] {
  const pris = new Set(
    [RECAPITULATION, FEUILLE_CACHEE, SANS_PARTENAIRE, ...RESERVES].map((n) => n.toLocaleLowerCase("fr")),
  );
  return noms.map((brut, rang) => {
    const base = netDe(brut ?? "") || `Partenaire ${rang + 1}`;
    let nom = base;
    for (let n = 2; pris.has(nom.toLocaleLowerCase("fr")); n++) {
      const suffixe = ` (${n})`;
      nom = `${couper(base, LONGUEUR_MAX - suffixe.length)}${suffixe}`;
    }
    pris.add(nom.toLocaleLowerCase("fr"));
    return nom;
  });
}
