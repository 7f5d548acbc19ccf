import "server-only";
import { ecrireMontant } from "@/lib/domain/argent";
import { nomVerdictGlobal } from "@/lib/domain/ecriture";
import { ecrireMontantPrecis } from "@/lib/domain/precision";
import { decrireGeste } from "@/lib/domain/scenarios/gestes";
import { type LigneTableau, NOMS_GROUPE, tableauScenarios } from "@/lib/domain/scenarios/tableau";
import type { ScenariosVus } from "@/lib/schemas/scenarios";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { listerScenarios } from "@/lib/server/scenarios/lister-scenarios";
import { assemblerCsv, cellule } from "@/lib/server/tableau-csv";

/** Figures are ours, not typed: a minus sign stays a number. */
function valeur(l: LigneTableau, i: number): string {
  if (l.genre === "montant") {
    const v = l.valeurs[i] ?? null;
    const precision = l.precisions[i] ?? "exacte";
    if (v === null) return "";
    const ecrire = (montant: typeof v) => ecrireMontant(montant).replace(".", ",");
    // A bound is no number to add up: it says so in words.
    return precision === "exacte" ? ecrire(v) : cellule(ecrireMontantPrecis({ montant: v, precision }, ecrire));
  }
  if (l.genre === "nombre") return String(l.valeurs[i] ?? "");
  if (l.genre === "taux") return (l.valeurs[i] ?? "").replace(".", ",");
  const verdict = l.valeurs[i];
  return verdict === undefined ? "" : cellule(nomVerdictGlobal(verdict));
}

/** The comparison in a spreadsheet: the rows of the screen, then what each column is made of and changes. */
function comparaisonCsv(vus: ScenariosVus): string {
  const noms = new Map(vus.noms);
  const { actuel, colonnes, scenarios } = vus;
  const siens = colonnes.map((c) => scenarios.find((s) => s.id === c.id));
  const lignes = tableauScenarios([actuel.chiffres, ...colonnes.map((c) => c.chiffres)]);
  const places = [0, ...colonnes.map((_, i) => i + 1)];
  return assemblerCsv([
    ["Groupe", "Ligne", "Plan actuel", ...siens.map((s) => s?.nom ?? "")].map(cellule),
    ...lignes.map((l) => [
      cellule(NOMS_GROUPE[l.groupe]),
      cellule(l.genre === "montant" ? `${l.nom} (€)` : l.nom),
      ...places.map((i) => valeur(l, i)),
    ]),
    ["", "Ce que cela change", actuel.attend.join(" "), ...colonnes.map((c) => c.change.join(" "))].map(cellule),
    [
      "",
      "Gestes",
      "",
      ...colonnes.map((c) =>
        c.suites
          .map((s) => `${decrireGeste(s.geste, noms)}${s.applique ? "" : ` (ne s’applique plus : ${s.motif})`}.`)
          .join(" "),
      ),
    ].map(cellule),
  ]);
}

/** null: no such dossier for this person, or not its what-ifs. */
export async function exporterScenarios(
  agent: Agent,
  dossierId: string,
  voir: readonly string[] | null,
  maintenant: Date,
): Promise<{ nom: string; texte: string } | null> {
  const vus = await listerScenarios(agent, dossierId, voir, maintenant);
  if (vus === null) return null;
  const colonnes = vus.colonnes.length;
  await transaction((tx) =>
    ecrireEntree(tx, { action: "scenario.exporter", acteur: agent, dossierId, apres: { colonnes } }),
  );
  return { nom: "scenarios.csv", texte: comparaisonCsv(vus) };
}
