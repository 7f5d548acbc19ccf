import "server-only";
import type { FiltresListe } from "@/lib/schemas/filtres";
import { transaction } from "@/lib/server/base";
import { listeCsv } from "@/lib/server/dossiers/liste-csv";
import { listerTousDossiers } from "@/lib/server/dossiers/lister-dossiers";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** The dossiers that the list shows with these filters, all pages, as CSV. */
export async function exporterListe(agent: Agent, filtres: FiltresListe): Promise<{ nom: string; texte: string }> {
  if (!peut(agent, "dossier.lister")) throw interdit();
  const lignes = await listerTousDossiers(agent, filtres);
  // What was looked for may be someone's name: only that something was.
  const { page: _page, q, ...retenus } = filtres;
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "dossier.exporter_liste",
      acteur: agent,
      apres: { lignes: lignes.length, filtres: { ...retenus, recherche: q !== "" } },
    }),
  );
  return { nom: "dossiers.csv", texte: listeCsv(lignes) };
}
