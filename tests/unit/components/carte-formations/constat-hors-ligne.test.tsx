// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EspaceConstat } from "@/lib/schemas/constat";

vi.mock("next/navigation", () => ({
  usePathname: () => "/carte/constat",
  useSearchParams: () => new URLSearchParams(),
}));

const { act, createElement } = await import("react");
const { createRoot } = await import("react-dom/client");
const { TableConstat } = await import("@/components/carte-formations/constat/table-constat");

const ESPACE: EspaceConstat = {
  ...{ uai: "9720001A", etablissement: "LP", rentree: 2025, rentrees: [2025], modifiable: true },
  lignes: [
    {
      ...{ numero: "A1", uai: "9720001A", cfd: "40025214", formation: "Bac", diplome: null, type: "ouverture_nette" },
      ...{ statut: "demande validée", rentree: 2025, constat: null, motifDemandeLe: null },
      demande: {
        ...{ scolaireActuelle: 0, scolaireFuture: 15, scolaireColoreeActuelle: 0, scolaireColoreeFuture: 0 },
        ...{ apprentissageActuelle: 0, apprentissageFuture: 0 },
        ...{ apprentissageColoreeActuelle: 0, apprentissageColoreeFuture: 0 },
      },
      occupees: { eleves: 12, manque: null },
    },
  ],
};

let hote: HTMLElement;
let racine: ReturnType<typeof createRoot>;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  hote = document.body.appendChild(document.createElement("div"));
  racine = createRoot(hote);
});
afterEach(async () => {
  await act(async () => racine.unmount());
  hote.remove();
});

test("sans réseau, l’enregistrement le dit et garde ce qui est saisi", async () => {
  const enregistrer = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
  await act(async () => racine.render(createElement(TableConstat, { espace: ESPACE, enregistrer })));
  const champ = document.getElementById("constat-A1-scolaire") as HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(champ, "12");
    champ.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(hote.textContent).toContain("vide, compte pour 0");
  await act(async () => [...hote.querySelectorAll("button")].find((b) => b.textContent === "Enregistrer")?.click());
  expect(enregistrer).toHaveBeenCalledOnce();
  expect(hote.querySelector("[role=alert]")?.textContent).toContain("Vos saisies sont gardées sur cet écran");
  expect((document.getElementById("constat-A1-scolaire") as HTMLInputElement).value).toBe("12");
});
