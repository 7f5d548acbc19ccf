import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Colonnes } from "@/lib/domain/orion/demande";
import { OCTETS_TABLE_MAX, RefusFichier } from "@/lib/integrations/table/contrat";
import { SANS_COLONNE } from "@/lib/schemas/imports-carte";
import { base } from "@/lib/server/base";
import { appliquerImport } from "@/lib/server/carte/import/appliquer-import";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { effacerLignes } from "@/lib/server/carte/import/garder-lignes";
import { dejaImporte } from "@/lib/server/carte/import/lire-imports";
import { commencer } from "@/lib/server/carte/import/recevoir-import";
import { compterPerdues } from "@/lib/server/carte/import/remarques-perdues";
import { nomPropre } from "@/lib/server/pieces/nom-propre";
import type { ImportCarte } from "@/prisma/genere/client";

type RemarqueDite = { ligne: number; colonne: string; motif: string; valeur: string };

export type BilanOrion = {
  simulation: boolean;
  applique: boolean;
  /** The same bytes were imported then; ISO. */
  dejaImporteLe: string | null;
  octets: number;
  sha256: string;
  source: string | null;
  colonnes: Colonnes;
  lues: number;
  crees: number;
  modifies: number;
  inchanges: number;
  refusees: number;
  ecartees: number;
  repetees: number;
  refus: RemarqueDite[];
  /** Rows refused beyond those told. */
  refusNonDits: number;
  avertissements: { nombre: number; liste: RemarqueDite[] };
};

type Demande = {
  chemin: string;
  nom: string;
  simuler: boolean;
  suivre?: (lues: number) => void;
  signal?: AbortSignal;
};

/** A file of the machine itself, every région taken: read, compared and, unless it is a simulation, applied. */
export async function importerFichierOrion(demande: Demande, maintenant: Date): Promise<BilanOrion> {
  const { chemin, simuler, suivre, signal } = demande;
  await balayerImports(maintenant);
  const empreinte = await empreinteDe(chemin, demande.nom);
  const nom = nomPropre(demande.nom);
  const commence = await commencer(
    null,
    { chemin, nom, genre: "orion", regionAcademique: null, empreinte, ...(signal && { signal }) },
    maintenant,
  );
  const { id } = commence;
  let garder = false;
  try {
    await commence.lire(({ lues }) => {
      suivre?.(lues);
      signal?.throwIfAborted();
    });
    const client = await base();
    const lu = await client.importCarte.findUniqueOrThrow({ where: { id } });
    if (lu.etat !== "prepare") throw new RefusFichier(lu.motifEchec ?? "L’import a été interrompu.");
    const bilan = await dresser(lu, simuler);
    if (simuler || bilan.refusees > 0 || bilan.crees + bilan.modifies === 0) return bilan;
    await appliquerImport(null, { importId: id }, maintenant, signal ? { signal } : {});
    garder = true;
    return { ...bilan, applique: true };
  } finally {
    // The command told everything: what is not applied leaves no trace.
    if (!garder) await oublier(id);
  }
}

async function oublier(id: string): Promise<void> {
  await effacerLignes(id);
  const client = await base();
  await client.importCarte.deleteMany({ where: { id, etat: { not: "applique" } } });
}

async function empreinteDe(chemin: string, nom: string): Promise<{ octets: number; sha256: string }> {
  const vu = await stat(chemin).catch(() => null);
  if (vu === null) throw new RefusFichier(`${nom} : ce fichier n’existe pas ou ne peut pas être lu.`);
  if (!vu.isFile()) throw new RefusFichier(`${nom} : ce n’est pas un fichier.`);
  const empreinte = createHash("sha256");
  // Too long for the table reader: it says so, with its limit, without the whole being read here.
  if (vu.size <= OCTETS_TABLE_MAX)
    for await (const morceau of createReadStream(chemin)) empreinte.update(morceau as Buffer);
  return { octets: vu.size, sha256: empreinte.digest("hex") };
}

async function dresser(lu: ImportCarte, simulation: boolean): Promise<BilanOrion> {
  const client = await base();
  const remarques = (gravite: string) =>
    client.remarqueImportCarte.findMany({
      where: { importId: lu.id, gravite },
      orderBy: [{ ligne: "asc" }, { id: "asc" }],
      select: { ligne: true, colonne: true, motif: true, valeur: true },
    });
  const avant = await dejaImporte(lu);
  return {
    ...{ simulation, applique: false, dejaImporteLe: avant?.toISOString() ?? null },
    ...{ octets: Number(lu.octets), sha256: lu.sha256 ?? "", source: lu.source },
    colonnes: (lu.colonnes ?? SANS_COLONNE) as Colonnes,
    ...{ lues: lu.lues, crees: lu.crees, modifies: lu.modifies, inchanges: lu.inchanges },
    ...{ refusees: lu.refusees, ecartees: lu.ecartees, repetees: lu.repetees },
    refus: await remarques("refus"),
    refusNonDits: (await compterPerdues(lu.id, lu)).refus,
    avertissements: { nombre: lu.avertissements, liste: await remarques("avertissement") },
  };
}
