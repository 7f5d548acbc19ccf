// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const pousser = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ push: pousser }) }));

const { act, createElement } = await import("react");
const { createRoot } = await import("react-dom/client");
const { FormulaireAdresse } = await import("@/components/carte-formations/formulaire-adresse");

let hote: HTMLElement;
let racine: ReturnType<typeof createRoot>;
const rendre = (voie: string) =>
  act(async () =>
    racine.render(
      createElement(FormulaireAdresse, {
        ...{ action: "/carte", cle: voie, bouton: "Afficher", annonce: "À jour." },
        champs: createElement(
          "select",
          { id: "voie", name: "voie", defaultValue: voie },
          ["", "scolaire", "apprentissage"].map((v) => createElement("option", { key: v, value: v }, v)),
        ),
      }),
    ),
  );
const choix = () => document.getElementById("voie") as HTMLSelectElement;

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  pousser.mockClear();
  hote = document.body.appendChild(document.createElement("div"));
  racine = createRoot(hote);
  await rendre("");
});
afterEach(async () => {
  await act(async () => racine.unmount());
  hote.remove();
});

test("le choix part dans l’adresse sans quitter la page, le foyer reste sur le bouton et le résultat est dit", async () => {
  const bouton = hote.querySelector("button") as HTMLButtonElement;
  bouton.focus();
  choix().value = "scolaire";
  await act(async () => bouton.click());
  expect(pousser).toHaveBeenCalledWith("/carte?voie=scolaire", { scroll: false });
  await rendre("scolaire");
  expect(document.activeElement).toBe(bouton);
  expect(hote.querySelector("[role=status]")?.textContent).toBe("À jour.");
});

test("une autre adresse redonne ses valeurs aux listes ; le navigateur n’y remet pas l’ancien choix", async () => {
  expect(hote.querySelector("form")?.getAttribute("autocomplete")).toBe("off");
  await rendre("apprentissage");
  expect(choix().value).toBe("apprentissage");
  await rendre("");
  expect(choix().value).toBe("");
  choix().value = "scolaire";
  const retour = new Event("pageshow");
  Object.defineProperty(retour, "persisted", { value: true });
  await act(async () => window.dispatchEvent(retour));
  expect(choix().value).toBe("");
});
