import { afterAll, beforeAll, expect, test } from "vitest";
import { chargerTerritoire, nommerEtablissements, rentreesDeLaCarte } from "@/lib/server/carte/territoire";
import type { Agent } from "@/lib/server/droits";
import { poserDemandes } from "./carte";
import { creerAgent } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let region: Agent;
const OCTOBRE_2026 = new Date("2026-10-10T08:00:00Z");
const AOUT_2026 = new Date("2026-08-31T08:00:00Z");

beforeAll(async () => {
  base = await baseDeTest();
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  await poserDemandes(base.client, [
    { numero: "A", rentree: 2025 },
    { numero: "B", rentree: 2026, academie: "08" },
    { numero: "C", rentree: 2027, etablissement: "Lycée C (exemple)", uai: "0690002B" },
    { numero: "D", rentree: 2024, regionAcademique: "02", academie: "03" },
  ]);
});
afterAll(() => base.fermer());

test("la rentrée montrée est la dernière commencée qui a des demandes, celles d’une autre région n’y sont pas", async () => {
  const lire = (maintenant: Date) => chargerTerritoire(region, { region: "01" }, null, maintenant);
  expect(await lire(OCTOBRE_2026)).toMatchObject({ rentree: 2026, rentrees: [2027, 2026, 2025], demandes: 3 });
  expect(await lire(AOUT_2026)).toMatchObject({ rentree: 2025 });
  // Asked for, it is shown even without a demand.
  expect(await chargerTerritoire(region, { region: "01" }, 2022)).toMatchObject({
    rentree: 2022,
    rentrees: [2027, 2026, 2025, 2022],
  });
  expect(await rentreesDeLaCarte(region, null, OCTOBRE_2026)).toEqual({ rentree: 2026, rentrees: [2027, 2026, 2025] });
});

test("une académie n’a que les siennes, sous le nom de sa région, avec le jour du dernier import", async () => {
  expect(await chargerTerritoire(region, { academie: "08" }, null, OCTOBRE_2026)).toMatchObject({
    ...{ region: "01", academie: { code: "08", nom: "Grenoble" }, demandes: 1, rentrees: [2026] },
    ...{ orionLe: "2025-02-03", constatLe: null },
    droits: { importer: true, saisirEffectif: true, demanderMotif: true },
  });
});

test("le territoire d’un autre, ou de personne, n’est pas là ; qui lit sans importer n’a aucun geste", async () => {
  const etablissement = await creerAgent(base.client, "etablissement", { regionAcademique: "01", uai: "0690001A" });
  const national = await creerAgent(base.client, "lecteur_national");
  expect(await chargerTerritoire(region, { region: "02" }, null)).toBeNull();
  expect(await chargerTerritoire(region, { academie: "03" }, null)).toBeNull();
  expect(await chargerTerritoire(region, { region: "99" }, null)).toBeNull();
  expect(await chargerTerritoire(region, { academie: "99" }, null)).toBeNull();
  // An établissement reads its rows, not the figures of its région.
  expect(await chargerTerritoire(etablissement, { region: "01" }, null)).toBeNull();
  expect(await chargerTerritoire(national, { region: "02" }, null)).toMatchObject({
    demandes: 1,
    droits: { importer: false, saisirEffectif: false, demanderMotif: false },
  });
});

test("un établissement porte le nom que ses lignes lui donnent", async () => {
  expect(await nommerEtablissements(["0690002B", "0699999U"])).toEqual([
    { uai: "0690002B", nom: "Lycée C (exemple)" },
    { uai: "0699999U", nom: null },
  ]);
});
