// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FormulaireScenario } from "@/components/scenarios/formulaire-scenario";
import { regime } from "@/lib/domain/regimes";
import { evaluer, evaluerActuel } from "@/lib/domain/scenarios/evaluer";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { contenusDe, jeuDe } from "@/lib/schemas/contenus-scenario";
import type { ScenarioVu } from "@/lib/schemas/scenarios";
import { fpi } from "@/tests/outils/dossiers";

const fichier = fpi();
const CLES = { lignes: {}, complements: {} } as never;
const juge = { regime: regime("ATCF"), contexte: {} as never, jour: "2023-10-01", modifiable: true };
const jeu = jeuDe(fichier, contenusDe(fichier, CLES), juge);
const actuel = evaluerActuel(jeu).chiffres;
const noms = new Map(jeu.contenus.partenaires.partenaires.map((p) => [p.id, p.nom ?? p.id] as const));
vi.mock("@/components/scenarios/usage-evaluation", () => ({
  usePlanVivant: () => ({ jeu, contenus: jeu.contenus, regime: juge.regime, actuel, noms }),
  useEvaluation: (_: unknown, gestes: Geste[]) => evaluer(jeu, gestes, actuel),
}));
vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined }),
  usePathname: () => "/dossiers/d/scenarios",
  useSearchParams: () => new URLSearchParams(),
}));

let racine: Root;
let noeud: HTMLElement;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  noeud = document.body.appendChild(document.createElement("div"));
  racine = createRoot(noeud);
});
afterEach(async () => {
  await act(async () => racine.unmount());
  noeud.remove();
});

const cliquer = async (nom: string) => {
  const cible = [...noeud.querySelectorAll("button")].find((b) => b.textContent?.trim() === nom);
  if (cible === undefined) throw new Error(`Pas de bouton « ${nom} » : ${noeud.textContent}`);
  await act(async () => cible.click());
};

test("changé par une autre personne entre-temps : rien n’est perdu, et cela s’enregistre comme nouveau scénario", async () => {
  const gestes: Geste[] = [{ type: "fixer_subvention", montant: "9000000.00" }];
  const scenario: ScenarioVu = {
    ...{ id: "s", nom: "Mon essai", gestes, creePar: "Camille", modifieLe: "", modifiePar: "Camille" },
    ...{ appliqueLe: null, version: 1 },
  };
  const conflit = { ok: false as const, error: { code: "conflit" as const, message: "Ce scénario a changé." } };
  const modifierScenario = vi.fn(async () => conflit);
  const creerScenario = vi.fn(async () => ({ ok: true as const, data: { id: "neuf" } }));
  const surFin = vi.fn();
  await act(async () =>
    racine.render(
      <FormulaireScenario
        {...{ dossierId: "5f0c3f0e-53c5-4a45-a5b1-0f4ad1e0a7a1", revision: 3, scenario, surFin }}
        actions={{ creerScenario, modifierScenario }}
      />,
    ),
  );
  await cliquer("Enregistrer le scénario");
  expect(modifierScenario).toHaveBeenCalledTimes(1);
  expect(surFin).not.toHaveBeenCalled();
  expect(noeud.textContent).toContain("Ce scénario a changé.");
  expect(noeud.textContent).toContain("Ce que vous avez saisi est toujours là.");

  await cliquer("Enregistrer comme nouveau scénario");
  expect(modifierScenario).toHaveBeenCalledTimes(1);
  expect(creerScenario).toHaveBeenCalledWith(expect.objectContaining({ nom: "Mon essai", gestes }));
  expect(surFin).toHaveBeenCalledWith("Mon essai", "neuf");
});
