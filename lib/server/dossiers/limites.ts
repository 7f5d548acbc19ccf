import { canonique, type Faute, lireFichier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

export type { Faute };

/** What the portal holds, beyond what the format admits. Lists: as many rows as the sections' own schemas. */
const LIGNES_MAX: Partial<Record<keyof DossierFichier, number>> = {
  partenaires: 60,
  budget: 6_000,
  financements: 500,
  repartition: 60,
  transformations: 2_000,
  campus: 50,
  indicateurs: 200,
  plateauxTechniques: 200,
  pieces: 200,
  publics: 500,
  alignement: 200,
  filieres: 50,
  volets: 50,
  objectifsFrance2030: 50,
};
const TEXTE_MAX = 20_000;
/** PostgreSQL's integer. */
const ENTIER_MAX = 2_147_483_647;
/** Twelve digits of euros: sums of the largest grid still fit a 64-bit integer of cents. */
const EUROS_MAX = 12;
const MONTANTS = new Set(["montant", "subvention"]);

/** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
const ILLISIBLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function examiner(valeur: unknown, chemin: string, cle: string, fautes: Faute[]): void {
  if (typeof valeur === "string") {
    if (ILLISIBLE.test(valeur))
      fautes.push({ chemin, message: "Ce texte contient un caractère illisible : retapez-le." });
    else if (valeur.length > TEXTE_MAX)
      fautes.push({ chemin, message: `Ce texte dépasse ${TEXTE_MAX} caractères : raccourcissez-le.` });
    else if (MONTANTS.has(cle) && (valeur.split(".")[0] as string).replace(/^0+/, "").length > EUROS_MAX)
      fautes.push({ chemin, message: `Ce montant dépasse ${EUROS_MAX} chiffres d’euros : vérifiez-le.` });
  } else if (typeof valeur === "number") {
    if (
      !Number.isFinite(valeur) ||
      (cle !== "reference" && !chemin.includes(".cibles.") && Math.abs(valeur) > ENTIER_MAX)
    )
      fautes.push({ chemin, message: "Ce nombre est trop grand pour le portail." });
  } else if (Array.isArray(valeur)) {
    for (const [i, v] of valeur.entries()) examiner(v, `${chemin}[${i}]`, cle, fautes);
  } else if (typeof valeur === "object" && valeur !== null) {
    for (const [c, v] of Object.entries(valeur)) examiner(v, chemin === "" ? c : `${chemin}.${c}`, c, fautes);
  }
}

/** Everything that keeps a valid file out of the portal, all at once. */
export function fautesDuPortail(fichier: DossierFichier): Faute[] {
  const fautes: Faute[] = [];
  examiner(fichier, "", "", fautes);
  for (const [cle, max] of Object.entries(LIGNES_MAX)) {
    const nombre = (fichier[cle as keyof DossierFichier] as unknown[] | null | undefined)?.length ?? 0;
    if (nombre > max)
      fautes.push({ chemin: cle, message: `Au plus ${max} lignes dans le portail : il y en a ${nombre}.` });
  }
  return fautes;
}

/** What the portal stores is always a valid file: canonical, readable again, and within its limits. */
export function verifierStockable(
  fichier: DossierFichier,
): { ok: true; dossier: DossierFichier } | { ok: false; fautes: Faute[] } {
  const lu = lireFichier(canonique(fichier));
  const fautes = lu.ok ? fautesDuPortail(lu.dossier) : lu.fautes;
  return lu.ok && fautes.length === 0 ? { ok: true, dossier: lu.dossier } : { ok: false, fautes };
}
