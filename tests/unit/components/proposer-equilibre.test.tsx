// @vitest-environment jsdom
/** « Proposer un équilibre », opened: one comparison, the detail of each on demand. */
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AtelierProvider } from "@/components/dossier/atelier/contexte";
import { type ActionsEspace, EspaceProvider } from "@/components/dossier/espace-contexte";
import { ProposerEquilibre } from "@/components/scenarios/proposer-equilibre";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { exemple } from "@/tests/outils/dossiers";
import { serveurNeuf } from "./serveur-memoire";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/dossiers/x/financement",
  useSearchParams: () => new URLSearchParams(),
  useSelectedLayoutSegment: () => "financement",
}));

const hote = document.createElement("div");
let racine: ReturnType<typeof createRoot>;
beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  document.body.replaceChildren(hote);
  racine = createRoot(hote);
  HTMLDialogElement.prototype.showModal = function montrer(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function fermer(this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(() => act(() => racine.unmount()));

async function ouvrir(dossier: DossierFichier): Promise<void> {
  await act(async () =>
    racine.render(
      <EspaceProvider
        espace={serveurNeuf(dossier).espace("alex")}
        actions={{ enregistrerModifications: () => new Promise(() => undefined) } as unknown as ActionsEspace}
      >
        <AtelierProvider>
          <ProposerEquilibre />
        </AtelierProvider>
      </EspaceProvider>,
    ),
  );
  await act(async () => hote.querySelector<HTMLButtonElement>("button")?.click());
}
const comparaison = () => document.querySelector<HTMLTableElement>("dialog table") as HTMLTableElement;
const propositions = () => [...document.querySelectorAll("dialog h3")].map((h) => h.textContent);

test("les propositions sont côte à côte, le détail de chacune replié", async () => {
  const dossier = exemple("fpi-aura");
  await ouvrir({ ...dossier, budget: [...(dossier.budget ?? []), { poste: "equipement", montant: "1000000.00" }] });
  expect([...comparaison().querySelectorAll("thead th")].map((h) => h.textContent)).toEqual([
    ...["Subvention", "Taux", "Cofinancement", "Marge sous le plafond"],
  ]);
  expect([...comparaison().querySelectorAll("tbody th")].map((h) => h.textContent)).toEqual([
    ...["Plan actuel", ...propositions()],
  ]);
  expect(propositions().length).toBeGreaterThan(1);
  const details = [...document.querySelectorAll("dialog details")] as HTMLDetailsElement[];
  expect(details).toHaveLength(propositions().length);
  expect(details.every((d) => !d.open && d.querySelector("table") !== null)).toBe(true);
});
