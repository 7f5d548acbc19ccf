import { describe, expect, it } from "vitest";
import {
  completudes,
  estATraiter,
  jourEvaluation,
  premiereAReprendre,
  sectionsDuDossier,
} from "@/lib/domain/completude";
import { verifier } from "@/lib/domain/eligibilite";
import { regimeAvecLettre } from "@/lib/domain/etats";
import type { Constat, Contexte, Severite, Verdict } from "@/lib/domain/verdict";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { exemple, fpi } from "@/tests/outils/dossiers";

/** The portal looked, and no other dossier claims these places. */
const SEUL: Contexte = { doublons: [], cfdAvecPlateau: new Set() };

const etats = (fichier: DossierFichier) => {
  const dossier = versDossier(fichier);
  return completudes(dossier, verifier(dossier, SEUL));
};

describe("complétude des sections", () => {
  it("FPI AURA, dont rien n’est à traiter, est complet partout", () => {
    for (const [section, { etat, aTraiter }] of Object.entries(etats(exemple("fpi-aura"))))
      expect({ section, etat, aTraiter }).toEqual({ section, etat: "complet", aTraiter: 0 });
  });

  it("un brouillon qui n’a qu’un titre n’a commencé aucune section à saisir", () => {
    const lus = etats(exemple("brouillon-minimal"));
    for (const { code } of sectionsDuDossier(true)) {
      if (code === "verification" || code === "depot") continue;
      expect(lus[code].etat, code).toBe("non_commence");
    }
    expect(lus.verification.etat).toBe("a_traiter");
    expect(lus.depot.aTraiter).toBe(lus.verification.aTraiter);
  });

  it("un constat compte dans la section de son premier champ, et dans celles de l’ensemble", () => {
    const lus = etats(
      fpi((d) => {
        d.dureeMois = 72;
      }),
    );
    expect(lus.identite).toEqual({ etat: "a_traiter", aTraiter: 1 });
    expect(lus.verification.aTraiter).toBeGreaterThanOrEqual(1);
    expect(lus.diagnostic.etat).toBe("complet");
  });

  it.each<[string, (d: DossierFichier) => void]>([
    [
      "identite",
      (d) => {
        d.acronyme = "X";
      },
    ],
    [
      "lettre",
      (d) => {
        d.lettreIntention = { deposeeLe: "2024-01-01" };
      },
    ],
    [
      "diagnostic",
      (d) => {
        d.reponses = { besoins: "x" };
      },
    ],
    [
      "strategie",
      (d) => {
        d.alignement = [{}];
      },
    ],
    [
      "partenaires",
      (d) => {
        d.campus = [{ nom: "x" }];
      },
    ],
    [
      "budget",
      (d) => {
        d.budget = [{}];
      },
    ],
    [
      "financement",
      (d) => {
        d.reponses = { complementarite: { financementsAnterieurs: false } };
      },
    ],
    [
      "transformations",
      (d) => {
        d.plateauxTechniques = [{}];
      },
    ],
    [
      "publics",
      (d) => {
        d.publics = [{}];
      },
    ],
    [
      "pieces",
      (d) => {
        d.pieces = [{ type: "annexe" }];
      },
    ],
  ])("une première réponse commence la section %s", (section, changer) => {
    const fichier = exemple("brouillon-minimal");
    changer(fichier);
    expect(etats(fichier)[section as "identite"].etat).not.toBe("non_commence");
  });

  it("des blancs ne commencent rien", () => {
    const fichier = { ...exemple("brouillon-minimal"), acronyme: "  ", reponses: { besoins: "\n" } };
    expect(etats(fichier).identite.etat).toBe("non_commence");
    expect(etats(fichier).diagnostic.etat).toBe("non_commence");
  });
});

describe("à traiter", () => {
  const constat = (severite: Severite, verdict: Verdict) => ({ code: "REGLE", severite, verdict }) as Constat;
  it.each<[Severite, Verdict, Record<string, string>, boolean]>([
    ["bloquante", "conforme", {}, false],
    ["bloquante", "indetermine", {}, true],
    ["bloquante", "non_conforme", {}, true],
    ["bloquante", "non_conforme", { REGLE: "justifié" }, true],
    ["a_justifier", "non_conforme", {}, true],
    ["a_justifier", "indetermine", { REGLE: "justifié" }, false],
    ["a_justifier", "non_conforme", { REGLE: "justifié" }, false],
    ["a_justifier", "non_conforme", { REGLE: "   " }, true],
    ["a_justifier", "non_conforme", { AUTRE: "justifié" }, true],
    ["conseil", "non_conforme", {}, false],
    ["conseil", "indetermine", {}, false],
  ])("%s, %s, %j → %s", (severite, verdict, justifications, attendu) => {
    expect(estATraiter(constat(severite, verdict), justifications)).toBe(attendu);
  });
});

describe("où reprendre un dossier", () => {
  it("à la première section qui n’est pas complète", () => {
    const lus = etats(
      fpi((d) => {
        d.budget = [];
      }),
    );
    expect(premiereAReprendre(lus, regimeAvecLettre("ATCF"))).toBe("budget");
  });
  it("à la vérification quand tout est complet", () => {
    expect(premiereAReprendre(etats(exemple("fpi-aura")), true)).toBe("verification");
  });
  it("jamais à la lettre d’intention dans un régime sans lettre", () => {
    expect(sectionsDuDossier(false).map((s) => s.code)).not.toContain("lettre");
  });
});

describe("le jour auquel un dossier est jugé", () => {
  it.each<[string, string | undefined, boolean, string | undefined]>([
    ["jour prévu à venir", "2026-11-22", true, "2026-11-22"],
    ["jour prévu aujourd’hui", "2026-11-21", true, "2026-11-21"],
    ["jour prévu passé, dossier modifiable", "2026-11-20", true, "2026-11-21"],
    ["jour prévu passé, dossier figé", "2026-11-20", false, "2026-11-20"],
    ["aucun jour prévu", undefined, true, undefined],
    ["aucun jour, dossier figé", undefined, false, undefined],
  ])("%s", (_, prevu, modifiable, attendu) => {
    expect(jourEvaluation(prevu, "2026-11-21", modifiable)).toBe(attendu);
  });

  it("FPI AURA, prévu en mars 2024, a son délai à justifier partout à la fois", () => {
    const lus = etats(fpi((d) => Object.assign(d, { dateDepot: jourEvaluation("2024-03-15", "2026-11-21", true) })));
    expect(lus.verification).toEqual({ etat: "a_traiter", aTraiter: 1 });
    expect(lus.depot).toEqual(lus.verification);
  });
});
