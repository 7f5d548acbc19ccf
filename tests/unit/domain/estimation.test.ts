import { describe, expect, it } from "vitest";
import {
  attenduDe,
  attentesDe,
  DUREES,
  ecrireFourchette,
  inconnuesDe,
  manquesDe,
  tempsDeSaisie,
} from "@/lib/domain/estimation";
import { regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/lecture";
import { exemple, fpi } from "@/tests/outils/dossiers";

const ATCF = attenduDe(regime("ATCF"));
const manques = (fichier: Parameters<typeof versDossier>[0], attendu = ATCF) =>
  manquesDe(versDossier(fichier), attendu);

/** Left empty by the FPI AURA example. */
const FACULTATIFS = ["ajouter-public", "pieces-lettre_intention", "pieces-avis_go"];

describe("estimation du temps de saisie", () => {
  it("chaque durée est une fourchette : jamais plus au moins qu’au plus", () => {
    for (const [min, max] of Object.values(DUREES)) {
      expect(min).toBeGreaterThan(0);
      expect(max).toBeGreaterThanOrEqual(min);
    }
  });

  it("un dossier où rien n’est à traiter ne peut plus que préciser ce qu’aucune règle n’exige", () => {
    expect(manques(exemple("fpi-aura")).map((m) => m.champ.id)).toEqual(FACULTATIFS);
    expect(tempsDeSaisie([], true)).toEqual([0, 0]);
    expect(tempsDeSaisie([], false)).toEqual([20, 55]);
  });

  it("chaque réponse donnée fait baisser l’estimation", () => {
    const avant = manques(
      fpi((d) => {
        d.dureeMois = null;
        d.reponses = { ...d.reponses, besoins: " " };
      }),
    ).filter((m) => !FACULTATIFS.includes(m.champ.id));
    expect(avant.map((m) => m.champ)).toEqual([
      { section: "identite", id: "dureeMois" },
      { section: "diagnostic", id: "reponses-besoins" },
    ]);
    expect(tempsDeSaisie(avant, true)).toEqual([
      DUREES.choix[0] + DUREES.texteLong[0],
      DUREES.choix[1] + DUREES.texteLong[1],
    ]);
  });

  it("un diagnostic n’attend ni carte, ni indicateurs, ni lettre d’intention", () => {
    const sections = new Set(
      manques(exemple("brouillon-minimal"), attenduDe(regime("CMA-DIAG"))).map((m) => m.section),
    );
    for (const absente of ["lettre", "transformations", "publics", "diagnostic", "strategie"])
      expect(sections).not.toContain(absente);
    expect(sections).toContain("budget");
  });

  it("mille lignes sans montant font un point, et mille fois le temps d’une", () => {
    const [lot] = manques(
      fpi((d) => {
        d.budget = Array.from({ length: 1000 }, () => ({ poste: "equipement" as const, annee: 2025 }));
      }),
    ).filter((m) => m.section === "budget");
    expect(lot?.champ.id).toBe("budget-0-montant");
    expect(lot?.nom).toContain("1\u202f000");
    expect(lot?.minutes).toEqual([1000, 2000]);
  });

  it("les lettres à obtenir se comptent à part du temps de saisie", () => {
    const d = versDossier(
      fpi((f) => {
        for (const p of f.partenaires ?? []) p.lettreEngagement = null;
      }),
    );
    const [lettres] = attentesDe(d, ATCF);
    expect(lettres?.quoi).toBe("Lettres d’engagement");
    expect(lettres?.delai).toMatch(/^comptez plusieurs semaines\u202f; \d+\u00a0attendues?$/);
    expect(attentesDe(versDossier(exemple("fpi-aura")), ATCF)).toEqual([]);
  });

  it("dit ce que l’estimation ne peut pas savoir", () => {
    expect(inconnuesDe(versDossier(exemple("brouillon-minimal")), ATCF)).toHaveLength(3);
    expect(inconnuesDe(versDossier(exemple("fpi-aura")), ATCF)).toEqual([]);
  });

  it.each([
    [[4, 4], "4\u00a0min"],
    [[5, 12], "de 5\u00a0min à 12\u00a0min"],
    [[58, 119], "de 1\u00a0h à 2\u00a0h"],
    [[95, 370], "de 1\u00a0h\u00a030 à 6\u00a0h\u00a015"],
  ] as const)("%j minutes : %s", (fourchette, texte) => {
    expect(ecrireFourchette(fourchette)).toBe(texte);
  });
});
