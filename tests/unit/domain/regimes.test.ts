import { describe, expect, it } from "vitest";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES, regime } from "@/lib/domain/regimes";
import { CODES_REGLES, type CodeRegle, estCodeRegle } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";

const codes = (r: (typeof REGIMES_PUBLIES)[number]) => r.regles.map((e) => e.code);
const exigence = (r: keyof typeof REGIMES.libelles, code: CodeRegle) => regime(r).regles.find((e) => e.code === code);

describe("les régimes", () => {
  it("publient chacun leur nombre de règles", () => {
    expect(Object.fromEntries(REGIMES_PUBLIES.map((r) => [r.code, r.regles.length]))).toEqual({
      "CMA-DIAG": 10,
      "CMA-DISPO-S1": 14,
      "CMA-DISPO-S2": 18,
      "ATCF-AMORCAGE": 30,
      ATCF: 33,
    });
  });

  it("ont ensemble exactement les règles du registre, dans l’ordre des codes", () => {
    const union = new Set(REGIMES_PUBLIES.flatMap(codes));
    expect(CODES_REGLES.filter((c) => union.has(c))).toEqual([...CODES_REGLES]);
    expect(Object.keys(REGISTRE)).toEqual([...CODES_REGLES]);
    for (const code of CODES_REGLES) expect(REGISTRE[code].code).toBe(code);
    for (const r of REGIMES_PUBLIES) expect(codes(r)).toEqual(CODES_REGLES.filter((c) => codes(r).includes(c)));
  });

  it("couvrent tous les codes de régime du format", () => {
    expect(REGIMES_PUBLIES.map((r) => r.code)).toEqual(REGIMES.codes);
  });

  it("ne laissent jamais bloquer une règle à confirmer (◊)", () => {
    for (const r of REGIMES_PUBLIES)
      for (const e of r.regles) if (e.aConfirmer) expect(`${r.code} ${e.code} ${e.severite}`).not.toMatch(/bloquante$/);
  });

  it("demandent les critères de la note 156 : bloquants en ATCF (équipements à part), à justifier ◊ en amorçage", () => {
    const note156: CodeRegle[] = [
      "DEPENSES_BATI",
      "POSTES_PERENNES",
      "CUMUL_PIA",
      "STRATEGIE_RA",
      "VALIDATION_REGION",
      "BENEFICIAIRE",
      "EQUIPEMENTS",
      "PARCOURS",
      "PORTAGE",
      "ECONOMIE",
    ];
    expect(CODES_REGLES.filter((c) => REGISTRE[c].source.reference.includes("note 156"))).toEqual(note156);
    for (const code of note156) {
      expect(exigence("ATCF-AMORCAGE", code)).toEqual({ code, severite: "a_justifier", aConfirmer: true });
      expect(exigence("ATCF", code)).toEqual({
        code,
        severite: code === "EQUIPEMENTS" ? "a_justifier" : "bloquante",
        aConfirmer: false,
      });
    }
  });

  it("plafonnent le diagnostic à 70 % sans bloquer, et ne fixent pas de minimum à l’amorçage", () => {
    expect(exigence("CMA-DIAG", "PLAFOND_70")).toEqual({
      code: "PLAFOND_70",
      severite: "a_justifier",
      aConfirmer: true,
    });
    expect(exigence("ATCF-AMORCAGE", "SEUIL_1M")).toBeUndefined();
    expect(exigence("ATCF-AMORCAGE", "LETTRE_GO")).toBeUndefined();
    expect(exigence("ATCF-AMORCAGE", "DELAI_GO")).toBeUndefined();
  });

  it("sont immuables jusque dans leurs règles et leurs seuils", () => {
    const r = regime("ATCF");
    expect(() => (r.regles as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(r.regles[0] ?? {}, { severite: "conseil" })).toThrow(TypeError);
    expect(() => Object.assign(r.seuils, { dureeMaxMois: 999 })).toThrow(TypeError);
    expect(() => Object.assign(r.seuils.plafond, { numerateur: 80n })).toThrow(TypeError);
    expect(() => (REGIMES_PUBLIES as unknown[]).pop()).toThrow(TypeError);
  });

  it("se demandent par code, et par numéro", () => {
    expect(regime("ATCF", 1)).toBe(regime("ATCF"));
    expect(() => regime("ATCF", 99)).toThrow("Régime inconnu : ATCF numéro 99.");
    expect(() => regime("AUTRE" as never)).toThrow(RangeError);
  });

  it("ont des numéros qui se suivent pour un même code", () => {
    for (const code of REGIMES.codes) {
      const numeros = REGIMES_PUBLIES.filter((r) => r.code === code).map((r) => r.numero);
      expect(numeros).toEqual(numeros.map((_, i) => i + 1));
    }
  });

  it("reconnaissent leurs codes de règle et eux seuls", () => {
    expect(estCodeRegle("PLAFOND_70")).toBe(true);
    expect(estCodeRegle("toString")).toBe(false);
  });
});
