import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ADRESSE_MAX, ecrireAdresse, lireAdresse, sectionDe, sousAdresse } from "@/lib/domain/edition/adresses";
import { adresseDeChemin, cheminDAdresse, cibleDe, ligneDe } from "@/lib/domain/edition/changements";
import { CLE_MAX } from "@/lib/domain/edition/cles";
import { formeDe, SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { contenusArbitraires } from "./arbitraires";

const part = fc.string({ minLength: 1, unit: "grapheme" });

test("écrire puis lire rend les mêmes parties, quels que soient leurs caractères", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SECTIONS_EDITABLES), fc.array(part, { minLength: 1 }), (section, parts) => {
      const adresse = ecrireAdresse(section, ...parts);
      expect(lireAdresse(adresse)).toEqual({ section, parts });
      expect(sectionDe(adresse)).toBe(section);
    }),
  );
});

test.each([
  ["identite", "une section seule"],
  ["", "vide"],
  ["identite/", "une partie vide"],
  ["budget/budget//montant", "une clé vide"],
  ["identite/%", "un % seul"],
  ["identite/%E0%A4", "un caractère coupé"],
  ["identite/%61cronyme", "une lettre encodée sans raison : le champ aurait deux adresses"],
  ["budget/budget/a%2fb/montant", "un encodage en minuscules"],
  ["identite/é", "un caractère non encodé"],
])("« %s » n’est pas une adresse : %s", (adresse) => expect(lireAdresse(adresse)).toBeNull());

describe("où mène une adresse", () => {
  const CHAMP = { genre: "champ", liste: null, cle: null, entree: false };
  const DANS = { ...CHAMP, liste: "budget", cle: "c1" };
  test.each<[string, object | null]>([
    ["identite/titre", { ...CHAMP, section: "identite", parts: ["titre"] }],
    ["lettre/lettreIntention/avis", { ...CHAMP, section: "lettre", parts: ["lettreIntention", "avis"] }],
    ["budget/budget/c1/montant", { ...DANS, section: "budget", parts: ["budget", "c1", "montant"] }],
    ["budget/budget/c1", { genre: "ligne", liste: "budget", cle: "c1", section: "budget" }],
    ["partenaires/partenaires/gip", { genre: "ligne", liste: "partenaires", cle: "gip", section: "partenaires" }],
    [
      "publics/indicateurs/i/cibles/2025",
      {
        genre: "champ",
        liste: "indicateurs",
        cle: "i",
        entree: true,
        section: "publics",
        parts: ["indicateurs", "i", "cibles", "2025"],
      },
    ],
    [
      "verification/justifications/COFI_ENGAGE",
      { ...CHAMP, entree: true, section: "verification", parts: ["justifications", "COFI_ENGAGE"] },
    ],
    ["depot/numero", null],
    ["identite/inconnu", null],
    ["identite/titre/plus", null],
    ["lettre/lettreIntention", null],
    ["budget/budget", null],
    ["budget/budget/c1/cle", null],
    ["partenaires/partenaires/gip/id", null],
    ["budget/budget/c1/montant/plus", null],
    ["publics/indicateurs/i/cibles", null],
    ["verification/justifications", null],
    ["verification/justifications/__proto__", null],
    ["publics/indicateurs/i/cibles/constructor", null],
    ["identite/__proto__", null],
    ["identite/constructor", null],
    ["__proto__/titre", null],
  ])("%s", (adresse, attendue) => expect(cibleDe(adresse)).toEqual(attendue));
});

test("chaque champ, chaque ligne d’un contenu a une adresse, et une seule ; le chemin y ramène", () => {
  fc.assert(
    fc.property(contenusArbitraires(1), ([section, [contenu]]) => {
      const vues = new Set<string>();
      const suivre = (chemin: string[], forme: ReturnType<typeof formeDe>, v: unknown): void => {
        const objet = v as Record<string, unknown>;
        if (forme.genre === "objet")
          for (const [nom, f] of Object.entries(forme.champs)) suivre([...chemin, nom], f, objet?.[nom]);
        else if (forme.genre === "dictionnaire")
          for (const cle of Object.keys(objet)) suivre([...chemin, cle], { genre: "valeur" }, objet[cle]);
        else if (forme.genre === "liste")
          for (const [i, l] of (v as unknown[]).entries()) {
            verifier([...chemin, String(i)].join("."));
            suivre([...chemin, String(i)], { genre: "objet", champs: forme.champs }, l);
          }
        else verifier(chemin.join("."));
      };
      const verifier = (chemin: string) => {
        const adresse = adresseDeChemin(section, contenu, chemin);
        expect(adresse).not.toBeNull();
        if (adresse === null) return;
        expect(vues).not.toContain(adresse);
        vues.add(adresse);
        expect(cibleDe(adresse)?.section).toBe(section);
        expect(cheminDAdresse(contenu, adresse)).toBe(chemin);
        const ligne = ligneDe(adresse);
        if (ligne !== null) expect(sousAdresse(adresse, ligne)).toBe(true);
      };
      suivre([], formeDe(section), contenu);
    }),
  );
});

test("un chemin qui descend dans une réponse unique mène à cette réponse", () => {
  const contenu = { partenaires: [{ id: "gip", lettreEngagement: { montant: "1.00" } }], campus: [] };
  expect(adresseDeChemin("partenaires", contenu, "partenaires.0.lettreEngagement.montant")).toBe(
    "partenaires/partenaires/gip/lettreEngagement",
  );
  expect(adresseDeChemin("partenaires", contenu, "partenaires.1.nom")).toBeNull();
  expect(adresseDeChemin("partenaires", contenu, "inconnu.0.nom")).toBeNull();
});

test("la plus longue clé tient dans une adresse", () => {
  // Keys are drawn by the portal; partners' are typed: sixty characters, each up to nine once encoded.
  const longue = ecrireAdresse("partenaires", "partenaires", "€".repeat(60), "lettreEngagement");
  expect(longue.length).toBeLessThanOrEqual(ADRESSE_MAX);
  expect(ecrireAdresse("transformations", "plateauxTechniques", "a".repeat(CLE_MAX), "x").length).toBeLessThan(
    ADRESSE_MAX,
  );
});
