import "server-only";
import type { Tx } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type CampusConnu, campusConnus, type Importe, remplacerDonnees } from "@/lib/server/reference";

/**
 * Brings lib/server/reference.ts up to what was imported last. One statement on an index when nothing changed; the tables are
 * read again only when another process, or this one, applied an import since.
 */
let servis = "";

type Lecteur = Pick<
  Tx,
  "importReference" | "formationReference" | "niveauReference" | "campusReference" | "mefReference"
>;

/** The national campuses as imported last. */
export async function campusAJour(tx: Lecteur): Promise<readonly CampusConnu[]> {
  await tenirAJour(tx);
  return campusConnus();
}

export async function tenirAJour(tx: Lecteur) {
  const imports = await tx.importReference.findMany({
    where: { etat: "applique", genre: { in: ["formations", "niveaux", "campus", "mefs"] } },
    orderBy: { appliqueLe: "desc" },
    distinct: ["genre"],
    select: { id: true, genre: true },
  });
  const empreinte = imports
    .map((i) => i.id)
    .sort()
    .join();
  if (empreinte === servis) return;
  const genres = new Set(imports.map((i) => i.genre));
  const donnees: Importe = {};
  if (genres.has("formations"))
    donnees.formations = (await tx.formationReference.findMany({ orderBy: { cfd: "asc" } })).map((f) => ({
      ...f,
      ouverture: versJour(f.ouverture),
      fermeture: versJour(f.fermeture),
    }));
  if (genres.has("niveaux"))
    donnees.niveaux = (await tx.niveauReference.findMany({ orderBy: { code: "asc" } })).map(
      ({ fermeLe: _, ...niveau }) => niveau,
    );
  if (genres.has("campus"))
    donnees.campus = (await tx.campusReference.findMany({ where: { fermeLe: null }, orderBy: { nom: "asc" } })).map(
      ({ nom, excellence }) => ({ nom, excellence }),
    );
  if (genres.has("mefs"))
    donnees.mefs = (await tx.mefReference.findMany({ orderBy: { mef: "asc" } })).map((m) => ({
      ...m,
      ouverture: versJour(m.ouverture),
      fermeture: versJour(m.fermeture),
    }));
  remplacerDonnees(donnees);
  servis = empreinte;
}
