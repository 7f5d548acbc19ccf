import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decompte, type Mesures, mesurer } from "@/lib/domain/carte/mesures";
import { type Base, CODES_BASE, CODES_METHODE, CODES_TYPE, STATUTS } from "@/lib/domain/carte/methodes";
import { capacites, capacitesObservees } from "@/lib/domain/carte/places-demande";
import { taux } from "@/lib/domain/carte/taux";
import type { DemandeLue } from "@/lib/domain/orion/demande";
import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";
import type { Chiffre, TauxTerritoire } from "@/lib/schemas/carte-taux";
import { listerDemandes, preparer, totaliser } from "@/lib/server/carte/lister-demandes";
import { contributions } from "@/lib/server/carte/taux/contributions";
import { placesManquantes } from "@/lib/server/carte/taux/places-manquantes";
import { tauxDesRegions } from "@/lib/server/carte/taux/taux-des-regions";
import { tauxDuTerritoire } from "@/lib/server/carte/taux/taux-du-territoire";
import type { Agent } from "@/lib/server/droits";
import { formation, formations } from "@/lib/server/reference";
import { demandeLue, poserDemandes } from "./carte";
import { creerAgent, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let agent: Agent;
let etablissement: Agent;
const LE = new Date("2025-10-10T08:00:00Z");
const REGION = { regionAcademique: "01" };
const UAI = "0690001A";

type Observees = { scolaire: number; scolaireColoree: number; apprentissage: number; apprentissageColoree: number };
/** A demand as told, and what was seen of it at its rentrée. */
type Cas = { demande: DemandeLue; vu: Observees | null };

/** The same hundred-odd demands at every run: all types, statuses, two académies, two rentrées, some observed. */
const places = fc.nat(30);
const CAS: Cas[] = fc
  .sample(
    fc.record({
      type: fc.constantFrom(...CODES_TYPE, "transfert" as const),
      // Half of them validated: the bases that matter most.
      statut: fc.oneof(fc.constantFrom(...STATUTS), fc.constant("demande validée" as const)),
      academie: fc.constantFrom("10", "08"),
      rentree: fc.constantFrom(2025, 2025, 2024),
      uai: fc.constantFrom(UAI, "0380002B"),
      places: fc.tuple(places, places, places, places, places, places, places, places),
      vu: fc.option(fc.tuple(places, places, places, places)),
    }),
    { numRuns: 120, seed: 2025 },
  )
  .map(({ places: [sa, sf, sca, scf, aa, af, aca, acf], vu, ...reste }, i) => ({
    demande: demandeLue({
      ...reste,
      numero: `D${String(i).padStart(3, "0")}`,
      scolaireActuelle: sa,
      scolaireFuture: sf,
      scolaireColoreeActuelle: Math.min(sa, sca),
      scolaireColoreeFuture: Math.min(sf, scf),
      apprentissageActuelle: aa,
      apprentissageFuture: af,
      apprentissageColoreeActuelle: Math.min(aa, aca),
      apprentissageColoreeFuture: Math.min(af, acf),
    }),
    vu: vu && {
      ...{ scolaire: vu[0], scolaireColoree: Math.min(vu[0], vu[1]) },
      ...{ apprentissage: vu[2], apprentissageColoree: Math.min(vu[2], vu[3]) },
    },
  }));

const constat = (d: DemandeLue, vu: Observees, autre: { rentree?: number; motif?: string } = {}) => ({
  ...{ numero: d.numero, rentree: d.rentree, ...vu, source: "saisie", saisiLe: LE },
  ...mesurer(d.type, capacitesObservees(d, vu)),
  ...autre,
});

beforeAll(async () => {
  base = await baseDeTest();
  agent = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  etablissement = await creerAgent(base.client, "etablissement", { uai: UAI });
  await poserDemandes(
    base.client,
    CAS.map((c) => c.demande),
  );
  // Another rentrée's constat of a demand of 2024: it must not count in any figure.
  const ancienne = CAS.find((c) => c.demande.rentree === 2024 && c.vu);
  await base.client.constatPlaces.createMany({
    data: [
      ...CAS.flatMap(({ demande, vu }) => (vu ? [constat(demande, vu)] : [])),
      ...(ancienne?.vu ? [constat(ancienne.demande, ancienne.vu, { rentree: 2025 })] : []),
    ],
  });
  const saisi = { source: "Rectorat (exemple)", saisiLe: LE, saisiParId: agent.id };
  await base.client.effectifSaisi.createMany({
    data: [
      { territoire: "R01", rentree: 2024, effectif: 58_240, ...saisi },
      { territoire: "R01", rentree: 2025, effectif: 60_000, ...saisi },
    ],
  });
});
afterAll(() => base.fermer());

const lire = async (options: Parameters<typeof tauxDuTerritoire>[2]): Promise<TauxTerritoire> => {
  const lu = await tauxDuTerritoire(agent, REGION, options);
  if (lu === null) throw new Error("refusé");
  return lu;
};

const HORS: readonly string[] = ["brouillon", "refusée", "supprimée"];
/** The definition again, row by row, without SQL. */
function retenir(b: Base, rentree: number, academie?: string): Mesures[] {
  return CAS.filter(({ demande: d }) => d.rentree === rentree && (!academie || d.academie === academie)).flatMap(
    ({ demande: d, vu }) => {
      if (d.type === "ajustement" || HORS.includes(d.statut)) return [];
      if (b === "previsionnel") return [mesurer(d.type, capacites(d))];
      if (d.statut !== "demande validée") return [];
      if (b === "valide") return [mesurer(d.type, capacites(d))];
      return vu ? [mesurer(d.type, capacitesObservees(d, vu))] : [];
    },
  );
}

describe("les taux d’un territoire", () => {
  test.each([
    { rentree: 2025 },
    { rentree: 2024 },
    { rentree: 2025, academie: "08" },
    { rentree: 2025, voie: "scolaire" as const },
    { rentree: 2025, voie: "apprentissage" as const },
  ])("les sommes de SQL sont celles des lignes : $rentree $academie $voie", async (options) => {
    const lu = await lire(options);
    for (const { methode, cellules } of lu.methodes)
      for (const b of CODES_BASE) {
        const lignes = retenir(b, options.rentree, options.academie).map((m) => decompte(methode, m, options.voie));
        const c = cellules[b];
        if (c.etat !== "chiffre") {
          expect([c.etat, methode, options.voie !== undefined]).toEqual(["sans_objet", "igesr", true]);
          continue;
        }
        for (const compte of ["ouvertes", "fermees", "colorees", "transformees"] as const)
          expect(c[compte].places).toBe(lignes.reduce((n, d) => n + (d?.[compte] ?? 0), 0));
        expect(c.taux).toBe(lu.effectif && taux(c.transformees.places, lu.effectif.effectif));
      }
    expect(CODES_BASE.map((b) => lu.demandes[b])).toEqual(
      CODES_BASE.map((b) => retenir(b, options.rentree, options.academie).length),
    );
    expect(lu.constat.attendus - lu.constat.saisis).toBe(lu.constat.manquants);
    expect(lu.constat.manquants).toBeGreaterThan(0);
  });

  test("un constat partiel n’est jamais jugé sous l’objectif, ni compté dans ce qui manque", async () => {
    const lu = await lire({ rentree: 2025 });
    expect(lu.constat.manquants).toBeGreaterThan(0);
    for (const { cellules } of lu.methodes) {
      const c = cellules.constate;
      if (c.etat !== "chiffre") throw new Error("sans chiffre");
      // What was observed so far is under it, and more may come.
      expect([c.transformees.places < 3_495, c.atteint, c.manque]).toEqual([true, null, null]);
      expect(cellules.valide).toMatchObject({ atteint: false });
    }
    expect(lu.methodes.filter((m) => m.enVigueur).map((m) => m.methode)).toEqual(["orion-2025"]);
  });

  test.each([{}, { voie: "scolaire" as const }, { academie: "10" }])(
    "derrière chaque chiffre, des lignes dont le total est ce chiffre : %o",
    async (options) => {
      const lu = await lire({ rentree: 2025, ...options });
      const chiffres: Chiffre[] = [
        ...lu.methodes.flatMap((m) =>
          Object.values(m.cellules).flatMap((c) =>
            c.etat === "chiffre" ? [c.ouvertes, c.fermees, c.colorees, c.transformees] : [],
          ),
        ),
        ...Object.values(lu.ponts).flatMap((p) => p?.etapes.map((e) => e.places) ?? []),
        ...Object.values(lu.ratioFermetures).flatMap((p) => (p ? [p.numerateur, ...p.termes] : [])),
        ...Object.values(lu.partColorations).flatMap((p) => (p ? [p.numerateur, ...p.termes] : [])),
      ];
      const vus = new Map<string, Chiffre>(chiffres.map((c) => [JSON.stringify(c.filtres), c]));
      expect(vus.size).toBeGreaterThan(25);
      for (const { places: n, filtres } of vus.values()) {
        const totaux = await totaliser(await preparer(agent, lireFiltresCarte(filtres)));
        expect([filtres, totaux.places]).toEqual([filtres, n]);
      }
    },
  );

  test("un chiffre que la méthode ne compte jamais ouvre une liste vide", async () => {
    const figure = { methode: "orion-2023", base: "valide", compte: "colorees" } as const;
    const { lignes, totaux } = await listerDemandes(
      agent,
      lireFiltresCarte({ region: "01", rentree: "2025", ...figure }),
    );
    expect([lignes, totaux.demandes, totaux.places]).toEqual([[], 0, 0]);
  });

  test("le dénominateur est celui de la rentrée d’avant, ou celui qu’on choisit ; inconnu, jamais un taux", async () => {
    const defaut = await lire({ rentree: 2025 });
    expect([defaut.effectif?.effectif, defaut.denominateur]).toEqual([58_240, 2024]);
    const choisi = await lire({ rentree: 2025, denominateur: 2025 });
    expect([choisi.effectif?.effectif, choisi.effectif?.rentree]).toEqual([60_000, 2025]);
    const inconnu = await lire({ rentree: 2024 });
    expect(inconnu.effectif).toBeNull();
    for (const { cellules } of inconnu.methodes)
      for (const c of Object.values(cellules))
        expect(c).toMatchObject({ etat: "chiffre", taux: null, atteint: null, manque: null });
    expect(inconnu.annonce.debut).toContain("Effectif inconnu");
  });

  test("sans aucun constat : pas encore saisi, jamais 0", async () => {
    await poserDemandes(base.client, [{ numero: "SANS1", rentree: 2023 }]);
    const lu = await lire({ rentree: 2023 });
    expect(lu.methodes.map((m) => m.cellules.constate)).toEqual(
      CODES_METHODE.map(() => ({ etat: "constat_a_saisir" })),
    );
    expect([lu.ponts.constate, lu.evolution.constate, lu.ratioFermetures.constate]).toEqual([null, null, null]);
    expect(lu.constat).toMatchObject({ attendus: 1, saisis: 0, manquants: 1 });
  });

  test("un établissement lit ses lignes, jamais un total qui passerait pour celui de sa région", async () => {
    const options = { rentree: 2025 };
    expect(await tauxDuTerritoire(etablissement, REGION, options)).toBeNull();
    expect(await contributions(etablissement, REGION, options)).toBeNull();
    expect(await placesManquantes(etablissement, REGION, options)).toBeNull();
    expect(await tauxDesRegions(etablissement, options)).toEqual([]);
    const sien = await tauxDuTerritoire(etablissement, { ...REGION, uai: UAI }, options);
    const siennes = CAS.filter(
      ({ demande: d }) => d.rentree === 2025 && d.uai === UAI && d.type !== "ajustement" && !HORS.includes(d.statut),
    );
    expect([sien?.demandes.previsionnel, sien?.effectif]).toEqual([siennes.length, null]);
    const ailleurs = await creerAgent(base.client, "region_academique", { regionAcademique: "02" });
    expect(await tauxDuTerritoire(ailleurs, REGION, options)).toBeNull();
    // An académie of another région is not opened through one's own.
    expect(await tauxDuTerritoire(agent, { ...REGION, academie: "03" }, options)).toBeNull();
  });

  test("la liste des régions donne à chacune le taux de sa page", async () => {
    const [aura, ...autres] = await tauxDesRegions(agent, { rentree: 2025 });
    const page = await lire({ rentree: 2025 });
    const igesr = page.methodes.find((m) => m.methode === "igesr")?.cellules;
    expect(autres).toEqual([]);
    for (const b of CODES_BASE) {
      const c = igesr?.[b];
      expect([aura?.places[b], aura?.taux[b]]).toEqual(
        c?.etat === "chiffre" ? [c.transformees.places, c.taux] : [null, null],
      );
    }
    const lecteur = await creerAgent(base.client, "lecteur_national");
    expect(await tauxDesRegions(lecteur, { rentree: 2025 })).toHaveLength(18);
  });
});

describe("l’évolution de l’offre", () => {
  test("compte les diplômes rénovés à cette rentrée, sans ceux que le taux compte déjà", async () => {
    const nouvelle = formations().find(
      (f) =>
        f.ouverture === "2024-09-01" &&
        f.remplace.length === 1 &&
        formation(f.remplace[0] as string)?.fermeture &&
        formations().filter((g) => g.remplace.includes(f.remplace[0] as string)).length === 1,
    );
    if (nouvelle === undefined) throw new Error("aucun diplôme rénové dans la nomenclature livrée");
    const [ancienne = ""] = nouvelle.remplace;
    const eleves = (uai: string, mefstat11: string, cfd: string, n: number, premiereAnnee = true) => ({
      ...{ rentree: 2022, uai, mefstat11, cfd, eleves: n, premiereAnnee },
      ...{ regionAcademique: "03", academie: "14", importId: randomUUID() },
    });
    await base.client.effectifConstat.createMany({
      data: [
        eleves("0350001A", "21120000001", ancienne, 24),
        eleves("0350001A", "21120000002", ancienne, 20, false),
        eleves("0350002B", "21120000001", ancienne, 12),
        eleves("0350002B", "21120000009", "00000000", 376),
      ].map((e) => ({ ...e, rentree: 2023 })),
    });
    await poserDemandes(base.client, [
      {
        ...{
          numero: "REN1",
          uai: "0350001A",
          cfd: nouvelle.cfd,
          regionAcademique: "03",
          academie: "14",
          rentree: 2024,
        },
        ...{ type: "coloration", scolaireActuelle: 24, scolaireFuture: 24, scolaireColoreeFuture: 10 },
      },
    ]);
    const breton = await creerAgent(base.client, "region_academique", { regionAcademique: "03" });
    const lu = await tauxDuTerritoire(breton, { regionAcademique: "03" }, { rentree: 2024 });
    // 24 + 12 occupied the year before in the old diploma, 10 of them coloured already; 412 pupils in all.
    expect(lu?.effectif).toMatchObject({ effectif: 412, depuis: "constat" });
    expect(lu?.evolution.valide).toMatchObject({
      transformees: { places: 10 },
      renovees: 26,
      taux: taux(36, 412),
      formations: [{ places: 26, remplacees: [{ cfd: ancienne }], nouvelles: [{ cfd: nouvelle.cfd }] }],
    });
    expect(lu?.evolution.constate).toBeNull();
    const inconnue = await lire({ rentree: 2025 });
    expect(inconnue.evolution.valide).toMatchObject({ renovees: null, taux: null });
  });
});

describe("les projets et les places qui manquent", () => {
  let projet: string;
  let autre: string;
  const lier = (dossierId: string, numero: string, etat = "confirme") =>
    base.client.lienCarte.create({
      data: { dossierId, numero, etat, raisons: [], decideLe: LE, decideParId: agent.id },
    });

  beforeAll(async () => {
    const equipe = await creerAgent(base.client, "equipe_projet");
    projet = await importer(equipe, exemple("fpi-aura"));
    autre = await importer(equipe, exemple("amorcage-martinique"));
    await base.client.dossier.updateMany({ where: { id: { in: [projet, autre] } }, data: { etat: "conventionne" } });
    await poserDemandes(base.client, [
      { numero: "P1", rentree: 2026, scolaireFuture: 24 },
      { numero: "P2", rentree: 2026, scolaireFuture: 15, cfd: "40025520" },
      { numero: "P3", rentree: 2026, scolaireFuture: 12, statut: "proposition" },
      { numero: "P4", rentree: 2026, scolaireFuture: 10 },
      { numero: "P5", rentree: 2026, scolaireFuture: 30 },
    ]);
    const vu = { scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 };
    const p = (numero: string, scolaireFuture: number) => demandeLue({ numero, rentree: 2026, scolaireFuture });
    await base.client.constatPlaces.createMany({
      data: [
        constat(p("P1", 24), { ...vu, scolaire: 20 }, { motif: "ouverture_reportee" }),
        constat(p("P2", 15), { ...vu, scolaire: 0 }),
        constat(p("P4", 10), { ...vu, scolaire: 12 }),
      ],
    });
    await base.client.demandeMotif.create({
      data: { numero: "P2", rentree: 2026, demandeeLe: LE, demandeeParId: agent.id },
    });
    for (const numero of ["P1", "P2", "P3"]) await lier(projet, numero);
    await lier(autre, "P1");
    await lier(autre, "P4");
    await lier(projet, "P5", "ecarte");
  });

  test("chaque projet apporte ses lignes, et une demande revendiquée deux fois compte une fois au total", async () => {
    const lu = await contributions(agent, REGION, { rentree: 2026 });
    const valeurs = (a: { places: Record<Base, { places: number } | null> } | null | undefined) =>
      CODES_BASE.map((b) => a?.places[b]?.places ?? null);
    expect(lu?.projets.map((p) => p.dossierId)).toEqual([projet]);
    expect(valeurs(lu?.projets[0])).toEqual([51, 39, 20]);
    expect(lu?.projets[0]?.sansConstat).toBe(0);
    expect([lu?.autres?.projets, valeurs(lu?.autres)]).toEqual([1, [34, 34, 32]]);
    expect(valeurs(lu?.total)).toEqual([61, 49, 32]);
    expect([lu?.placesTerritoire, lu?.effectif]).toEqual([79, 60_000]);
    expect(lu?.revendiquees).toEqual([{ numero: "P1", projets: 2 }]);
    const [sien] = lu?.projets ?? [];
    for (const b of CODES_BASE) {
      const c = sien?.places[b];
      const totaux = await totaliser(await preparer(agent, lireFiltresCarte(c?.filtres ?? {})));
      expect([b, totaux.places]).toEqual([b, c?.places]);
    }
    // The project of another région is neither named nor given away by an address.
    expect(JSON.stringify(lu)).not.toContain(autre);
  });

  test("les places promises et non ouvertes, la plus grande d’abord, sans compter ce qui n’est pas constaté", async () => {
    const lu = await placesManquantes(agent, REGION, { rentree: 2026, limite: 1 });
    expect(lu).toMatchObject({
      total: { places: 19 },
      demandes: 2,
      formations: 2,
      autres: { demandes: 1, places: 4 },
      sansConstat: 1,
      colorees: { places: 0 },
    });
    expect(lu?.lignes).toMatchObject([
      { numero: "P2", promises: 15, ouvertes: 0, manquantes: 15, motif: null, motifDemandeLe: LE.toISOString() },
    ]);
    expect(lu?.lignes[0]?.projets).toMatchObject([{ dossierId: projet }]);
    const toutes = await placesManquantes(agent, REGION, { rentree: 2026 });
    expect(toutes?.lignes[1]).toMatchObject({
      numero: "P1",
      manquantes: 4,
      motif: "ouverture_reportee",
      autresProjets: 1,
    });
    const totaux = await totaliser(await preparer(agent, lireFiltresCarte(lu?.total.filtres ?? {})));
    expect([totaux.places, totaux.demandes]).toEqual([19, 2]);
  });

  test("une voie qui ouvre plus ne cache pas ce qui manque à l’autre, et les colorées ont leur compte", async () => {
    await poserDemandes(base.client, [
      { numero: "V1", rentree: 2027, ...{ scolaireFuture: 24, apprentissageFuture: 6, scolaireColoreeFuture: 12 } },
      { numero: "V2", rentree: 2027, scolaireFuture: 10, scolaireColoreeFuture: 10 },
      { numero: "V3", rentree: 2027, scolaireFuture: 8 },
    ]);
    const vus = {
      V1: { scolaire: 18, scolaireColoree: 12, apprentissage: 12, apprentissageColoree: 0 },
      V2: { scolaire: 10, scolaireColoree: 4, apprentissage: 0, apprentissageColoree: 0 },
      V3: { scolaire: 9, scolaireColoree: 2, apprentissage: 3, apprentissageColoree: 0 },
    };
    await base.client.constatPlaces.createMany({
      data: Object.entries(vus).map(([numero, vu]) => constat(demandeLue({ numero, rentree: 2027 }), vu)),
    });
    const lu = await placesManquantes(agent, REGION, { rentree: 2027 });
    expect(lu).toMatchObject({ total: { places: 6 }, colorees: { places: 6 }, demandes: 1 });
    expect(lu?.lignes).toMatchObject([
      { numero: "V1", promises: 30, ouvertes: 30, manquantes: 6, coloreesManquantes: 0 },
      { numero: "V2", manquantes: 0, coloreesManquantes: 6 },
    ]);
    const parVoie = await placesManquantes(agent, REGION, { rentree: 2027, voie: "apprentissage" });
    expect(parVoie?.total.places).toBe(0);
  });

  test.each([{}, { voie: "scolaire" as const }, { voie: "apprentissage" as const }, { academie: "08" }])(
    "ce qui manque est le total de la liste qu’il ouvre : %o",
    async (options) => {
      for (const rentree of [2024, 2025, 2027]) {
        const lu = await placesManquantes(agent, REGION, { rentree, ...options });
        for (const chiffre of [lu?.total, lu?.colorees]) {
          const totaux = await totaliser(await preparer(agent, lireFiltresCarte(chiffre?.filtres ?? {})));
          expect([rentree, chiffre?.filtres.compte, totaux.places]).toEqual([
            ...[rentree, chiffre?.filtres.compte, chiffre?.places],
          ]);
        }
      }
    },
  );
});
