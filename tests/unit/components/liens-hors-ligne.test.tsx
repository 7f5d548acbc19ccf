// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiensHorsLigne, pageQuittee } from "@/components/dossier/liens-hors-ligne";

const { act, createElement } = await import("react");
const { createRoot } = await import("react-dom/client");

let hote: HTMLElement;
let racine: ReturnType<typeof createRoot>;
beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  document.body.innerHTML = `<div id="hote"></div><a id="autre" href="/dossiers/1/budget">Budget</a>
    <a id="ici" href="${window.location.pathname}#titre">Titre</a><a id="dehors" href="https://ailleurs.invalid/">Ailleurs</a>`;
  hote = document.getElementById("hote") as HTMLElement;
  racine = createRoot(hote);
  await act(async () => racine.render(createElement(LiensHorsLigne)));
});
afterEach(async () => {
  await act(async () => racine.unmount());
  vi.restoreAllMocks();
});

async function cliquer(id: string): Promise<boolean> {
  const clic = new MouseEvent("click", { bubbles: true, cancelable: true, button: 0 });
  // jsdom has no navigation of its own to stop.
  document.getElementById(id)?.addEventListener("click", (e) => e.preventDefault(), { once: true });
  let vu = false;
  document.getElementById(id)?.addEventListener("click", () => (vu = true), { once: true });
  await act(async () => {
    document.getElementById(id)?.dispatchEvent(clic);
  });
  return vu;
}

test("hors ligne, un lien vers une autre page est retenu et dit ; le retour du réseau efface l’avis", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  expect(await cliquer("autre")).toBe(false);
  expect(hote.textContent).toContain("Budget");
  await act(async () => {
    window.dispatchEvent(new Event("online"));
  });
  expect(hote.textContent).toBe("");
});

test("une ancre de la page et un lien vers un autre site ne sont pas retenus, ni rien avec le réseau", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  expect(await cliquer("ici")).toBe(true);
  expect(await cliquer("dehors")).toBe(true);
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
  expect(await cliquer("autre")).toBe(true);
  expect(hote.textContent).toBe("");
});

test("ce qui se télécharge ou s’ouvre ailleurs ne quitte pas la page", () => {
  const lien = document.getElementById("autre") as HTMLAnchorElement;
  expect(pageQuittee(lien, window.location)).toBe("/dossiers/1/budget");
  lien.target = "_blank";
  expect(pageQuittee(lien, window.location)).toBeNull();
  lien.target = "";
  lien.setAttribute("download", "");
  expect(pageQuittee(lien, window.location)).toBeNull();
});
