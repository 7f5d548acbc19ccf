import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Centimes, centimes, somme } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { verifier } from "@/lib/domain/eligibilite";
import { REGIMES, SOURCES } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES } from "@/lib/domain/regimes";
import type { Contexte, Verdict } from "@/lib/domain/verdict";
import { contexteArbitraire, dossierArbitraire } from "@/tests/outils/arbitraires";

const ESSAIS = { numRuns: 400 };
/** Each run verifies the dossier again without each of its inputs. */
const ESSAIS_LONGS = { numRuns: 120 };
const DELAI_LONG = 60_000;

type Chemin = readonly (string | number)[];

/** Not inputs that may be missing: the dossier's identity, the flags whose absence says « non », the keys of the lines. */
const PAS_DES_ENTREES = new Set([
  "titre",
  "regime",
  "chefDeFile", // absent: not the leader
  "engage", // absent: not committed
  "eligible", // absent: decided by the post
]);
/** Lists of plain values: an element is a choice made, not a field left blank. */
const LISTES_DE_CHOIX = new Set(["volets", "objectifsFrance2030", "filieres", "usagers"]);
const COUPLES = new Set(["scolaire", "scolaireColoree", "apprentissage", "apprentissageColoree"]);

/** Every single input that a person may leave blank. */
function entrees(valeur: unknown, chemin: Chemin = []): Chemin[] {
  const derniere = chemin.at(-1);
  if (valeur === undefined || (typeof derniere === "string" && PAS_DES_ENTREES.has(derniere))) return [];
  if (typeof derniere === "string" && (LISTES_DE_CHOIX.has(derniere) || COUPLES.has(derniere))) return [chemin];
  if (Array.isArray(valeur)) return valeur.flatMap((v, i) => entrees(v, [...chemin, i]));
  if (typeof valeur === "object" && valeur !== null)
    return Object.entries(valeur).flatMap(([k, v]) => entrees(v, [...chemin, k]));
  return [chemin];
}

function sans(dossier: Dossier, chemin: Chemin): Dossier {
  const copie = structuredClone(dossier);
  // biome-ignore lint/suspicious/noExplicitAny: walks any path of the dossier.
  let objet: any = copie;
  for (const cle of chemin.slice(0, -1)) objet = objet[cle];
  const derniere = chemin.at(-1) as string;
  if (LISTES_DE_CHOIX.has(derniere)) objet[derniere] = [];
  else delete objet[derniere];
  return copie;
}

const verdicts = (d: Dossier, contexte?: Contexte): Map<string, Verdict> =>
  new Map(verifier(d, contexte).constats.map((c) => [c.code, c.verdict]));

/** Each rule whose verdict a removal changes, with what it was and what it became. */
function* changements(dossier: Dossier, contexte: Contexte | undefined) {
  const avant = verdicts(dossier, contexte);
  for (const chemin of entrees(dossier))
    for (const [code, apres] of verdicts(sans(dossier, chemin), contexte))
      if (avant.get(code) !== apres) yield { code, avant: avant.get(code), apres, chemin };
}

describe("retirer une entrée", () => {
  // A dated piece needs no filing date, and a GO alone is enough for a draft (formats.md): the one sanctioned exception.
  const LISENT_LE_DEPOT = new Set(["STRATEGIE_RA", "VALIDATION_REGION", "DIAGNOSTIC", "LETTRE_GO"]);

  it(
    "ne rend jamais conforme une règle qui ne l’était pas, la date de dépôt exceptée",
    () => {
      fc.assert(
        fc.property(dossierArbitraire, contexteArbitraire, (dossier, contexte) => {
          for (const c of changements(dossier, contexte)) {
            if (c.chemin[0] === "dateDepot" && LISENT_LE_DEPOT.has(c.code)) continue;
            // Coloured places left blank are none: the places that a larger colouring absorbed are created again.
            if (c.code === "COH_COUT_PLACE" && String(c.chemin.at(-1)).endsWith("Coloree")) continue;
            if (c.apres === "conforme") expect.fail(`${c.code} devient conforme sans ${c.chemin.join(".")}`);
          }
        }),
        ESSAIS_LONGS,
      );
    },
    DELAI_LONG,
  );

  // Where formats.md itself says that the absence is `non_conforme`, or counts only the earliest piece.
  const ABSENCE_REFUSEE = new Set([
    "BENEFICIAIRE uai",
    "EQUIPEMENTS hote",
    "EQUIPEMENTS usagers",
    "EQUIPEMENTS acces",
    "AUTOEVALUATION reference",
    "AUTOEVALUATION source",
    "AUTOEVALUATION cible",
    "COFI_ENGAGE signeeLe",
    "COH_ETAB uai",
    // A line without a partner is no partner's; coloured places left blank are none.
    "COH_LETTRES partenaire",
    "IMPACT_CARTE scolaireColoree",
    "IMPACT_CARTE apprentissageColoree",
    "COH_COUT_PLACE scolaireColoree",
    "COH_COUT_PLACE apprentissageColoree",
    "STRATEGIE_RA date",
    "STRATEGIE_RA type",
    "VALIDATION_REGION date",
    "VALIDATION_REGION type",
  ]);

  it(
    "laisse le verdict ou le rend indéterminé, hors des absences que le contrat refuse",
    () => {
      fc.assert(
        fc.property(dossierArbitraire, contexteArbitraire, (dossier, contexte) => {
          for (const c of changements(dossier, contexte)) {
            if (c.apres === "indetermine" || c.chemin[0] === "dateDepot") continue;
            const champ = c.chemin.includes("cibles") ? "cible" : String(c.chemin.at(-1));
            if (!ABSENCE_REFUSEE.has(`${c.code} ${champ}`))
              expect.fail(`${c.code} passe de ${c.avant} à ${c.apres} sans ${c.chemin.join(".")}`);
          }
        }),
        ESSAIS_LONGS,
      );
    },
    DELAI_LONG,
  );
});

describe("un dossier sans aucune entrée", () => {
  const vide: Omit<Dossier, "regime"> = {
    titre: "Projet",
    filieres: [],
    volets: [],
    objectifsFrance2030: [],
    partenaires: [],
    budget: [],
    financements: [],
    repartition: [],
    transformations: [],
    campus: [],
    indicateurs: [],
    plateauxTechniques: [],
    pieces: [],
    publics: [],
    alignement: [],
    justifications: {},
  };
  it.each(REGIMES.codes)("n’est conforme à rien en %s, sinon qu’aucune entreprise n’est aidée", (regime) => {
    const r = verifier({ ...vide, regime });
    expect(r.verdict).toBe("indetermine");
    expect(r.constats.filter((c) => c.verdict !== "indetermine").map((c) => c.code)).toEqual(["AIDE_ETAT"]);
  });
  it.each(REGIMES.codes)("ni dans le portail, qui connaît les autres dossiers, en %s", (regime) => {
    const contexte: Contexte = {
      doublons: [],
      coutMedianParPlace: { montant: centimes(1n), nombre: 3 },
      cfdAvecPlateau: new Set(["40025519"]),
    };
    const { constats } = verifier({ ...vide, regime }, contexte);
    expect(constats.filter((c) => c.verdict !== "indetermine").map((c) => c.code)).toEqual(["AIDE_ETAT"]);
  });
});

describe("le plafond", () => {
  const cofinancement = fc.record({
    source: fc.constantFrom(...SOURCES.codes.filter((s) => s !== "france2030")),
    montant: fc.bigInt({ min: 0n, max: 10n ** 12n }).map(centimes),
    engage: fc.boolean(),
  });
  const plafonds = (d: Dossier) =>
    verifier(d).constats.filter((c) => ["PLAFOND_70", "PLAFOND_DIAG", "SEUIL_1M"].includes(c.code));

  it("ne change pas quand le cofinancement augmente", () => {
    fc.assert(
      fc.property(dossierArbitraire, cofinancement, (dossier, ligne) => {
        const apres = plafonds({ ...dossier, financements: [...dossier.financements, ligne] });
        expect(apres).toEqual(plafonds(dossier));
      }),
      ESSAIS,
    );
  });

  it("ne se dégrade pas quand le coût éligible augmente", () => {
    fc.assert(
      fc.property(dossierArbitraire, fc.bigInt({ min: 0n, max: 10n ** 12n }), (dossier, montant) => {
        const lire = (d: Dossier) => verifier(d).constats.find((c) => c.code === "PLAFOND_70")?.verdict;
        if (lire(dossier) !== "conforme") return;
        const plus = { poste: "equipement" as const, montant: centimes(montant) };
        expect(lire({ ...dossier, budget: [...dossier.budget, plus] })).toBe("conforme");
      }),
      ESSAIS,
    );
  });

  it("bascule au centime, et sa correction est la plus petite qui suffise", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), fc.bigInt({ min: -3n, max: 10n ** 6n }), (cout, delta) => {
        const max = (cout * 70n) / 100n;
        const demande = max + delta < 0n ? 0n : max + delta;
        const dossier = (c: bigint, s: bigint): Dossier => ({
          ...base,
          budget: [{ poste: "equipement", montant: centimes(c) }],
          financements: [{ source: "france2030", montant: centimes(s), engage: false }],
        });
        const lire = (c: bigint, s: bigint) => verifier(dossier(c, s)).constats.find((x) => x.code === "PLAFOND_70");
        const constat = lire(cout, demande);
        expect(constat?.verdict).toBe(demande <= max ? "conforme" : "non_conforme");
        expect(constat?.marge).toEqual({ type: "montant", montant: max - demande });
        if (demande <= max) return;
        const [reduire, ajouter] = montantsDe(constat?.pourCorriger ?? "");
        expect(lire(cout, demande - reduire)?.verdict).toBe("conforme");
        expect(lire(cout, demande - reduire + 1n)?.verdict).toBe("non_conforme");
        expect(lire(cout + ajouter, demande)?.verdict).toBe("conforme");
        expect(lire(cout + ajouter - 1n, demande)?.verdict).toBe("non_conforme");
      }),
      ESSAIS,
    );
  });

  const base: Dossier = {
    titre: "Projet",
    regime: "ATCF",
    filieres: [],
    volets: [],
    objectifsFrance2030: [],
    partenaires: [],
    budget: [],
    financements: [],
    repartition: [],
    transformations: [],
    campus: [],
    indicateurs: [],
    plateauxTechniques: [],
    pieces: [],
    publics: [],
    alignement: [],
    justifications: {},
  };

  /** Amounts read back from a French sentence. */
  const montantsDe = (phrase: string): [Centimes, Centimes] =>
    [...phrase.matchAll(/([\d\u202f]+,\d\d)\u00a0€/g)].map((m) =>
      centimes(BigInt((m[1] as string).replace(/[\u202f,]/g, ""))),
    ) as [Centimes, Centimes];
});

describe("tout dossier", () => {
  it("reçoit un constat par règle de son régime, avec de quoi corriger ce qui n’est pas conforme", () => {
    fc.assert(
      fc.property(dossierArbitraire, contexteArbitraire, (dossier, contexte) => {
        const r = verifier(dossier, contexte);
        const regime = REGIMES_PUBLIES.find((x) => x.code === dossier.regime);
        expect(r.constats.map((c) => c.code)).toEqual(regime?.regles.map((e) => e.code));
        for (const c of r.constats) {
          expect(c.message).not.toContain("échoué");
          expect(c.pourCorriger === undefined).toBe(c.verdict === "conforme");
          expect(`${c.message} ${c.pourCorriger ?? ""}`).not.toMatch(/undefined|NaN|null/);
          if (c.source.aConfirmer) expect(c.severite).not.toBe("bloquante");
          if (c.marge?.type === "montant" && c.verdict !== "indetermine" && !c.code.startsWith("DEPENSES"))
            expect(c.marge.montant < 0n).toBe(c.verdict === "non_conforme" && c.marge.montant !== 0n);
        }
        expect(r.coutTotal).toBe(somme(dossier.budget.flatMap((l) => l.montant ?? [])));
        expect(r.subvention * 100n <= r.coutEligible * 70n).toBe(r.subvention <= (r.coutEligible * 70n) / 100n);
      }),
      ESSAIS,
    );
  });
});
