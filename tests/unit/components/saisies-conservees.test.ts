import { beforeEach, expect, test } from "vitest";
import { garderSaisie, lireSaisie, oublierSaisie, purgerSaisies } from "@/components/dsfr/saisies-conservees";

/** What sessionStorage does of it: keys are own properties. */
class Stockage {
  [cle: string]: unknown;
  getItem(cle: string) {
    return Object.hasOwn(this, cle) ? String(this[cle]) : null;
  }
  setItem(cle: string, valeur: string) {
    this[cle] = valeur;
  }
  removeItem(cle: string) {
    delete this[cle];
  }
}
let stockage: Storage;
beforeEach(() => {
  stockage = new Stockage() as unknown as Storage;
});

test("ce qui est gardé se retrouve, pour la même personne et le même formulaire seulement", () => {
  garderSaisie(stockage, "alex", "acces", { motif: "Instruire les dossiers" });
  expect(lireSaisie(stockage, "alex", "acces")).toEqual({ motif: "Instruire les dossiers" });
  expect(lireSaisie(stockage, "sasha", "acces")).toBeNull();
  expect(lireSaisie(stockage, "alex", "autre")).toBeNull();
  oublierSaisie(stockage, "alex", "acces");
  expect(lireSaisie(stockage, "alex", "acces")).toBeNull();
});

test("une autre personne qui se connecte efface ce que la première a laissé ; la sortie efface tout", () => {
  stockage.setItem("autre:chose", "1");
  garderSaisie(stockage, "alex", "acces", { a: 1 });
  garderSaisie(stockage, "sasha", "acces", { a: 2 });
  purgerSaisies(stockage, "sasha");
  expect([lireSaisie(stockage, "alex", "acces"), lireSaisie(stockage, "sasha", "acces")]).toEqual([null, { a: 2 }]);
  purgerSaisies(stockage);
  expect(lireSaisie(stockage, "sasha", "acces")).toBeNull();
  expect(stockage.getItem("autre:chose")).toBe("1");
});

test.each(["pas du json", "[1]", "12", "null"])("une entrée abîmée compte pour rien : %s", (texte) => {
  stockage.setItem("rigel:saisie:alex:acces", texte);
  expect(lireSaisie(stockage, "alex", "acces")).toBeNull();
});

test("un navigateur qui refuse d’écrire ou de lire n’arrête rien", () => {
  const ferme = new Proxy({} as Storage, {
    get: () => () => {
      throw new Error("SecurityError");
    },
    ownKeys: () => {
      throw new Error("SecurityError");
    },
  });
  expect(() => garderSaisie(ferme, "a", "b", {})).not.toThrow();
  expect(lireSaisie(ferme, "a", "b")).toBeNull();
  expect(() => oublierSaisie(ferme, "a", "b")).not.toThrow();
  expect(() => purgerSaisies(ferme)).not.toThrow();
});
