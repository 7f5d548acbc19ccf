// @vitest-environment jsdom
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FocusPerdu } from "@/components/dsfr/focus-perdu";
import { Modale } from "@/components/dsfr/modale";

let racine: Root;
let noeud: HTMLElement;
const bouton = (nom: string) => {
  const trouve = [...noeud.querySelectorAll("button")].find((b) => b.textContent === nom);
  if (trouve === undefined) throw new Error(`Pas de bouton « ${nom} »`);
  return trouve;
};
const laisser = () => act(async () => void (await new Promise((fin) => setTimeout(fin, 80))));
const presser = async (nom: string) => {
  bouton(nom).focus();
  await act(async () => bouton(nom).click());
  await laisser();
};
const nomDuFocus = () => document.activeElement?.textContent ?? "";

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function ouvrir() {
    this.open = true;
    this.querySelector("button")?.focus();
  };
  HTMLDialogElement.prototype.close = function fermer() {
    this.open = false;
  };
  noeud = document.createElement("main");
  noeud.id = "contenu";
  document.body.append(noeud);
  racine = createRoot(noeud);
});
afterEach(async () => {
  await act(async () => racine.unmount());
  noeud.remove();
});
const montrer = (contenu: React.ReactNode) => act(async () => racine.render(contenu));

function Page({ geste, attente }: { geste: "retirer" | "attendre" | "fermer"; attente?: Promise<void> }) {
  const [presente, setPresente] = useState(true);
  const [enCours, setEnCours] = useState(false);
  const [ouverte, setOuverte] = useState(false);
  return (
    <>
      <FocusPerdu />
      <h1>Le dossier</h1>
      <section>
        <h2>Les points</h2>
        <ul>
          {presente ? (
            <li>
              <button
                type="button"
                disabled={enCours}
                onClick={async () => {
                  if (geste === "retirer") return setPresente(false);
                  if (geste === "fermer") return setOuverte(true);
                  setEnCours(true);
                  await attente;
                  setEnCours(false);
                }}
              >
                Agir
              </button>
            </li>
          ) : null}
        </ul>
      </section>
      <Modale id="m" titre="Sûr ?" ouverte={ouverte} surFermeture={() => setOuverte(false)}>
        <button
          type="button"
          onClick={() => {
            setOuverte(false);
            setPresente(false);
          }}
        >
          Oui
        </button>
      </Modale>
    </>
  );
}

describe("The focus after an action that succeeds", () => {
  test("goes to the nearest title when the button that was pressed is gone", async () => {
    await montrer(<Page geste="retirer" />);
    await presser("Agir");
    expect(nomDuFocus()).toBe("Les points");
  });

  test("comes back to a button that was disabled while the server answered", async () => {
    let repondre: () => void = () => undefined;
    await montrer(<Page geste="attendre" attente={new Promise((fin) => (repondre = fin))} />);
    await presser("Agir");
    // What a browser does with a disabled button; jsdom leaves the focus there.
    (document.activeElement as HTMLElement).blur();
    await act(async () => repondre());
    await laisser();
    expect(nomDuFocus()).toBe("Agir");
  });

  test("a dialog whose opener is gone gives it to the nearest title around the opener", async () => {
    await montrer(<Page geste="fermer" />);
    await presser("Agir");
    await presser("Oui");
    expect(nomDuFocus()).toBe("Les points");
  });

  test("is left alone when the person clicked beside", async () => {
    await montrer(<Page geste="retirer" />);
    bouton("Agir").focus();
    bouton("Agir").blur();
    await laisser();
    await act(async () => bouton("Agir").click());
    await laisser();
    expect(document.activeElement).toBe(document.body);
  });
});
