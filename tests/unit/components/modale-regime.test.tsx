// @vitest-environment jsdom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ModaleRegime } from "@/components/regime/modale-regime";
import { comparerRegimes } from "@/lib/domain/changement-regime";
import { regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/lecture";
import { fpi } from "@/tests/outils/dossiers";

const espace = vi.hoisted(() => ({ vu: { id: "d", revision: 3, lecteur: { id: "alex" } } }));
const magasin = { revisionConnue: () => espace.vu.revision };
vi.mock("@/components/dossier/espace-contexte", () => ({
  useEspaceFixe: () => ({ espace: espace.vu, magasin, rafraichir: () => undefined }),
}));
vi.mock("@/components/points/retour", () => ({ toutEnvoyer: async () => 0, nonEnregistre: () => [] }));
vi.mock("@/components/dsfr/modale", () => ({
  Modale: ({ children, boutons }: { children: ReactNode; boutons: ReactNode }) => (
    <div>
      {children}
      {boutons}
    </div>
  ),
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined }) }));

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

test("refusé parce que le dossier a changé : la comparaison se refait d’elle-même, et la confirmation est de nouveau possible", async () => {
  const [present, cible] = [regime("ATCF"), regime("CMA-DISPO-S2")];
  const changement = comparerRegimes({
    ...{ dossier: versDossier(fpi()), contexte: {} as never, etat: "brouillon", avant: present, apres: cible },
  });
  const refus = { ok: false as const, error: { code: "conflit" as const, message: "Le dossier a changé." } };
  const changerRegime = vi.fn(async (): Promise<never> => refus as never);
  const dessiner = () =>
    act(async () =>
      racine.render(
        <ModaleRegime
          {...{ changement, present, cible, refusPoint: null, ouverte: true, changerRegime }}
          surFermeture={() => undefined}
          surFait={() => undefined}
        />,
      ),
    );
  const bouton = () =>
    [...noeud.querySelectorAll("button")].find((b) => b.textContent?.startsWith("Confirmer")) as HTMLButtonElement;
  await dessiner();
  await act(async () => bouton().click());
  expect(changerRegime).toHaveBeenLastCalledWith(expect.objectContaining({ revisionVue: 3 }));
  expect(bouton().disabled).toBe(true);

  // The page read again.
  espace.vu = { ...espace.vu, revision: 7 };
  await dessiner();
  expect(noeud.textContent).toContain("la comparaison vient d’être refaite");
  expect(bouton().disabled).toBe(false);
  await act(async () => bouton().click());
  expect(changerRegime).toHaveBeenLastCalledWith(expect.objectContaining({ revisionVue: 7 }));
});
