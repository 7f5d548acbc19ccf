import { describe, expect, it } from "vitest";
import { envoyerAvantAnnexe, NON_ENREGISTRE } from "@/components/financement/annexe/envoi-prealable";

/** A store that sends `parLot` edits at a time, and keeps `retenues` back (a fault, a conflict, a cut connection). */
function magasin(nombre: number, retenues: number, parLot = 2) {
  let reste = nombre;
  return {
    enAttente: () => reste,
    envoyerTout: async () => {
      reste = Math.max(retenues, reste - parLot);
    },
  };
}

describe("ce qui est à l’écran part avant l’annexe", () => {
  it.each<[string, number, number, string | null]>([
    ["rien à envoyer", 0, 0, null],
    ["tout part, lot après lot", 5, 0, null],
    ["une valeur à corriger reste", 5, 1, NON_ENREGISTRE],
    ["rien ne part", 3, 3, NON_ENREGISTRE],
  ])("%s", async (_, nombre, retenues, phrase) =>
    expect(await envoyerAvantAnnexe(magasin(nombre, retenues))).toBe(phrase),
  );
});
