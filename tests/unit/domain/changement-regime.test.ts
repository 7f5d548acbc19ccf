import { describe, expect, test } from "vitest";
import { centimes } from "@/lib/domain/argent";
import {
  comparerRegimes,
  destinations,
  estOuvert,
  reglesChangees,
  SEUILS_DES_REGLES,
} from "@/lib/domain/changement-regime";
import { verifier } from "@/lib/domain/eligibilite";
import { type CodeEtat, ETATS_AVANT_DEPOT, etatSousRegime, peutDeposer } from "@/lib/domain/etats";
import { CODES_SEUILS, type NomSeuil, preparerRegime } from "@/lib/domain/evolution-regime";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES, type Regime, regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { exemple, fpi } from "@/tests/outils/dossiers";

const comparer = (f: DossierFichier, vers: CodeRegime | Regime, etat: CodeEtat = "en_montage") =>
  comparerRegimes({
    dossier: versDossier(f),
    etat,
    avant: regime(f.regime),
    apres: typeof vers === "string" ? regime(vers) : vers,
  });
const deplie = (c: ReturnType<typeof comparer>) =>
  Object.fromEntries(reglesChangees(c).map((r) => [r.code, r.changements.join(", ")]));

describe("règle par règle", () => {
  test("les verdicts de chaque côté sont ceux du moteur, règle par règle, sans en oublier une", () => {
    for (const nom of ["fpi-aura", "amorcage-martinique", "brouillon-minimal"] as const)
      for (const code of REGIMES.codes) {
        const f = exemple(nom);
        const c = comparer(f, code);
        expect(c.avant).toEqual(verifier(versDossier(f)));
        expect(c.apres).toEqual(verifier({ ...versDossier(f), regime: code }));
        expect(c.regles.flatMap((r) => r.avant ?? [])).toEqual(c.avant.constats);
        expect(c.regles.flatMap((r) => r.apres ?? [])).toEqual(c.apres.constats);
      }
  });

  test("vers le même jeu, rien ne change", () => {
    const c = comparer(fpi(), "ATCF");
    expect(reglesChangees(c)).toEqual([]);
    expect(c.etat).toEqual({ de: "en_montage", vers: "en_montage" });
    expect(c.sections).toEqual({ demandees: [], plusDemandees: [] });
    expect(c.chiffres.every((x) => x.de === x.vers)).toBe(true);
    expect([c.lettre, c.justificationsGardees]).toEqual(["sans", []]);
  });

  test("de la carte à l’amorçage : des règles partent, d’autres pèsent moins", () => {
    const c = comparer(fpi(), "ATCF-AMORCAGE");
    expect(deplie(c)).toEqual({
      SEUIL_1M: "disparait",
      DEPENSES_BATI: "severite, source",
      POSTES_PERENNES: "severite, source",
      CUMUL_PIA: "severite, source",
      STRATEGIE_RA: "severite, source",
      VALIDATION_REGION: "severite, source",
      BENEFICIAIRE: "severite, source",
      EQUIPEMENTS: "source",
      PARCOURS: "severite, source",
      PORTAGE: "severite, source",
      ECONOMIE: "severite, source",
      LETTRE_GO: "disparait",
      DELAI_GO: "disparait",
    });
  });

  test("la règle qui apparaît dit ce qu’elle trouve, et si elle bloque", () => {
    const c = comparer(exemple("amorcage-martinique"), "ATCF", "brouillon");
    const lettre = c.regles.find((r) => r.code === "LETTRE_GO");
    expect(lettre).toMatchObject({ avant: null, apres: { severite: "bloquante" }, changements: ["apparait"] });
    expect(c.blocages.find((b) => b.regle.code === "LETTRE_GO")?.nouveau).toBe(true);
    expect(c.avant.verdict === "eligible" && c.apres.verdict === "eligible").toBe(false);
    // Those that do not block today come first.
    const rangs = c.blocages.map((b) => Number(b.nouveau));
    expect(rangs).toEqual([...rangs].sort((a, b) => b - a));
  });

  test("un jeu plus récent du même régime : le seuil qui change est dit, avec les deux valeurs", () => {
    const suivant = preparerRegime(regime("ATCF"), [], { subventionMin: centimes(20_000_000_00n) }, "2024-01-01");
    const c = comparer(fpi(), suivant);
    expect(deplie(c)).toEqual({ SEUIL_1M: "verdict, seuil" });
    expect(c.regles.find((r) => r.code === "SEUIL_1M")?.seuils).toMatchObject([
      { nom: "subventionMin", libelle: "Subvention minimale" },
    ]);
    expect(c.blocages.map((b) => b.regle.code)).toContain("SEUIL_1M");
    expect(c.chiffres.find((x) => x.code === "subventionMin")).toMatchObject({
      de: 1_000_000_00n,
      vers: 20_000_000_00n,
    });
  });

  test("chaque seuil n’est lu que par les règles annoncées", () => {
    const autre: Record<NomSeuil, Partial<Regime["seuils"]>> = {
      plafond: { plafond: { numerateur: 1n, denominateur: 100n } },
      subventionMin: { subventionMin: centimes(90_000_000_00n) },
      subventionMax: { subventionMax: centimes(1n) },
      dureeMaxMois: { dureeMaxMois: 1 },
      delaiGoMois: { delaiGoMois: 999 },
      pagesMax: { pagesMax: 1 },
    };
    const plein = fpi((d) => {
      d.dateDepot = "2024-03-15";
      d.pagesPresentation = 30;
    });
    const lues: Partial<Record<string, string[]>> = {};
    for (const base of REGIMES_PUBLIES) {
      const dossier = { ...versDossier(plein), regime: base.code };
      const avant = verifier(dossier, undefined, base);
      for (const nom of CODES_SEUILS) {
        const apres = verifier(dossier, undefined, { ...base, seuils: { ...base.seuils, ...autre[nom] } });
        for (const [i, c] of apres.constats.entries())
          if (
            JSON.stringify(c, (_, v) => (typeof v === "bigint" ? `${v}` : v)) !==
            JSON.stringify(avant.constats[i], (_, v) => (typeof v === "bigint" ? `${v}` : v))
          )
            lues[c.code] = [...new Set([...(lues[c.code] ?? []), nom])];
      }
    }
    expect(lues).toEqual(SEUILS_DES_REGLES);
  });
});

describe("hors des règles", () => {
  test("une justification que plus aucune règle ne demande est gardée, et dite", () => {
    const f = fpi((d) => {
      d.justifications = { DELAI_GO: "Retard du comité.", AIDE_ETAT: "Encadrement de minimis.", COFI_ENGAGE: " " };
    });
    expect(comparer(f, "ATCF-AMORCAGE").justificationsGardees.map((j) => j.code)).toEqual(["DELAI_GO"]);
  });

  test("la section de la lettre entre ou sort ; ce qu’elle contient est gardé", () => {
    expect(comparer(fpi(), "ATCF-AMORCAGE").lettre).toBe("gardee");
    expect(
      comparer(
        fpi((d) => void delete d.lettreIntention),
        "ATCF-AMORCAGE",
      ).lettre,
    ).toBe("disparait");
    expect(comparer(exemple("amorcage-martinique"), "ATCF").lettre).toBe("apparait");
    expect(comparer(fpi(), "CMA-DISPO-S2").lettre).toBe("a_relire");
    expect(comparer(fpi(), "ATCF-AMORCAGE").sections.plusDemandees).toContain("lettre");
    expect(comparer(exemple("amorcage-martinique"), "ATCF").sections.demandees).toContain("lettre");
  });

  const GO = { deposeeLe: "2023-10-01", avis: "go", avisLe: "2024-01-12" } as const;
  const TABLE: [CodeEtat, CodeRegime, object | undefined, CodeEtat][] = [
    // No letter in the new regime: a draft, from which it may be filed.
    ["brouillon", "ATCF-AMORCAGE", undefined, "brouillon"],
    ["lettre_deposee", "ATCF-AMORCAGE", { deposeeLe: "2023-10-01" }, "brouillon"],
    ["lettre_go", "CMA-DIAG", GO, "brouillon"],
    ["lettre_no_go", "CMA-DIAG", { ...GO, avis: "no_go" }, "brouillon"],
    ["en_montage", "ATCF-AMORCAGE", GO, "brouillon"],
    // A letter in the new regime: its facts tell.
    ["brouillon", "ATCF", undefined, "brouillon"],
    ["brouillon", "ATCF", { deposeeLe: "2023-10-01" }, "lettre_deposee"],
    ["brouillon", "CMA-DISPO-S2", GO, "en_montage"],
    ["brouillon", "ATCF", { ...GO, avis: "no_go" }, "lettre_no_go"],
    ["en_montage", "CMA-DISPO-S2", GO, "en_montage"],
    ["lettre_deposee", "CMA-DISPO-S2", { deposeeLe: "2023-10-01" }, "lettre_deposee"],
    // Filed and after: nothing moves.
    ["depose", "ATCF-AMORCAGE", GO, "depose"],
    ["complements_demandes", "ATCF", undefined, "complements_demandes"],
  ];
  test.each(TABLE)("%s vers %s, lettre %j : %s", (de, vers, lettre, attendu) => {
    expect(etatSousRegime(de, vers, lettre)).toBe(attendu);
  });

  test("aucun état d’avant dépôt ne mène à une impasse dans un régime sans lettre", () => {
    for (const code of REGIMES.codes)
      for (const etat of ETATS_AVANT_DEPOT) expect(peutDeposer(etatSousRegime(etat, code, GO), code)).toBe(true);
  });

  test("le dépôt que l’état n’ouvrira pas est dit avant", () => {
    expect(comparer(exemple("amorcage-martinique"), "ATCF", "brouillon").refusDepot).toMatch(/lettre d’intention/i);
    expect(comparer(fpi(), "ATCF-AMORCAGE").refusDepot).toBeNull();
  });
});

describe("où un dossier peut aller", () => {
  const codes = (present: { code: CodeRegime; numero: number }, courants = REGIMES_PUBLIES, jour = "2026-11-21") =>
    destinations(present, courants, jour).map((r) => `${r.code} ${r.numero}`);
  test("les régimes ouverts ce jour-là, pas le sien", () => {
    expect(codes({ code: "ATCF", numero: 1 })).toEqual(["CMA-DIAG 1", "CMA-DISPO-S2 1", "ATCF-AMORCAGE 1"]);
    expect(codes({ code: "ATCF", numero: 1 }, REGIMES_PUBLIES, "2022-06-01")).toEqual(["CMA-DIAG 1", "CMA-DISPO-S1 1"]);
  });
  test("le sien, quand un jeu plus récent est en vigueur, même si le régime est clos", () => {
    const clos = regime("CMA-DISPO-S1");
    const suivant = { ...clos, numero: 2 };
    const courants = REGIMES_PUBLIES.map((r) => (r.code === clos.code ? suivant : r));
    expect(codes({ code: "CMA-DISPO-S1", numero: 1 }, courants)).toContain("CMA-DISPO-S1 2");
    expect(codes({ code: "ATCF", numero: 1 }, courants)).not.toContain("CMA-DISPO-S1 2");
  });
  test.each([
    ["2023-05", null, "2023-04-30", false],
    ["2023-05", null, "2023-05-01", true],
    ["2021-12", "2023-03", "2023-03-31", true],
    ["2021-12", "2023-03", "2023-04-01", false],
  ] as const)("de %s à %s, le %s : %s", (du, au, jour, ouvert) => {
    expect(estOuvert({ periode: { du, au, texte: "" } }, jour)).toBe(ouvert);
  });
});
