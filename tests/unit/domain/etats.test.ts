import { describe, expect, test } from "vitest";
import {
  apres,
  CODES_ETAT,
  type CodeEtat,
  ETATS,
  etapesLettre,
  modifiable,
  nomEtat,
  peutAbandonner,
  peutDeposer,
  peutRouvrir,
  regimeAvecLettre,
  TRANSITIONS,
} from "@/lib/domain/etats";
import { REGIMES } from "@/lib/domain/nomenclatures";

describe("les états", () => {
  test("chacun a un nom, et les gestes disent lesquels s’ouvrent", () => {
    const table = CODES_ETAT.map((e) =>
      [
        e,
        modifiable(e) ? "modifiable" : "",
        peutDeposer(e, "ATCF") ? "ATCF" : "",
        peutDeposer(e, "ATCF-AMORCAGE") ? "AMORCAGE" : "",
        peutRouvrir(e) ? "rouvrir" : "",
        peutAbandonner(e) ? "abandonner" : "",
      ]
        .filter(Boolean)
        .join(" "),
    );
    expect(table).toEqual([
      "brouillon modifiable AMORCAGE abandonner",
      "lettre_deposee modifiable abandonner",
      "lettre_go modifiable abandonner",
      "lettre_no_go modifiable abandonner",
      "en_montage modifiable ATCF abandonner",
      "depose rouvrir abandonner",
      "en_instruction abandonner",
      "complements_demandes modifiable ATCF AMORCAGE abandonner",
      "laureat abandonner",
      "refuse",
      "conventionne",
      "en_suivi",
      "clos",
      "abandonne",
    ]);
    for (const e of CODES_ETAT) expect(nomEtat(e)).toBe(ETATS[e]);
  });

  test("tout état s’atteint depuis le brouillon, dans un régime avec lettre comme sans", () => {
    for (const avecLettre of [true, false]) {
      const atteints = new Set<CodeEtat>(["brouillon"]);
      for (let avant = 0; avant < atteints.size; ) {
        avant = atteints.size;
        for (const { de, vers, portee } of TRANSITIONS)
          if (atteints.has(de) && (portee === "tous" || (portee === "avec_lettre") === avecLettre)) atteints.add(vers);
      }
      const lettre: CodeEtat[] = ["lettre_deposee", "lettre_go", "lettre_no_go", "en_montage"];
      expect(CODES_ETAT.filter((e) => !atteints.has(e))).toEqual(avecLettre ? [] : lettre);
    }
  });

  test("aucune transition n’est écrite deux fois, aucune ne reste sur place", () => {
    const cles = TRANSITIONS.map((t) => `${t.de} ${t.vers} ${t.portee}`);
    expect(new Set(cles).size).toBe(cles.length);
    expect(TRANSITIONS.filter((t) => t.de === t.vers)).toEqual([]);
  });

  test("rouvrir rend l’état d’avant le dépôt", () => {
    expect(apres("depose", "rouvrir", "ATCF")).toBe("en_montage");
    expect(apres("depose", "rouvrir", "CMA-DIAG")).toBe("brouillon");
    expect(apres("en_instruction", "rouvrir", "ATCF")).toBeNull();
  });
});

test("la lettre d’intention est celle des régimes qui demandent un GO", () => {
  expect(REGIMES.codes.filter((code) => regimeAvecLettre(code))).toEqual(["CMA-DISPO-S2", "ATCF"]);
});

describe("la lettre conduit l’état", () => {
  const depot = { deposeeLe: "2023-12-01" };
  const go = { ...depot, avis: "go", avisLe: "2023-12-20" };
  const noGo = { ...depot, avis: "no_go", avisLe: "2023-12-20" };

  test.each<[CodeEtat, Parameters<typeof etapesLettre>[2], CodeEtat[]]>([
    ["brouillon", {}, []],
    ["brouillon", null, []],
    ["brouillon", depot, ["lettre_deposee"]],
    ["brouillon", go, ["lettre_deposee", "lettre_go", "en_montage"]],
    ["brouillon", { avis: "go" }, ["lettre_deposee", "lettre_go", "en_montage"]],
    ["brouillon", noGo, ["lettre_deposee", "lettre_no_go"]],
    ["lettre_deposee", depot, []],
    ["lettre_deposee", go, ["lettre_go", "en_montage"]],
    ["lettre_deposee", noGo, ["lettre_no_go"]],
    ["lettre_deposee", {}, ["brouillon"]],
    ["lettre_go", go, ["en_montage"]],
    ["lettre_no_go", noGo, []],
    ["lettre_no_go", depot, ["lettre_deposee"]],
    ["lettre_no_go", go, ["lettre_deposee", "lettre_go", "en_montage"]],
    ["lettre_no_go", {}, ["lettre_deposee", "brouillon"]],
    ["en_montage", go, []],
    ["en_montage", noGo, ["lettre_deposee", "lettre_no_go"]],
    ["en_montage", {}, ["lettre_deposee", "brouillon"]],
  ])("%s, %j → %j", (etat, lettre, etapes) => {
    expect(etapesLettre(etat, "ATCF", lettre)).toEqual(etapes);
  });

  test("chaque étape suit une transition écrite", () => {
    for (const de of ["brouillon", "lettre_deposee", "lettre_go", "lettre_no_go", "en_montage"] as const)
      for (const lettre of [{}, depot, go, noGo]) {
        let etat: CodeEtat = de;
        for (const vers of etapesLettre(de, "ATCF", lettre)) {
          expect(TRANSITIONS.some((t) => t.geste === "lettre" && t.de === etat && t.vers === vers)).toBe(true);
          etat = vers;
        }
      }
  });

  test("plus rien après le dépôt, ni dans un régime sans lettre", () => {
    for (const etat of CODES_ETAT.slice(CODES_ETAT.indexOf("depose")))
      expect(etapesLettre(etat, "ATCF", go)).toEqual([]);
    for (const etat of CODES_ETAT) expect(etapesLettre(etat, "ATCF-AMORCAGE", go)).toEqual([]);
  });
});
