import "server-only";
import { rm } from "node:fs/promises";
import path from "node:path";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { cheminReception, type Empreinte, ecrireFichier } from "@/lib/integrations/stockage";
import { OCTETS_TABLE_MAX, RefusFichier } from "@/lib/integrations/table/contrat";
import type { GenreImport } from "@/lib/schemas/imports-carte";
import { base, transaction } from "@/lib/server/base";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { descriptionDe } from "@/lib/server/carte/import/descriptions";
import { donnerPlace } from "@/lib/server/carte/import/donner-place";
import { lireFichier, type Suivi } from "@/lib/server/carte/import/lire-fichier";
import { type FichierOuvert, ouvrirFichier } from "@/lib/server/carte/import/ouvrir-fichier";
import { exigerDisque, exigerTour, prendreTour } from "@/lib/server/carte/import/tour-lecture";
import { type Agent, etendueCarte, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { nomPropre } from "@/lib/server/pieces/nom-propre";
import { erreurSaisie } from "@/lib/server/repondre";

type Envoi = { genre: GenreImport; regionAcademique: string; nom: string; octets: AsyncIterable<Uint8Array> };

export function exigerImportCarte(agent: Agent, regionAcademique: string): void {
  if (!peut(agent, "carte.importer", { regionAcademique, uai: null })) throw interdit();
}

/** Nobody else even sends a file: asked before it is received. */
export function exigerUneRegion(agent: Agent): void {
  if (etendueCarte(agent, "carte.importer").regions.length === 0) throw interdit();
}

async function* limiter(octets: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let recus = 0;
  for await (const morceau of octets) {
    recus += morceau.byteLength;
    if (recus > OCTETS_TABLE_MAX)
      throw new ErreurMetier("trop_lourd", `Ce fichier dépasse la limite de ${ecrireOctets(OCTETS_TABLE_MAX)}.`);
    yield morceau;
  }
}

/**
 * Takes a file in: written to the disk as it arrives, its header understood, then read behind the answer. `fini`: once it is
 * read and compared, whatever came of it. `deja`: the same file waits already, this one was not needed.
 */
export async function recevoirImport(
  agent: Agent,
  { genre, regionAcademique, nom, octets }: Envoi,
  maintenant: Date,
): Promise<{ id: string; deja: boolean; fini: Promise<void> }> {
  exigerImportCarte(agent, regionAcademique);
  await balayerImports(maintenant);
  await exigerTour(regionAcademique);
  const chemin = await cheminReception();
  await exigerDisque(path.dirname(chemin));
  let rendre = () => {};
  try {
    const empreinte = await ecrireFichier(chemin, limiter(octets));
    const attente = await dejaEnAttente(genre, regionAcademique, empreinte.sha256);
    if (attente !== null) {
      await rm(chemin, { force: true });
      return { id: attente, deja: true, fini: Promise.resolve() };
    }
    // Others may have come while it was received. From here without an await until the turn is taken.
    rendre = prendreTour(regionAcademique);
    const lu = await commencer(agent, { chemin, nom: nomPropre(nom), genre, regionAcademique, empreinte }, maintenant);
    const fini = lu.lire().finally(() => {
      rendre();
      return rm(chemin, { force: true });
    });
    return { id: lu.id, deja: false, fini };
  } catch (erreur) {
    rendre();
    await rm(chemin, { force: true });
    throw erreur instanceof RefusFichier ? erreurSaisie({ fichier: erreur.message }) : erreur;
  }
}

async function dejaEnAttente(genre: GenreImport, regionAcademique: string, sha256: string): Promise<string | null> {
  const client = await base();
  const lu = await client.importCarte.findFirst({
    where: { genre, regionAcademique, sha256, etat: { in: ["lecture", "prepare"] } },
    orderBy: { commenceLe: "desc" },
    select: { id: true },
  });
  return lu?.id ?? null;
}

export type Depart = {
  chemin: string;
  nom: string;
  genre: GenreImport;
  /** Null: every row, whatever its région (command line). */
  regionAcademique: string | null;
  empreinte: Empreinte;
  signal?: AbortSignal;
};

/** Opens the file and writes the import's line; `lire` does the rest. Throws RefusFichier when the file is not one. */
export async function commencer(
  agent: Agent | null,
  { chemin, nom, genre, regionAcademique, empreinte, signal }: Depart,
  maintenant: Date,
): Promise<{ id: string; lire(suivre?: Suivi): Promise<void> }> {
  const description = await descriptionDe(genre);
  const ouvert = await ouvrirFichier(
    description,
    { chemin, nom },
    { regionAcademique, maintenant, ...(signal && { signal }) },
  );
  try {
    const { id } = await inscrire(agent, { nom, genre, regionAcademique, empreinte }, ouvert, maintenant);
    return { id, lire: (suivre) => lireFichier(id, description, ouvert, suivre) };
  } catch (erreur) {
    await ouvert.table.fermer();
    throw erreur;
  }
}

const inscrire = (
  agent: Agent | null,
  { nom, genre, regionAcademique, empreinte }: Pick<Depart, "nom" | "genre" | "regionAcademique" | "empreinte">,
  { table, lecteur }: FichierOuvert,
  maintenant: Date,
): Promise<{ id: string }> =>
  transaction(async (tx) => {
    if (agent !== null && regionAcademique !== null) await donnerPlace(tx, agent, regionAcademique, maintenant);
    const cree = await tx.importCarte.create({
      data: {
        ...{ genre, regionAcademique, nomFichier: nom, format: table.format, source: lecteur.source },
        ...{ octets: BigInt(empreinte.octets), sha256: empreinte.sha256, colonnes: lecteur.colonnes },
        ...{ commenceLe: maintenant, commenceParId: agent?.id ?? null },
      },
      select: { id: true },
    });
    // On the command line only what is applied is told: a simulation leaves nothing behind.
    if (agent !== null)
      await ecrireEntree(tx, {
        action: "carte.importer",
        acteur: agent,
        objet: cree.id,
        apres: { genre, regionAcademique, sha256: empreinte.sha256 },
      });
    return cree;
  });
