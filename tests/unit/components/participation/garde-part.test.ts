import { describe, expect, test } from "vitest";
import { clientsGardes, compterGardees, effacerGardees, garder, lireGardee } from "@/components/dossier/magasin/garde";
import { gardeDePart } from "@/components/participation/garde-part";

/** A storage that holds what it is given, in order. */
function memoire(): Storage {
  const cases = new Map<string, string>();
  return {
    get length() {
      return cases.size;
    },
    key: (i) => [...cases.keys()][i] ?? null,
    getItem: (cle) => cases.get(cle) ?? null,
    setItem: (cle, valeur) => void cases.set(cle, valeur),
    removeItem: (cle) => void cases.delete(cle),
    clear: () => cases.clear(),
  };
}
const gardee = (client: string) => ({
  ...{ v: 1 as const, client, revision: 1, le: "2026-11-21T10:00:00Z", lot: [], ecartees: [] },
  editions: [{ section: "budget" as const, adresse: `budget/budget/${client}/montant`, type: "champ" as const }],
});

describe("ce qui est gardé d’une part", () => {
  test("ni l’espace du dossier, ni une autre part du même dossier ne le reprend ; se déconnecter l’oublie", () => {
    const stockage = memoire();
    const [lp, gip] = [gardeDePart(stockage, "D", "lp"), gardeDePart(stockage, "D", "gip:1")];
    garder(stockage, "P", "D", gardee("equipe"));
    garder(lp, "P", "D", gardee("du-lp"));
    garder(gip, "P", "D", gardee("du-gip"));
    expect(clientsGardes(stockage, "P", "D")).toEqual(["equipe"]);
    expect(clientsGardes(lp, "P", "D")).toEqual(["du-lp"]);
    expect(clientsGardes(gip, "P", "D")).toEqual(["du-gip"]);
    expect(lireGardee(lp, "P", "D", "du-lp")?.client).toBe("du-lp");
    expect(compterGardees(stockage, "P")).toBe(3);
    effacerGardees(stockage, "P");
    expect(stockage.length).toBe(0);
  });
});
