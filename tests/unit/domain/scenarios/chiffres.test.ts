import { describe, expect, test } from "vitest";
import { ecrireCellule, ecrireEcart } from "@/components/scenarios/ecrire-cellule";
import { comparerRegimes } from "@/lib/domain/changement-regime";
import { verifier } from "@/lib/domain/eligibilite";
import { REGIMES_PUBLIES, regime } from "@/lib/domain/regimes";
import { ceQueCelaChange } from "@/lib/domain/scenarios/ce-que-cela-change";
import { chiffresDe } from "@/lib/domain/scenarios/chiffres";
import { change, tableauScenarios } from "@/lib/domain/scenarios/tableau";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { fpi } from "@/tests/outils/dossiers";

type Budget = NonNullable<DossierFichier["budget"]>;
type Sources = NonNullable<DossierFichier["financements"]>;
const dossierDe = (budget: Budget, financements: Sources) =>
  versDossier(fpi((d) => Object.assign(d, { budget, financements })));
const chiffrer = (budget: Budget, financements: Sources) => {
  const dossier = dossierDe(budget, financements);
  return chiffresDe(dossier, verifier(dossier));
};

const COUT: Budget = [{ poste: "equipement", montant: "100.00" }];
const PLAN: Sources = [
  { source: "france2030", montant: "60.00", nature: "numeraire" },
  { source: "entreprise", montant: "40.00", nature: "numeraire" },
];
const SANS_MONTANT: Budget = [...COUT, { poste: "missions" }];
const SANS_POSTE: Budget = [...COUT, { montant: "50.00" }];
const SANS_APPORT: Sources = [PLAN[0] as Sources[number], { source: "entreprise", nature: "numeraire" }];
const SANS_ORIGINE: Sources = [...PLAN, { montant: "10.00", nature: "numeraire" }];
const TROP: Sources = [{ source: "france2030", montant: "180.00", nature: "numeraire" }];

const lire = (c: ReturnType<typeof chiffrer>, cle: string) => {
  const ligne = tableauScenarios([c]).find((l) => l.cle === cle);
  return ligne === undefined ? undefined : ecrireCellule(ligne, 0).replaceAll(/[\u00a0\u202f]/g, " ");
};

describe("un chiffre dont un terme manque n’est jamais dit comme sûr", () => {
  test.each<[string, Budget, Sources, Record<string, string>, boolean]>([
    [
      "tout est là",
      COUT,
      PLAN,
      { marge: "10,00 €", subventionMax: "70,00 €", coutTotal: "100,00 €", reste: "0,00 €" },
      true,
    ],
    [
      "une dépense sans montant",
      SANS_MONTANT,
      PLAN,
      {
        ...{ marge: "À préciser", subventionMax: "au moins 70,00 €", coutTotal: "au moins 100,00 €" },
        ...{ coutEligible: "au moins 100,00 €", reste: "À préciser", subvention: "60,00 €", taux: "—" },
      },
      false,
    ],
    [
      "une dépense sans poste",
      SANS_POSTE,
      PLAN,
      { marge: "À préciser", subventionMax: "au moins 70,00 €", coutTotal: "150,00 €", reste: "50,00 €", taux: "—" },
      false,
    ],
    [
      "un apport sans montant",
      COUT,
      SANS_APPORT,
      { marge: "10,00 €", cofinancement: "au moins 0,00 €", partPrivee: "au moins 0,00 €", reste: "À préciser" },
      true,
    ],
    [
      "une ressource sans origine",
      COUT,
      SANS_ORIGINE,
      { marge: "À préciser", subvention: "au moins 60,00 €", cofinancement: "au moins 40,00 €", reste: "-10,00 €" },
      false,
    ],
    [
      "au-delà, quoi que devienne la dépense sans poste",
      SANS_POSTE,
      TROP,
      { marge: "au plus -75,00 €", subventionMax: "au moins 70,00 €" },
      false,
    ],
    ["une dépense sans montant et rien de demandé", SANS_MONTANT, [], { marge: "À préciser" }, false],
  ])("%s", (_, budget, sources, attendu, mesurable) => {
    const c = chiffrer(budget, sources);
    const ecrits = Object.fromEntries(Object.keys(attendu).map((cle) => [cle, lire(c, cle)?.replace("−", "-")]));
    expect(ecrits).toEqual(attendu);
    expect(c.mesurable).toBe(mesurable);
  });

  test("entre deux bornes, aucun écart ; la ligne compte pourtant parmi ce qui change", () => {
    const [avant, apres] = [chiffrer(COUT, PLAN), chiffrer(SANS_MONTANT, PLAN)];
    const lignes = tableauScenarios([avant, apres]);
    const total = lignes.find((l) => l.cle === "coutTotal");
    expect(total && [ecrireEcart(total, 1), change(total)]).toEqual([null, true]);
    expect(ceQueCelaChange(avant, apres).join(" ")).toContain("n’est pas encore connu");
  });

  test("le plafond ne se dit dépassé que s’il l’est à coup sûr", () => {
    const avant = chiffrer(COUT, PLAN);
    const possible = chiffrer(SANS_MONTANT, TROP);
    const certain = chiffrer(SANS_POSTE, TROP);
    expect([possible.depasse, certain.depasse]).toEqual([false, true]);
    expect(ceQueCelaChange(avant, possible).join(" ")).not.toContain("dépassé");
    expect(ceQueCelaChange(avant, certain).join(" ")).toMatch(/dépassé d’au moins 75,00/);
  });

  test("d’un régime à l’autre non plus", () => {
    const apres = REGIMES_PUBLIES.find((r) => r.code === "ATCF-AMORCAGE") ?? regime("ATCF");
    const comparer = (b: Budget) => {
      const c = comparerRegimes({ dossier: dossierDe(b, PLAN), etat: "en_montage", avant: regime("ATCF"), apres });
      return c.chiffres.find((x) => x.code === "marge");
    };
    expect(comparer(COUT)).toMatchObject({ de: 10_00n, precisions: { de: "exacte", vers: "exacte" } });
    expect(comparer(SANS_MONTANT)?.precisions).toEqual({ de: "inconnue", vers: "inconnue" });
  });
});
