import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  defautAdresse,
  etatInvitation,
  expirationInvitation,
  lireAdresses,
  masquerAdresse,
} from "@/lib/domain/invitations";

const MAINTENANT = new Date("2026-11-21T10:00:00Z");

describe("durée d’une invitation", () => {
  const expireLe = expirationInvitation(MAINTENANT);
  const libre = { accepteeLe: null, retireeLe: null, expireLe };

  test("quatorze jours", () => {
    expect(expireLe.toISOString()).toBe("2026-12-05T10:00:00.000Z");
  });

  test.each([
    ["une milliseconde avant la fin", libre, -1, "en_attente"],
    ["à la fin exactement", libre, 0, "expiree"],
    ["acceptée, même après la fin", { ...libre, accepteeLe: MAINTENANT }, 1, "acceptee"],
    ["retirée avant la fin", { ...libre, retireeLe: MAINTENANT }, -1, "retiree"],
  ] as const)("%s", (_, invitation, ecart, attendu) => {
    expect(etatInvitation(invitation, new Date(expireLe.getTime() + ecart))).toBe(attendu);
  });
});

describe("adresses collées", () => {
  test.each([
    ["une par ligne", "a@exemple.fr\nb@exemple.fr", ["a@exemple.fr", "b@exemple.fr"]],
    ["virgules, points-virgules, espaces", "a@x.fr, b@x.fr;c@x.fr  d@x.fr", ["a@x.fr", "b@x.fr", "c@x.fr", "d@x.fr"]],
    [
      "avec les noms, comme une messagerie les copie",
      '"Exemple, Alex" <Alex@X.fr>; Sacha Exemple <s@x.fr>',
      ["alex@x.fr", "s@x.fr"],
    ],
    ["deux fois la même, en capitales", "A@X.FR a@x.fr", ["a@x.fr"]],
    ["un lien de messagerie", "mailto:a@x.fr", ["a@x.fr"]],
    ["rien", " ,;\n ", []],
  ])("%s", (_, texte, attendues) => {
    expect(lireAdresses(texte)).toEqual(attendues);
  });

  test("tout texte se lit, sans adresse vide ni répétée", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (texte) => {
        const lues = lireAdresses(texte);
        expect(new Set(lues).size).toBe(lues.length);
        expect(lues.every((a) => a !== "" && !/[\s,;]/.test(a))).toBe(true);
      }),
    );
  });
});

describe("une adresse à laquelle on ne peut pas écrire dit pourquoi", () => {
  test.each(["alex@exemple.fr", "prenom.nom+rigel@ac-lyon.fr", "o'neil@sub.domaine.education"])("%s convient", (a) => {
    expect(defautAdresse(a)).toBeNull();
  });

  test.each([
    ["alex", /il manque « @ »/],
    ["a@b@c.fr", /plusieurs « @ »/],
    ["@exemple.fr", /avant « @ »/],
    ["alex@", /après « @ »/],
    ["alex@exemple", /fin du domaine/],
    ["élodie@exemple.fr", /sans accent/],
    ["alex@-exemple.fr", /nom de domaine/],
    ["alex..x@exemple.fr", /avant « @ »/],
    ["alex@exemple.f", /nom de domaine/],
    [`${"a".repeat(250)}@exemple.fr`, /trop longue/],
  ])("%s", (adresse, motif) => {
    expect(defautAdresse(adresse)).toMatch(motif);
  });
});

test("une adresse masquée se reconnaît sans se donner", () => {
  expect(masquerAdresse("claude@exemple.fr")).toBe("c•••••@exemple.fr");
  // The number of letters is not told either.
  expect(masquerAdresse("c@exemple.fr")).toBe("c•••••@exemple.fr");
});
