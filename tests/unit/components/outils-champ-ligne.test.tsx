// @vitest-environment jsdom
/** Tools of rows and of cells, pressed and followed. */
import { act, type ReactElement, useRef } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useOutilsLigne } from "@/components/dossier/outils-champ-ligne";
import { OutilsCase } from "@/components/financement/budget/outils-case";

vi.mock("@/components/dossier/espace-contexte", () => ({
  useEspaceFixe: () => ({
    magasin: {
      souscrire: () => () => undefined,
      lire: () => ({ saisie: { publics: [{ cle: "k1", public: "lyceen" }] } }),
    },
  }),
}));
vi.mock("@/components/dossier/atelier/contexte", () => ({
  useAtelier: (choisir: (vue: { parAdresse: Map<string, number> }) => unknown) =>
    choisir({
      parAdresse: new Map([
        ["publics/publics/k1/prevu", 2],
        ["publics/publics/k2/prevu", 5],
      ]),
    }),
}));
vi.mock("@/components/dossier/outils-champ", () => ({
  OutilsChamp: ({ chemin }: { chemin: string }) => <button type="button">{chemin}</button>,
}));

const hote = document.createElement("div");
let racine: ReturnType<typeof createRoot>;
beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.replaceChildren(hote);
  racine = createRoot(hote);
});
afterEach(() => act(() => racine.unmount()));
const dessiner = (element: ReactElement) => act(() => racine.render(element));

function Ligne() {
  const { bouton, rangee } = useOutilsLigne({
    section: "publics",
    ligne: "publics.0",
    nom: "ligne 1",
    champs: [
      { chemin: "publics.0.public", nom: "Public" },
      { chemin: "publics.0.prevu", nom: "Prévu" },
    ],
    colonnes: 3,
  });
  return (
    <table>
      <tbody>
        <tr>
          <td>{bouton}</td>
        </tr>
        {rangee}
      </tbody>
    </table>
  );
}

test("une ligne n’ajoute qu’un bouton, qui ouvre les outils de chacun de ses champs", () => {
  dessiner(<Ligne />);
  const boutons = () => [...hote.querySelectorAll("button")];
  expect(boutons()).toHaveLength(1);
  expect(boutons()[0]?.textContent).toContain("Aide, commentaires, historique, ligne 1, 2\u00a0discussions ouvertes");
  act(() => boutons()[0]?.click());
  expect(boutons()[0]?.getAttribute("aria-expanded")).toBe("true");
  expect(document.getElementById(boutons()[0]?.getAttribute("aria-controls") ?? "")?.tagName).toBe("TR");
  expect(
    boutons()
      .slice(1)
      .map((b) => b.textContent),
  ).toEqual(["publics.0.public", "publics.0.prevu"]);
  act(() => boutons()[0]?.click());
  expect(boutons()).toHaveLength(1);
});

function Grille({ vide }: { vide: boolean }) {
  const zone = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={zone}>
        <input id={vide ? "budget-3-case-2025" : "budget-9-montant"} data-case="Lycée, Équipement, 2025" />
      </div>
      <OutilsCase zone={zone} />
    </>
  );
}

test("la barre du budget suit la case : aide seule tant qu’elle est vide, puis ses outils, sans quitter la case", () => {
  dessiner(<Grille vide />);
  const entree = hote.querySelector("input") as HTMLInputElement;
  act(() => entree.focus());
  expect(hote.textContent).toContain("Lycée, Équipement, 2025");
  expect(hote.textContent).toContain("Case vide");
  dessiner(<Grille vide={false} />);
  expect([...hote.querySelectorAll("button")].map((b) => b.textContent)).toEqual(["budget.9.montant"]);
  expect(document.activeElement).toBe(entree);
});

test("Maj + F2 va de la case à la barre, Échap en revient", () => {
  dessiner(<Grille vide={false} />);
  const entree = hote.querySelector("input") as HTMLInputElement;
  act(() => entree.focus());
  const presser = (cible: Element, touche: KeyboardEventInit) =>
    act(() => void cible.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...touche })));
  presser(entree, { key: "F2", shiftKey: true });
  expect(document.activeElement?.textContent).toBe("budget.9.montant");
  presser(document.activeElement as Element, { key: "Escape" });
  expect(document.activeElement).toBe(entree);
});
