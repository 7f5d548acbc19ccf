import "server-only";
import { ETATS_HABILITATION, ecrirePortee } from "@/lib/domain/habilitations";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { nomRole } from "@/lib/domain/roles";
import type { FiltresHabilitations } from "@/lib/schemas/filtres-acces";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { type LigneHabilitation, listerToutesHabilitations } from "@/lib/server/habilitations/lister-habilitations";
import { ecrireEntree } from "@/lib/server/journal";
import { tableauCsv } from "@/lib/server/tableau-csv";

const COLONNES: readonly [string, (l: LigneHabilitation) => string][] = [
  ["Personne", (l) => l.personne],
  ["Organisation", (l) => l.organisation],
  ["Adresse électronique", (l) => l.email],
  ["Rôle", (l) => nomRole(l.role)],
  ["Périmètre", (l) => ecrirePortee(l.role, l)],
  ["Région académique", (l) => (l.regionAcademique === null ? "" : nomRegion(l.regionAcademique))],
  ["État", (l) => ETATS_HABILITATION[l.etat]],
  ["Accordé le", (l) => l.accordeeLe],
  ["Dernière revue", (l) => l.relueLe ?? ""],
  ["À revoir le", (l) => l.revueLe],
  ["Fin", (l) => l.fin ?? ""],
  ["Identifiant", (l) => l.id],
];

/** The rights that the list shows with these filters, all pages, as CSV. */
export async function exporterHabilitations(
  agent: Agent,
  filtres: FiltresHabilitations,
  maintenant: Date,
): Promise<{ nom: string; texte: string }> {
  if (!peut(agent, "habilitation.lister")) throw interdit();
  const lignes = await listerToutesHabilitations(agent, filtres, maintenant);
  // Never what was searched: it is someone's name.
  const { role, region, etat } = filtres;
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "habilitation.exporter_liste",
      acteur: agent,
      apres: { lignes: lignes.length, filtres: { role, region, etat }, recherche: filtres.q !== "" },
    }),
  );
  const texte = tableauCsv(
    COLONNES.map(([titre]) => titre),
    lignes.map((l) => COLONNES.map(([, ecrire]) => ecrire(l))),
  );
  return { nom: "habilitations.csv", texte };
}
