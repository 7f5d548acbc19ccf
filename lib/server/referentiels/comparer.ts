import "server-only";
import type { Genre } from "@/lib/schemas/referentiels";
import type { Tx } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { donneesLivrees } from "@/lib/server/reference";
import type { Ligne } from "@/lib/server/referentiels/ligne";
import { DESCRIPTIONS } from "@/lib/server/referentiels/lire-ligne";
import { idTaux } from "@/lib/server/referentiels/lire-taux";

export type Etat = ReadonlyMap<string, Ligne>;

const cleDe = (genre: Genre, ligne: Ligne): string => String(ligne[DESCRIPTIONS[genre].cle]);
export const enMap = (genre: Genre, lignes: readonly Ligne[]): Map<string, Ligne> =>
  new Map(lignes.map((l) => [cleDe(genre, l), l]));

const dates = <T extends object>(ligne: T): Ligne =>
  Object.fromEntries(
    Object.entries(ligne).map(([cle, v]) => [cle, v instanceof Date ? versJour(v) : v]),
  ) as unknown as Ligne;

async function lireTable(tx: Tx, genre: Genre): Promise<Ligne[]> {
  if (genre === "annuaire") return (await tx.etablissement.findMany()).map(dates);
  if (genre === "formations") return (await tx.formationReference.findMany()).map(dates);
  if (genre === "mefs") return (await tx.mefReference.findMany()).map(dates);
  // Rates put in without an import have an identifier of their own: here the key is what names them.
  if (genre === "quadrants") return (await tx.tauxDevenir.findMany()).map((t) => ({ ...t, id: idTaux(t) }));
  if (genre === "niveaux") return (await tx.niveauReference.findMany()).map(dates);
  return (await tx.campusReference.findMany()).map(dates);
}

/** What is served today: the database once something was imported, prisma/reference before. */
export async function etatActuel(tx: Tx, genre: Genre): Promise<{ etat: Etat; enBase: boolean }> {
  // Nothing is shipped of them.
  if (genre === "quadrants") return { etat: enMap(genre, await lireTable(tx, genre)), enBase: true };
  const enBase = (await tx.importReference.count({ where: { genre, etat: "applique" } })) > 0;
  return { etat: enMap(genre, enBase ? await lireTable(tx, genre) : donneesLivrees(genre)), enBase };
}

const memeValeur = (a: Ligne[string], b: Ligne[string]): boolean =>
  Array.isArray(a) || Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b;
const egales = (a: Ligne, b: Ligne): boolean => Object.keys(b).every((c) => memeValeur(a[c] ?? null, b[c] ?? null));

export type Comparaison = {
  crees: Ligne[];
  modifies: Ligne[];
  /** Absent from the file: closed that day. */
  fermes: Ligne[];
  inchanges: number;
};

/**
 * What the file changes. Nothing is deleted: what it no longer names is closed, on the day of the import. The annuaire is also
 * published by département: only the départements that the file holds are compared.
 */
export function comparer(genre: Genre, actuel: Etat, lignes: readonly Ligne[], jour: string): Comparaison {
  const { fermeture } = DESCRIPTIONS[genre];
  const nouvelles = enMap(genre, lignes);
  const departements = new Set(lignes.map((l) => l.departement));
  const resultat: Comparaison = { crees: [], modifies: [], fermes: [], inchanges: 0 };
  for (const [cle, ligne] of nouvelles) {
    const avant = actuel.get(cle);
    if (avant === undefined) resultat.crees.push(ligne);
    else if (egales(avant, ligne)) resultat.inchanges += 1;
    else resultat.modifies.push(ligne);
  }
  for (const [cle, avant] of actuel) {
    if (nouvelles.has(cle)) continue;
    const dehors = genre === "annuaire" && !departements.has(avant.departement ?? null);
    if (dehors || fermeture === null || avant[fermeture] != null) resultat.inchanges += 1;
    else resultat.fermes.push({ ...avant, [fermeture]: jour });
  }
  return resultat;
}
