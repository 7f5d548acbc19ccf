// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.mock("next/navigation", () => ({ usePathname: () => "/carte", useSearchParams: () => new URLSearchParams() }));

const { act, createElement } = await import("react");
const { createRoot } = await import("react-dom/client");
const { SaisirEffectif } = await import("@/components/carte-formations/constat/effectif");

let hote: HTMLElement;
let racine: ReturnType<typeof createRoot>;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  hote = document.body.appendChild(document.createElement("div"));
  racine = createRoot(hote);
});
afterEach(async () => {
  await act(async () => racine.unmount());
  hote.remove();
});

const bouton = (nom: string) => {
  const trouve = [...document.querySelectorAll("button")].find((b) => b.textContent?.replace(/\s/g, " ") === nom);
  if (trouve === undefined) throw new Error(`pas de bouton « ${nom} »`);
  return trouve;
};
const cliquer = (nom: string) => act(async () => bouton(nom).click());
const taper = (id: string, texte: string) =>
  act(async () => {
    const champ = document.getElementById(id) as HTMLInputElement;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(champ, texte);
    champ.dispatchEvent(new Event("input", { bubbles: true }));
  });

async function monter(saisi: { effectif: number; source: string; version: number } | null) {
  const enregistrer = vi.fn(async (_: unknown) => ({ ok: true as const, data: null }));
  const props = { regionAcademique: "01", academie: null, rentree: 2024, transformees: 3_460, saisi, enregistrer };
  await act(async () => racine.render(createElement(SaisirEffectif, props)));
  await cliquer(saisi === null ? "Saisir l’effectif" : "Modifier l’effectif");
  return enregistrer;
}

test("un effectif sous les places transformées se confirme en toutes lettres, et n’est pas refusé", async () => {
  const enregistrer = await monter(null);
  await taper("effectif", "12");
  await taper("source", "DEPP");
  await cliquer("Enregistrer");
  expect(enregistrer).not.toHaveBeenCalled();
  expect(document.body.textContent).toMatch(/12\splaces occupées pour 3\s460\splaces transformées/);
  await cliquer("Confirmer 12 places occupées");
  expect(enregistrer.mock.calls[0]?.[0]).toMatchObject({ effectif: 12, vue: null });
});

test("un autre chiffre se confirme à nouveau ; un effectif plausible s’enregistre d’un geste", async () => {
  const enregistrer = await monter(null);
  await taper("source", "DEPP");
  await taper("effectif", "12");
  await cliquer("Enregistrer");
  await taper("effectif", "58 000");
  await cliquer("Enregistrer");
  expect(enregistrer.mock.calls.map(([d]) => d)).toMatchObject([{ effectif: 58_000 }]);
});

test("l’effectif saisi se retire en vidant le champ, une fois confirmé", async () => {
  const enregistrer = await monter({ effectif: 12, source: "DEPP", version: 3 });
  expect(document.body.textContent).toContain("Pour retirer l’effectif saisi, videz ce champ.");
  await taper("effectif", "");
  await cliquer("Enregistrer");
  expect(enregistrer).not.toHaveBeenCalled();
  await cliquer("Retirer l’effectif");
  expect(enregistrer.mock.calls[0]?.[0]).toMatchObject({ effectif: null, vue: 3 });
});
