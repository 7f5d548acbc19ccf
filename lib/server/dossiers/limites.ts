import { PIECES_MAX } from "@/lib/domain/pieces";
import { contenuDeSection, SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import { ecrireChemin } from "@/lib/schemas/fautes";
import { canonique, type Faute, lireFichier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { messageZod } from "@/lib/server/repondre";

export type { Faute };

/**
 * What the portal holds, beyond what the format admits, is written once: in the schemas of its sections. A file that one
 * of them refuses would give a section that nobody could ever save.
 */

/** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
const ILLISIBLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Whether a value, wherever it goes, holds a character that cannot be stored. */
export const estIllisible = (valeur: unknown): boolean => illisibles(valeur, []).length > 0;

type Cles = readonly PropertyKey[];

function illisibles(valeur: unknown, cles: Cles): Faute[] {
  if (typeof valeur === "string")
    return ILLISIBLE.test(valeur)
      ? [{ chemin: ecrireChemin(cles), message: "Ce texte contient un caractère illisible : retapez-le." }]
      : [];
  if (typeof valeur !== "object" || valeur === null) return [];
  return Object.entries(valeur).flatMap(([c, v]) => illisibles(v, [...cles, Array.isArray(valeur) ? Number(c) : c]));
}

/** Answers, which a section's content holds at its root. */
const REPONSES: ReadonlySet<PropertyKey> = new Set<keyof NonNullable<DossierFichier["reponses"]>>([
  "diagnostic",
  "besoins",
  "apprenants",
  "projetEconomique",
  "complementarite",
  "egalite",
]);

const cheminDansLeFichier = (cles: Cles): string =>
  ecrireChemin(cles[0] !== undefined && REPONSES.has(cles[0]) ? ["reponses", ...cles] : cles);

/** Everything that keeps a valid file out of the portal, all at once. */
function fautesDuPortail(fichier: DossierFichier): Faute[] {
  const fautes = SECTIONS_SAISIE.flatMap((section) => {
    const lu = SCHEMAS_SECTION[section].safeParse(contenuDeSection(fichier, section), { error: messageZod });
    return lu.success
      ? []
      : lu.error.issues.map(({ path, message }) => ({ chemin: cheminDansLeFichier(path), message }));
  });
  const pieces = fichier.pieces?.length ?? 0;
  if (pieces > PIECES_MAX)
    fautes.push({ chemin: "pieces", message: `Au plus ${PIECES_MAX} pièces par dossier : il y en a ${pieces}.` });
  return [...illisibles(fichier, []), ...fautes];
}

/** What the portal stores is always a valid file: canonical, readable again, and within its limits. */
export function verifierStockable(
  fichier: DossierFichier,
): { ok: true; dossier: DossierFichier } | { ok: false; fautes: Faute[] } {
  const lu = lireFichier(canonique(fichier));
  const fautes = lu.ok ? fautesDuPortail(lu.dossier) : lu.fautes;
  return lu.ok && fautes.length === 0 ? { ok: true, dossier: lu.dossier } : { ok: false, fautes };
}
