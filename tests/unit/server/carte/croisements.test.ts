import { describe, expect, it } from "vitest";
import { type Croisements, remarqueAnnuaire, remarqueDispositif, remarqueMef } from "@/lib/server/carte/croisements";
import { type Mef, mefDeMefstat11, mefs } from "@/lib/server/reference";

const croisements = (suite: Partial<Croisements> = {}): Croisements => ({
  annuaireVide: false,
  region: () => null,
  etablissement: () => ({ ouvertLe: null, fermeLe: null }),
  formation: () => ({ ouvertLe: null, fermeLe: null }),
  dispositifs: () => new Set(["247", "248"]),
  ...suite,
});
const mef = (suite: Partial<Mef> = {}): Mef => ({
  ...(mefDeMefstat11("23810025519") as Mef),
  ...suite,
});

describe("ce que l’annuaire ne permet pas de vérifier", () => {
  it.each<[string, Partial<Croisements>, string | undefined, RegExp | undefined]>([
    ["aucun annuaire", { annuaireVide: true, etablissement: () => null }, "annuaire", /n’est pas importé/],
    ["un département absent", { etablissement: () => null }, "annuaire 069", /département 069/],
    ["un UAI inconnu d’un département présent", { etablissement: () => "inconnu" }, undefined, undefined],
    ["un UAI connu", {}, undefined, undefined],
  ])("%s", (_, suite, cle, motif) => {
    const dit = remarqueAnnuaire(croisements(suite), "0690001B");
    expect(dit?.cle).toBe(cle);
    if (motif) expect(dit?.motif).toMatch(motif);
  });
});

describe("CFD et dispositif", () => {
  it.each<[string | null, RegExp | null]>([
    ["247", null],
    [null, null],
    ["241", /Aucun MEF n’associe ce dispositif au CFD 40025519, qui a 247 et 248/],
  ])("%s", (dispositif, motif) => {
    const dit = remarqueDispositif(croisements(), "40025519", dispositif);
    if (motif === null) expect(dit).toBeNull();
    else expect(dit).toMatch(motif);
  });

  it("d’un CFD sans aucun MEF, rien n’est dit", () => {
    expect(remarqueDispositif(croisements({ dispositifs: () => undefined }), "25011102", "415")).toBeNull();
  });
});

describe("MEF et formation fermés, avec leur date", () => {
  it.each<[string, Partial<Mef>, string | null, RegExp | null]>([
    ["ouverts", { fermeture: null }, null, null],
    ["MEF fermé avant la rentrée", { fermeture: "2023-08-31" }, null, /MEFSTAT11 est fermé depuis le 31.août.2023/],
    ["MEF fermé après", { fermeture: "2025-08-31" }, null, null],
    ["formation fermée avant", { fermeture: null }, "2022-08-31", /formation est fermée depuis le 31.août.2022/],
  ])("%s", (_, suite, fermeLe, motif) => {
    const dit = remarqueMef(croisements({ formation: () => ({ ouvertLe: null, fermeLe }) }), mef(suite), 2024);
    if (motif === null) expect(dit).toBeNull();
    else expect(dit).toMatch(motif);
  });
});

it("l’année 9 de la nomenclature est celle des cursus sans année : formations agricoles par modules et licences professionnelles", () => {
  const sansAnnee = mefs().filter((m) => m.annee === 9);
  expect(sansAnnee).toHaveLength(140);
  expect(sansAnnee.every((m) => m.duree === 9 && /^(BPA|CSA|CAPA-A|LICPR)/.test(m.libelle))).toBe(true);
});
