import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appliquer, type Changement, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { type Decision, decider, type Ecrite, type Edition } from "@/lib/domain/edition/fusion";

const CONTENU = {
  budget: [
    { cle: "a", montant: "1.00", annee: 2024 },
    { cle: "b", montant: null, annee: 2025 },
  ],
};
const A = "budget/budget/a";
const champ = (adresse: string, valeur: unknown): Omit<Edition, "vue"> => ({ type: "champ", adresse, valeur });
const ajout = (adresse: string, valeur: unknown): Omit<Edition, "vue"> => ({ type: "ajout", adresse, valeur });
const retrait = (adresse: string): Omit<Edition, "vue"> => ({ type: "retrait", adresse });
const ecrite = (revision: number, adresse: string): Ecrite => ({ revision, adresse });

describe("table de décision ; la personne regardait la révision 5", () => {
  const APPLIQUER: Decision = { type: "appliquer" };
  const SANS_EFFET: Decision = { type: "sans_effet" };
  const conflit = (leur: unknown, cause: Ecrite | null, retiree = false): Decision => ({
    ...{ type: "conflit", leur, retiree, cause },
  });
  const [ligneA] = CONTENU.budget;
  const montant = `${A}/montant`;
  const CAS: [string, Omit<Edition, "vue">, Ecrite[], Decision][] = [
    ["un champ que personne n’a touché", champ(montant, "2.00"), [], APPLIQUER],
    ["un champ écrit avant ce qu’elle a vu", champ(montant, "2.00"), [ecrite(5, montant)], APPLIQUER],
    ["un champ écrit après", champ(montant, "2.00"), [ecrite(6, montant)], conflit("1.00", ecrite(6, montant))],
    [
      "la dernière de plusieurs écritures est la cause",
      champ(montant, "2.00"),
      [ecrite(8, montant), ecrite(6, montant), ecrite(4, montant)],
      conflit("1.00", ecrite(8, montant)),
    ],
    ["un autre champ de la ligne écrit après", champ(montant, "2.00"), [ecrite(6, `${A}/annee`)], APPLIQUER],
    ["le champ d’une autre ligne", champ(montant, "2.00"), [ecrite(6, "budget/budget/b/montant")], APPLIQUER],
    ["une ligne dont la clé commence pareil", champ(montant, "2.00"), [ecrite(6, "budget/budget/ab")], APPLIQUER],
    ["la ligne remise entre-temps", champ(montant, "2.00"), [ecrite(6, A)], conflit("1.00", ecrite(6, A))],
    ["la même valeur que l’autre", champ(montant, "1.00"), [ecrite(6, montant)], SANS_EFFET],
    [
      "vider un champ déjà vide",
      champ("budget/budget/b/montant", null),
      [ecrite(6, "budget/budget/b/montant")],
      SANS_EFFET,
    ],
    ["vider un champ écrit après", champ(montant, null), [ecrite(6, montant)], conflit("1.00", ecrite(6, montant))],
    [
      "un champ d’une ligne retirée",
      champ("budget/budget/z/montant", "2.00"),
      [ecrite(7, "budget/budget/z")],
      conflit(null, ecrite(7, "budget/budget/z"), true),
    ],
    ["un champ d’une ligne jamais vue", champ("budget/budget/z/montant", "2.00"), [], conflit(null, null, true)],
    ["une ligne neuve", ajout("budget/budget/n", { cle: "n" }), [], APPLIQUER],
    [
      "une ligne retirée par un autre puis remise",
      ajout("budget/budget/n", { cle: "n" }),
      [ecrite(7, "budget/budget/n")],
      APPLIQUER,
    ],
    ["la même ligne, ajoutée pareille par un autre", ajout(A, { ...ligneA }), [ecrite(6, A)], SANS_EFFET],
    [
      "la même case, autrement remplie par un autre",
      ajout(A, { cle: "a", montant: "9.00" }),
      [ecrite(6, A)],
      conflit(ligneA, ecrite(6, A)),
    ],
    ["sa propre ligne, envoyée de nouveau", ajout(A, { cle: "a", montant: "9.00" }), [], APPLIQUER],
    ["retirer une ligne que personne n’a touchée", retrait(A), [ecrite(6, "budget/budget/b")], APPLIQUER],
    ["retirer une ligne où un autre a écrit", retrait(A), [ecrite(6, montant)], conflit(ligneA, ecrite(6, montant))],
    ["retirer une ligne déjà partie", retrait("budget/budget/z"), [ecrite(6, "budget/budget/z")], SANS_EFFET],
    ["une adresse qui n’en est pas une", champ("budget/__proto__", 1), [], conflit(null, null, true)],
  ];
  test.each(CAS)("%s", (_, edition, ecrites, attendue) =>
    expect(decider({ ...edition, vue: 5 }, CONTENU, ecrites)).toEqual(attendue),
  );
});

/** Who wrote the value of each field, and when: told apart from addresses, by the fields alone. */
type Signature = { page: number; revision: number };

test("modèle : aucune valeur qu’une page ne connaissait pas n’est remplacée sans que ce soit dit", () => {
  const CHAMPS = ["montant", "annee"] as const;
  const geste = fc.record({
    page: fc.nat({ max: 2 }),
    // How late that page is: it has seen everything up to so many revisions ago.
    retard: fc.nat({ max: 4 }),
    type: fc.constantFrom("champ" as const, "champ" as const, "ajout" as const, "retrait" as const),
    cle: fc.constantFrom("a", "b"),
    champ: fc.constantFrom(...CHAMPS),
    valeur: fc.constantFrom("u", "v", "w"),
  });
  let conflits = 0;
  let fondues = 0;
  fc.assert(
    fc.property(fc.array(geste, { maxLength: 25 }), (gestes) => {
      let contenu: unknown = CONTENU;
      let revision = 0;
      const ecrites: (Ecrite & { page: number })[] = [];
      const signatures = new Map<string, Signature>();
      for (const { page, retard, type, cle, champ: nom, valeur } of gestes) {
        const vue = Math.max(0, revision - retard);
        const ligne = `budget/budget/${cle}`;
        const adresse = type === "champ" ? `${ligne}/${nom}` : ligne;
        const neuve = { cle, montant: valeur, annee: valeur };
        const edition: Edition = {
          type,
          adresse,
          vue,
          ...(type !== "retrait" && { valeur: type === "champ" ? valeur : neuve }),
        };
        const avant = contenu;
        const decision = decider(
          edition,
          contenu,
          ecrites.filter((e) => e.page !== page),
        );
        const touches = (type === "champ" ? [nom] : CHAMPS).map((n) => `${ligne}/${n}`);
        const inconnues = touches.filter((t) => {
          const s = signatures.get(t);
          return s !== undefined && s.page !== page && s.revision > vue && lireA(contenu, t) !== undefined;
        });
        if (decision.type === "conflit") {
          conflits += 1;
          // What is there is what is shown, and it stays.
          expect(memeValeur(decision.leur, lireA(contenu, adresse) ?? null)).toBe(true);
          continue;
        }
        if (decision.type === "sans_effet") {
          expect(memeValeur(lireA(contenu, adresse), type === "retrait" ? undefined : edition.valeur)).toBe(true);
          continue;
        }
        expect(inconnues).toEqual([]);
        if (ecrites.some((e) => e.page !== page && e.revision > vue)) fondues += 1;
        const changement: Changement =
          type === "champ"
            ? { type, adresse, avant: null, apres: valeur }
            : type === "ajout"
              ? { type, adresse, rang: 0, apres: neuve }
              : { type, adresse, rang: 0, avant: {} };
        contenu = appliquer("budget", contenu, [changement]);
        revision += 1;
        ecrites.push({ revision, adresse, page });
        for (const t of touches) signatures.set(t, { page, revision });
        for (const autre of ["a", "b"].filter((c) => c !== cle))
          expect(lireA(contenu, `budget/budget/${autre}`)).toEqual(lireA(avant, `budget/budget/${autre}`));
      }
    }),
    { numRuns: 2_000, seed: 4 },
  );
  // Both are met, else the model proves nothing.
  expect(conflits).toBeGreaterThan(500);
  expect(fondues).toBeGreaterThan(500);
});
