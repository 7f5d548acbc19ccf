import { afterEach, describe, expect, test } from "vitest";
import { compterGardees } from "@/components/dossier/magasin/garde";
import { annoncerSortie, ecouterSorties } from "@/components/dossier/sortie";
import { stockageNeuf } from "./serveur-memoire";

const aFermer: (() => void)[] = [];
afterEach(() => {
  for (const fermer of aFermer.splice(0)) fermer();
});

/** The pages of one browser: a storage whose events reach the other pages, channels if it has any. */
function navigateur(canaux: boolean) {
  const stockage = stockageNeuf();
  type Geste = (e: { key: string; newValue: string | null }) => void;
  const pages: { ecoute: Geste | null }[] = [];
  const page = () => {
    const moi: { ecoute: Geste | null } = { ecoute: null };
    pages.push(moi);
    const dire = (key: string, newValue: string | null) => {
      for (const p of pages) if (p !== moi) p.ecoute?.({ key, newValue });
    };
    const lieu = {
      stockage: () => ({
        ...stockage,
        setItem: (cle: string, valeur: string) => {
          stockage.setItem(cle, valeur);
          dire(cle, valeur);
        },
        removeItem: (cle: string) => {
          stockage.removeItem(cle);
          dire(cle, null);
        },
      }),
      canal: () => (canaux ? new BroadcastChannel("rigel:sortie-essai") : null),
      ecouter: (geste: Geste) => {
        moi.ecoute = geste;
        return () => {
          moi.ecoute = null;
        };
      },
    };
    let sorties = 0;
    return {
      lieu,
      sorties: () => sorties,
      ecouter: (personne: string) => {
        aFermer.push(ecouterSorties(personne, () => (sorties += 1), lieu));
      },
    };
  };
  return { page, stockage };
}

describe.each([
  ["avec un canal entre les pages", true],
  ["sans canal, par le stockage", false],
])("se déconnecter dans une page, %s", (_, canaux) => {
  test("toutes les autres pages de la personne l’apprennent, une fois ; celles d’une autre non", async () => {
    const { page, stockage } = navigateur(canaux);
    const [ici, autre, troisieme, camille] = [page(), page(), page(), page()];
    for (const p of [autre, troisieme]) p.ecouter("alex");
    camille.ecouter("camille");
    annoncerSortie("alex", ici.lieu);
    // A channel delivers after the turn.
    await expect.poll(() => [autre.sorties(), troisieme.sorties()]).toEqual([1, 1]);
    annoncerSortie("alex", ici.lieu);
    await new Promise((fin) => setImmediate(fin));
    expect([autre.sorties(), troisieme.sorties(), camille.sorties()]).toEqual([1, 1, 0]);
    // Nothing of the message stays on the device.
    expect(stockage.length).toBe(0);
  });
});

test("le stockage refusé : l’annonce ne tombe pas", () => {
  const lieu = {
    stockage: (): Storage => {
      throw new Error("SecurityError");
    },
    canal: () => null,
    ecouter: () => () => undefined,
  };
  expect(() => annoncerSortie("alex", lieu)).not.toThrow();
});

test("ce que les autres onglets gardent est compté : champs distincts de cette personne, où qu’ils soient", () => {
  const stockage = stockageNeuf();
  const edition = (adresse: string) => ({ section: "identite", adresse, type: "champ" });
  const entree = (lot: string[], editions: string[]) =>
    JSON.stringify({
      v: 1,
      client: "p",
      revision: 1,
      le: "",
      lot: lot.map(edition),
      ecartees: [],
      editions: editions.map(edition),
    });
  stockage.setItem("rigel:gardees:alex:d1:p1", entree(["identite/titre"], ["identite/titre", "identite/acronyme"]));
  stockage.setItem("rigel:gardees:alex:d2:p2", entree([], ["identite/titre"]));
  stockage.setItem("rigel:gardees:alex:d2:p3", "illisible");
  stockage.setItem("rigel:gardees:camille:d1:p4", entree([], ["identite/titre"]));
  expect(compterGardees(stockage, "alex")).toBe(3);
  expect(compterGardees(stockage, "personne")).toBe(0);
});
