import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mesurer } from "@/lib/domain/carte/mesures";
import { capacitesObservees } from "@/lib/domain/carte/places-demande";
import { lireConstat } from "@/lib/server/carte/constat/lire-constat";
import { lireEtablissementCarte } from "@/lib/server/carte/etablissement";
import { lireFormationCarte } from "@/lib/server/carte/formation";
import { lireDemandeCarte } from "@/lib/server/carte/lire-demande";
import type { Agent } from "@/lib/server/droits";
import { lireLiens } from "@/lib/server/liens/lire-liens";
import { demandeLue, poserDemandes } from "./carte";
import { creerAgent, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** What was opened and who came, apart (domain/2): 20 places open at rentrée 2025 out of 24, 17 pupils; one year later, only pupils. */
const UAI = "0699999U";
const CFD = "40025519";
let base: BaseDeTest;
let region: Agent;
let etablissement: Agent;
let dossier: string;
beforeAll(async () => {
  base = await baseDeTest();
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  etablissement = await creerAgent(base.client, "etablissement", { regionAcademique: "01", uai: UAI });
  dossier = await importer(
    await creerAgent(base.client, "equipe_projet", { regionAcademique: "01" }),
    exemple("fpi-aura"),
  );
  const commun = { uai: UAI, cfd: CFD, rentree: 2025 };
  const importId = await poserDemandes(base.client, [
    { ...commun, numero: "OUV", scolaireFuture: 24 },
    {
      ...{ ...commun, numero: "TRA", cfd: "50025524", type: "transfert" },
      ...{ scolaireActuelle: 24, scolaireFuture: 19, apprentissageFuture: 5 },
    },
  ]);
  const vues = { scolaire: 20, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 };
  const le = new Date("2025-10-10T08:00:00Z");
  for (const rentree of [2025, 2040])
    await base.client.constatPlaces.create({
      data: {
        ...{ numero: "OUV", rentree, ...vues, motif: "places_vacantes", source: "saisie", saisiLe: le },
        ...mesurer("ouverture_nette", capacitesObservees(demandeLue({ ...commun, numero: "OUV" }), vues)),
      },
    });
  const effectif = { uai: UAI, cfd: CFD, regionAcademique: "01", academie: "10", importId };
  await base.client.effectifConstat.createMany({
    data: [
      { ...effectif, rentree: 2025, mefstat11: "23810025519", eleves: 17, premiereAnnee: true },
      { ...effectif, rentree: 2025, mefstat11: "23820025519", eleves: 40, premiereAnnee: false },
      { ...effectif, rentree: 2026, mefstat11: "23810025519", eleves: 22, premiereAnnee: true },
      { ...effectif, uai: "0691111A", rentree: 2025, mefstat11: "23810025519", eleves: 5, premiereAnnee: true },
    ],
  });
  for (const numero of ["OUV", "TRA"])
    await base.client.lienCarte.create({
      data: { dossierId: dossier, numero, etat: "confirme", raisons: [], decideLe: le, decideParId: region.id },
    });
});
afterAll(() => base.fermer());

describe("ouvertes et occupées, côte à côte", () => {
  const LE = new Date("2026-10-10T08:00:00Z");
  const auConstat = async (rentree: number) =>
    (await lireConstat(etablissement, { uai: UAI, rentree }, LE))?.lignes.map((l) => [
      l.numero,
      l.constat?.places.scolaire ?? null,
      l.occupees.eleves ?? l.occupees.manque,
    ]);
  test("au constat de l’établissement", async () => {
    expect(await auConstat(2025)).toEqual([
      ["OUV", 20, 17],
      ["TRA", null, "formation"],
    ]);
  });
  test("sur la page d’une demande, à chaque rentrée où l’une des deux est connue", async () => {
    const lue = await lireDemandeCarte(region, "OUV");
    expect(
      lue?.observees.map((o) => [o.rentree, o.constat?.scolaire ?? null, o.occupees.eleves ?? o.occupees.manque]),
    ).toEqual([
      [2025, 20, 17],
      [2026, null, 22],
      [2040, 20, "import"],
    ]);
  });
  test("un établissement, une formation : la première année seulement", async () => {
    const attendus = [
      { rentree: 2026, eleves: 22 },
      { rentree: 2025, eleves: 17 },
    ];
    expect((await lireEtablissementCarte(region, UAI))?.effectifs).toEqual(attendus);
    expect((await lireFormationCarte(etablissement, CFD))?.effectifs).toEqual(attendus);
    expect((await lireFormationCarte(region, CFD))?.effectifs).toContainEqual({ rentree: 2025, eleves: 22 });
  });
});

describe("la page d’un dossier", () => {
  const lire = async (agent: Agent) => (await lireLiens(agent, dossier)) ?? Promise.reject(new Error("non ouvert"));
  test("suit chaque demande rattachée, de sa rentrée à cinq ans après le projet", async () => {
    const [ouv, tra] = (await lire(region)).confirmees;
    expect(ouv?.suivi).toEqual([
      {
        ...{ rentree: 2025, prevues: 24, validees: 24, occupees: { eleves: 17, manque: null } },
        constat: {
          ...{ ouvertes: 20, motif: "places_vacantes", precision: null },
          ecart: { places: -4, colorees: 0, nul: false },
        },
      },
      { rentree: 2026, prevues: 24, validees: 24, constat: null, occupees: { eleves: 22, manque: null } },
    ]);
    expect(tra?.suivi).toEqual([]);
    expect(ouv?.occupees).toEqual({ eleves: 17, manque: null });
  });
  test("le coût par place compte les places créées comme COH_COUT_PLACE : un transfert en crée dans l’autre voie", async () => {
    const { bilan } = await lire(region);
    const { coutEligible } = await base.client.dossier.findUniqueOrThrow({ where: { id: dossier } });
    const cents = (2n * (coutEligible ?? 0n) + 29n) / 58n;
    expect(bilan).toMatchObject({ ouvertes: 24, creees: 29 });
    expect(bilan.coutParPlace).toBe(`${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`);
  });
});
