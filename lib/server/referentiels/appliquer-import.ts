import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import type { Genre } from "@/lib/schemas/referentiels";
import { type Tx, transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { rafraichirOrganisations } from "@/lib/server/organisations/rafraichir-organisations";
import { comparer, etatActuel } from "@/lib/server/referentiels/comparer";
import type { Ligne } from "@/lib/server/referentiels/ligne";
import { exigerImport } from "@/lib/server/referentiels/preparer-import";
import { dernierImport, verrouillerGenre } from "@/lib/server/referentiels/verrou";
import { Prisma } from "@/prisma/genere/client";

type Demande = { importId: string };

const introuvable = () => new ErreurMetier("introuvable", "Cet import n’existe pas, ou n’attend plus d’être confirmé.");

/** Table and columns of each kind, in the order of its insertion; the first one is its key. */
const TABLES: Readonly<
  Record<
    Genre,
    {
      table: string;
      colonnes: readonly (readonly [string, string])[];
      /** Columns of the key, when it is not the first one. */
      cle?: readonly string[];
    }
  >
> = {
  annuaire: {
    table: "Etablissement",
    colonnes: [
      ["uai", "text"],
      ["nom", "text"],
      ["type", "text"],
      ["statut", "text"],
      ["siret", "text"],
      ["academie", "text"],
      ["regionAcademique", "text"],
      ["departement", "text"],
      ["commune", "text"],
      ["ouvertLe", "date"],
      ["fermeLe", "date"],
      ["recherche", "text"],
    ],
  },
  formations: {
    table: "FormationReference",
    colonnes: [
      ["cfd", "text"],
      ["libelle", "text"],
      ["niveau", "int"],
      ["niveauFormation", "text"],
      ["groupe", "text"],
      ["ouverture", "date"],
      ["fermeture", "date"],
      ["plateau", "boolean"],
      ["remplace", "text[]"],
    ],
  },
  mefs: {
    table: "MefReference",
    colonnes: [
      ["mef", "text"],
      ["mefstat11", "text"],
      ["cfd", "text"],
      ["dispositif", "text"],
      ["duree", "int"],
      ["annee", "int"],
      ["libelle", "text"],
      ["ouverture", "date"],
      ["fermeture", "date"],
    ],
  },
  quadrants: {
    table: "TauxDevenir",
    colonnes: [
      ["id", "uuid"],
      ["millesime", "text"],
      ["territoire", "text"],
      ["niveau", "text"],
      ["cfd", "text"],
      ["voie", "text"],
      ["emploi", "int"],
      ["poursuite", "int"],
      ["devenir", "int"],
      ["sortants", "int"],
      ["source", "text"],
    ],
    cle: ["millesime", "territoire", "niveau", "cfd", "voie"],
  },
  niveaux: {
    table: "NiveauReference",
    colonnes: [
      ["code", "text"],
      ["court", "text"],
      ["libelle", "text"],
      ["niveau", "int"],
      ["fermeLe", "date"],
    ],
  },
  campus: {
    table: "CampusReference",
    colonnes: [
      ["nom", "text"],
      ["excellence", "boolean"],
      ["fermeLe", "date"],
    ],
  },
};

const LOT = 2_000;

/** Creates or changes rows in a few statements. Names come from the table above, values from one JSON parameter. */
async function ecrireLignes(tx: Tx, genre: Genre, lignes: readonly Ligne[]): Promise<void> {
  const { table, colonnes, cle = [colonnes[0]?.[0] ?? ""] } = TABLES[genre];
  const nommer = (noms: readonly string[]) => noms.map((nom) => `"${nom}"`).join(", ");
  const noms = nommer(colonnes.map(([nom]) => nom));
  // The first column, when it is not the key, is the identifier drawn at creation: it stays.
  const ecrites = colonnes.slice(1).filter(([nom]) => !cle.includes(nom));
  const sql = `INSERT INTO "${table}" (${noms})
    SELECT ${noms} FROM json_to_recordset($1::json) AS l(${colonnes.map(([nom, type]) => `"${nom}" ${type}`).join(", ")})
    ON CONFLICT (${nommer(cle)}) DO UPDATE SET ${ecrites.map(([nom]) => `"${nom}" = EXCLUDED."${nom}"`).join(", ")}`;
  for (let i = 0; i < lignes.length; i += LOT)
    await tx.$executeRawUnsafe(sql, JSON.stringify(lignes.slice(i, i + LOT)));
}

/** What was prepared becomes what is served: all of it, or nothing. */
export async function appliquerImport(
  agent: Agent,
  { importId }: Demande,
  maintenant: Date,
): Promise<{ genre: Genre; crees: number; modifies: number; fermes: number }> {
  exigerImport(agent);
  return transaction(async (tx) => {
    const prepare = await tx.importReference.findFirst({
      where: { id: importId, etat: "prepare" },
      select: { genre: true },
    });
    if (prepare === null) throw introuvable();
    const { genre } = prepare;
    await verrouillerGenre(tx, genre);
    // Read again behind the lock: someone may have confirmed it, or another one, meanwhile.
    const attente = await tx.importReference.findFirst({ where: { id: importId, etat: "prepare" } });
    if (attente === null) throw introuvable();
    const dernier = await dernierImport(tx, genre);
    if ((dernier?.id ?? null) !== attente.surImportId)
      throw new ErreurMetier(
        "conflit",
        "Un autre import a été appliqué depuis cette comparaison : envoyez le fichier à nouveau.",
      );
    const { etat, enBase } = await etatActuel(tx, genre);
    const { crees, modifies, fermes, inchanges } = comparer(
      genre,
      etat,
      (attente.lignes ?? []) as Ligne[],
      jourAParis(maintenant),
    );
    // The first import carries over what Rigel was shipped with: nothing that a dossier names may vanish.
    if (!enBase) await ecrireLignes(tx, genre, [...etat.values()]);
    await ecrireLignes(tx, genre, [...crees, ...modifies, ...fermes]);
    if (genre === "annuaire") {
      const nommes = [...((attente.lignes ?? []) as Ligne[]), ...fermes].map((l) => String(l.uai));
      await rafraichirOrganisations(tx, new Set(nommes), maintenant);
    }
    const comptes = { crees: crees.length, modifies: modifies.length, fermes: fermes.length };
    await tx.importReference.update({
      where: { id: importId },
      data: {
        ...comptes,
        inchanges,
        etat: "applique",
        appliqueLe: maintenant,
        appliqueParId: agent.id,
        lignes: Prisma.DbNull,
      },
      select: { id: true },
    });
    await ecrireEntree(tx, {
      action: "reference.importer",
      acteur: agent,
      objet: importId,
      apres: { genre, sha256: attente.sha256, ...comptes, inchanges, refusees: attente.refusees },
    });
    return { genre, ...comptes };
  });
}

/** The file was not the right one. */
export async function abandonnerImport(agent: Agent, { importId }: Demande): Promise<{ id: string }> {
  exigerImport(agent);
  return transaction(async (tx) => {
    const { count } = await tx.importReference.updateMany({
      where: { id: importId, etat: "prepare" },
      data: { etat: "abandonne", lignes: Prisma.DbNull },
    });
    if (count === 0) throw introuvable();
    await ecrireEntree(tx, { action: "reference.abandonner", acteur: agent, objet: importId });
    return { id: importId };
  });
}
