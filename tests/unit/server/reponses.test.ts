import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";
import { ErreurMetier } from "@/lib/server/erreur";
import { estPanne } from "@/lib/server/panne";
import { analyser, enReponse } from "@/lib/server/repondre";

const lancee = (fn: () => unknown): unknown => {
  try {
    fn();
  } catch (erreur) {
    return erreur;
  }
  throw new Error("Une erreur était attendue.");
};

describe("ce qui est dit à la personne", () => {
  test("une erreur du métier : sa phrase, avec les espaces françaises", () => {
    expect(enReponse(new ErreurMetier("regle", "Non : « déjà » fait."), "essai")).toEqual({
      code: "regle",
      message: "Non\u202F: «\u00A0déjà\u00A0» fait.",
    });
  });

  test("un défaut : une référence et rien de l’erreur", () => {
    const { code, message, reference } = enReponse(new Error("mot de passe : secret"), "essai");
    expect(code).toBe("imprevu");
    expect(reference).toMatch(/^[2-9A-Z]{8}$/);
    expect(message).toContain(reference);
    expect(message).not.toContain("secret");
  });

  test("une base qui ne répond pas : indisponible", () => {
    expect(enReponse(new ErreurDemarrage("Verrou pris"), "essai").code).toBe("indisponible");
  });
});

describe("reconnaître une panne", () => {
  test.each([
    [{ code: "P1001" }, true],
    [{ code: "P2028" }, true],
    [{ code: "ECONNREFUSED" }, true],
    [{ code: "57P01" }, true],
    [{ code: "08006" }, true],
    [{ cause: { originalCode: "53300" } }, true],
    [{ meta: { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } } }, true],
    [{ code: "P2002" }, false],
    [{ code: "23505" }, false],
    [new TypeError("x is not a function"), false],
    ["texte", false],
    [null, false],
  ])("%j → %s", (erreur, attendu) => {
    expect(estPanne(erreur)).toBe(attendu);
  });

  test("une cause qui se cause elle-même ne fait pas tourner en rond", () => {
    const erreur: { cause?: unknown } = {};
    erreur.cause = erreur;
    expect(estPanne(erreur)).toBe(false);
  });
});

describe("lire une demande", () => {
  const schema = z.strictObject({ a: z.string(), b: z.array(z.strictObject({ c: z.int().max(3) })) });

  test("chaque faute sous son champ, en français, y compris ce que le schéma n’a pas dit", () => {
    const erreur = lancee(() => analyser(schema, { a: 1, b: [{ c: 9 }], z: 0 })) as ErreurMetier;
    expect(erreur.reponse).toEqual({
      code: "saisie",
      message: "Des champs sont à corriger.",
      fields: {
        a: "Cette valeur manque ou n’est pas du bon type.",
        "b.0.c": "Cette valeur est trop grande ou trop longue.",
        z: "Ce champ n’est pas attendu.",
      },
    });
  });
});
