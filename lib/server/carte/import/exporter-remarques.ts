import "server-only";
import { accorder, enumerer } from "@/lib/domain/ecriture";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { base, transaction } from "@/lib/server/base";
import { compterPerdues } from "@/lib/server/carte/import/remarques-perdues";
import { type Agent, importsCartePermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { fluxCsv } from "@/lib/server/tableau-csv";

const LOT = 2_000;
/** In the order of the file. */
const NOMS_GRAVITE: Record<string, string> = {
  refus: "Refusée",
  ecartee: "Laissée de côté",
  avertissement: "Prise, à vérifier",
  retrait: "À retirer du constat",
};

/** Every row refused or doubtful, as a file that a spreadsheet opens without running anything; null: no such import. */
export async function exporterRemarques(
  agent: Agent,
  id: string,
): Promise<{ nom: string; flux: AsyncIterable<string> } | null> {
  if (!estIdentifiant(id)) return null;
  const lu = await transaction(async (tx) => {
    const lu = await tx.importCarte.findFirst({
      where: { AND: [{ id }, importsCartePermis(agent)] },
      select: { genre: true, refusees: true, avertissements: true },
    });
    if (lu !== null) await ecrireEntree(tx, { action: "carte.exporter_remarques", acteur: agent, objet: id });
    return lu;
  });
  if (lu === null) return null;
  return {
    nom: `lignes-a-corriger-${lu.genre}.csv`,
    flux: fluxCsv(["Ligne", "Colonne", "Ce qui ne va pas", "Valeur lue", "Suite"], lots(id, lu)),
  };
}

/** Refusals first, then by line: the identifier goes on where the last batch ended. */
async function* lots(
  importId: string,
  comptes: { refusees: number; avertissements: number },
): AsyncGenerator<string[][]> {
  const client = await base();
  for (const gravite of Object.keys(NOMS_GRAVITE)) {
    let apres: { ligne: number; id: bigint } | null = null;
    for (;;) {
      const lus: { id: bigint; ligne: number; colonne: string; motif: string; valeur: string }[] =
        await client.remarqueImportCarte.findMany({
          where: {
            importId,
            gravite,
            ...(apres && { OR: [{ ligne: { gt: apres.ligne } }, { ligne: apres.ligne, id: { gt: apres.id } }] }),
          },
          orderBy: [{ ligne: "asc" }, { id: "asc" }],
          take: LOT,
        });
      if (lus.length > 0)
        yield lus.map((r) => [String(r.ligne), r.colonne, r.motif, r.valeur, NOMS_GRAVITE[gravite] ?? ""]);
      apres = lus.at(-1) ?? null;
      if (lus.length < LOT) break;
    }
  }
  // Whoever mends the file must not believe this list whole.
  const { refus, avertissements } = await compterPerdues(importId, comptes);
  const reste = [
    ...(refus > 0 ? [accorder(refus, "autre ligne refusée", "autres lignes refusées")] : []),
    ...(avertissements > 0 ? [accorder(avertissements, "autre remarque", "autres remarques")] : []),
  ];
  if (reste.length > 0) yield [["", "", `Et ${enumerer(reste)}, dont le détail n’est pas gardé.`, "", ""]];
}
