import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODES_COMPTE, peser, poids } from "@/lib/domain/carte/comptes";
import { mesurer } from "@/lib/domain/carte/mesures";
import { CODES_BASE, CODES_METHODE } from "@/lib/domain/carte/methodes";
import { capacites, capacitesObservees } from "@/lib/domain/carte/places-demande";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";
import { lireEtablissementCarte } from "@/lib/server/carte/etablissement";
import { exporterDemandes } from "@/lib/server/carte/exporter-demandes";
import { ligneDemande } from "@/lib/server/carte/ligne-demande";
import { lireDemandeCarte } from "@/lib/server/carte/lire-demande";
import { listerDemandes } from "@/lib/server/carte/lister-demandes";
import { reperesDemandes } from "@/lib/server/carte/reperes-demandes";
import { placesManquantes } from "@/lib/server/carte/taux/places-manquantes";
import type { Agent } from "@/lib/server/droits";
import { demandeLue, poserDemandes } from "./carte";
import { creerAgent } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let national: Agent;
let region: Agent;
let etablissement: Agent;

const LE = new Date("2025-10-10T08:00:00Z");
/** One demand for each way a method may count it, then those that no base retains. */
const DEMANDES = [
  { numero: "A1", scolaireFuture: 24, cfd: "40025519" },
  { numero: "A2", type: "fermeture", scolaireActuelle: 12, scolaireFuture: 0, statut: "proposition" },
  { numero: "A3", type: "fermeture", scolaireFuture: 0, apprentissageActuelle: 9 },
  // Note 135, then the same with 3 of the 5 new places coloured.
  { numero: "T1", type: "transfert", scolaireActuelle: 24, scolaireFuture: 19, apprentissageFuture: 5 },
  {
    ...{ numero: "T2", type: "transfert", scolaireActuelle: 24, scolaireFuture: 19, apprentissageFuture: 5 },
    ...{ apprentissageColoreeFuture: 3, coloration: "École des réseaux" },
  },
  // Rises in both voies: a transfert that nothing counts twice.
  { numero: "T3", type: "transfert", scolaireFuture: 4, apprentissageFuture: 6 },
  // The coloration takes the places that orion-2023 counts.
  {
    numero: "C1",
    type: "coloration",
    scolaireActuelle: 20,
    scolaireFuture: 23,
    scolaireColoreeFuture: 15,
    amiCma: true,
  },
  {
    ...{ numero: "C2", type: "coloration", scolaireActuelle: 20, scolaireFuture: 15 },
    ...{ scolaireColoreeActuelle: 12, scolaireColoreeFuture: 2, nomCmq: "CMQ Énergies (exemple)" },
  },
  { numero: "B1", statut: "brouillon" },
  { numero: "J1", type: "ajustement", scolaireActuelle: 15, scolaireFuture: 30 },
  { numero: "R3", regionAcademique: "03", academie: "14", uai: "0350001A", rentree: 2024, formation: "Élagage" },
] as const;

beforeAll(async () => {
  base = await baseDeTest();
  const { client } = base;
  national = await creerAgent(client, "lecteur_national");
  region = await creerAgent(client, "region_academique", { regionAcademique: "01" });
  etablissement = await creerAgent(client, "etablissement", { regionAcademique: "03", uai: "0350001A" });
  await poserDemandes(client, DEMANDES as unknown as Parameters<typeof poserDemandes>[1]);
  const constater = async (
    numero: string,
    rentree: number,
    vu: Partial<Record<"scolaire" | "apprentissage", number>>,
  ) => {
    const d = demandeLue(DEMANDES.find((x) => x.numero === numero) as never);
    const o = { scolaire: 0, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0, ...vu };
    await client.constatPlaces.create({
      data: { numero, rentree, ...o, source: "saisie", saisiLe: LE, ...mesurer(d.type, capacitesObservees(d, o)) },
    });
  };
  await constater("A1", 2025, { scolaire: 10 });
  await constater("T1", 2025, { scolaire: 19, apprentissage: 0 });
  // Of the year after: the rate of 2025 does not read it.
  await constater("A3", 2026, {});
}, 60_000);
afterAll(() => base.fermer());

const numeros = async (parametres: Record<string, string>, agent = national) =>
  (await listerDemandes(agent, lireFiltresCarte(parametres))).lignes.map((l) => l.numero);

describe("filtrer", () => {
  test.each([
    ["la rentrée", { rentree: "2024" }, ["R3"]],
    ["la région", { region: "03" }, ["R3"]],
    ["l’UAI en minuscules", { uai: "0350001a" }, ["R3"]],
    ["le type", { type: "fermeture" }, ["A2", "A3"]],
    ["le statut", { statut: "brouillon" }, ["B1"]],
    ["la voie", { voie: "apprentissage" }, ["A3", "T1", "T2", "T3"]],
    ["CMA", { cma: "oui" }, ["C1"]],
    ["un campus nommé", { cmq: "oui" }, ["C2"]],
    ["une part du nom du campus", { cmq: "cmq énergies" }, ["C2"]],
    ["la coloration", { coloration: "École des réseaux" }, ["T2"]],
    ["les mots, sans accents", { q: "elagage 0350001" }, ["R3"]],
    ["l’UAI entier, cherché", { q: "0350001a" }, ["R3"]],
    ["un caractère joker n’en est pas un", { q: "%" }, null],
    ["ce qui ne veut rien dire est laissé", { rentree: "demain", region: "99", niveau: "9", page: "-4" }, null],
  ])("%s", async (_quoi, parametres, attendus) => {
    const lus = (await numeros({ ...parametres, tri: "numero" })).sort();
    expect(lus).toEqual([...(attendus ?? DEMANDES.map((d) => d.numero))].sort());
  });
});

describe("chaque chiffre ouvre exactement les lignes dont il est la somme", () => {
  const CAS = CODES_METHODE.flatMap((methode) =>
    CODES_BASE.flatMap((b) =>
      CODES_COMPTE.flatMap((compte) =>
        // The voie weighs the same in every base.
        (b === "valide" ? (["", "scolaire", "apprentissage"] as const) : ([""] as const)).map((voie) => ({
          ...{ methode, base: b, compte, voie },
        })),
      ),
    ),
  );
  test("par chaque méthode, chaque base, chaque voie", async () => {
    const lignes = DEMANDES.map((d) => ligneDemande(demandeLue(d as never)));
    const constats = await base.client.constatPlaces.findMany({ where: { rentree: 2025 } });
    for (const cas of CAS) {
      const p = poids(cas.methode, cas.compte, cas.voie || undefined);
      const attendues = lignes
        .filter((l) => l.rentree === 2025 && l.type !== "ajustement" && l.statut !== "brouillon")
        .filter((l) => cas.base === "previsionnel" || l.statut === "demande validée")
        .flatMap((l) => {
          const mesures = cas.base === "constate" ? constats.find((c) => c.numero === l.numero) : l;
          const places = p === null || mesures === undefined ? 0 : peser(p, mesures);
          return places > 0 ? [{ numero: l.numero, places }] : [];
        });
      const filtres = lireFiltresCarte({ ...cas, rentree: "2025", tri: "numero" });
      const { lignes: lues, totaux } = await listerDemandes(national, filtres);
      const vues = lues.map(({ numero, places }) => ({ numero, places }));
      expect({ cas, vues }).toEqual({ cas, vues: attendues.sort((a, b) => (a.numero < b.numero ? -1 : 1)) });
      expect(totaux.places).toBe(attendues.reduce((n, l) => n + l.places, 0));
    }
  });

  test("la note 135 compte 10 places pour Orion et aucune pour l’IGÉSR", async () => {
    const deT1 = async (methode: string, compte: string) => {
      const filtres = lireFiltresCarte({ methode, base: "valide", compte, rentree: "2025", q: "T1" });
      return (await listerDemandes(national, filtres)).totaux.places;
    };
    expect(await deT1("orion-2025", "transformees")).toBe(10);
    expect(await deT1("igesr", "transformees")).toBe(0);
    expect(await deT1("igesr", "retirees")).toBe(10);
  });
});

test("les places promises et non ouvertes sont celles du constat de leur rentrée", async () => {
  const manquantes = await listerDemandes(national, lireFiltresCarte({ compte: "ecart", rentree: "2025" }));
  expect(manquantes.lignes.map(({ numero, places }) => ({ numero, places }))).toEqual([
    { numero: "A1", places: 14 },
    { numero: "T1", places: 5 },
  ]);
  expect(manquantes.totaux.places).toBe(19);
  const promises = await placesManquantes(national, { regionAcademique: "01" }, { rentree: 2025 });
  expect(promises?.total.places).toBe(19);
  expect(await numeros({ compte: "ecart", rentree: "2025", voie: "scolaire" })).toEqual(["A1"]);
});

describe("un chiffre constaté montre ce qui a été vu, à côté de ce qui était prévu", () => {
  const CONSTATE = { methode: "orion-2025", base: "constate", compte: "transformees", rentree: "2025", tri: "numero" };
  test("chaque ligne a son constat, et la somme est celle des places vues", async () => {
    const { lignes, totaux } = await listerDemandes(national, lireFiltresCarte(CONSTATE));
    expect(lignes.map(({ numero, places, constat }) => [numero, places, constat?.scolaire, constat?.rentree])).toEqual([
      ["A1", 10, 10, 2025],
      ["T1", 5, 19, 2025],
    ]);
    expect(totaux).toEqual({ demandes: 2, places: 15, actuelles: 24, futures: 48, constatees: 29 });
  });
  test("une base prévue n’en montre aucun", async () => {
    const { lignes } = await listerDemandes(national, lireFiltresCarte({ ...CONSTATE, base: "valide" }));
    expect(lignes.length).toBeGreaterThan(1);
    expect(lignes.every((l) => l.constat === null)).toBe(true);
  });
});

describe("ordre, pages et totaux", () => {
  test("les plus grandes d’abord quand un chiffre est demandé", async () => {
    const { lignes } = await listerDemandes(
      national,
      lireFiltresCarte({ methode: "orion-2025", base: "valide", compte: "transformees" }),
    );
    const places = lignes.map((l) => l.places ?? 0);
    expect(places).toEqual([...places].sort((a, b) => b - a));
  });
  test("les totaux sont ceux de toutes les lignes", async () => {
    const { totaux } = await listerDemandes(national, lireFiltresCarte({ type: "transfert" }));
    expect(totaux).toEqual({ demandes: 3, places: null, actuelles: 48, futures: 58, constatees: null });
  });
  test("au-delà de la dernière page, la dernière", async () => {
    expect((await listerDemandes(national, lireFiltresCarte({ page: "40" }))).page).toBe(1);
  });
});

describe("le droit est dans la requête", () => {
  test("la région ne lit que la sienne, l’établissement que le sien", async () => {
    expect(await numeros({ region: "03" }, region)).toEqual([]);
    expect((await listerDemandes(region, lireFiltresCarte({}))).totaux.demandes).toBe(DEMANDES.length - 1);
    expect(await numeros({}, etablissement)).toEqual(["R3"]);
    const reperes = await reperesDemandes(etablissement, lireFiltresCarte({}));
    expect(reperes).toMatchObject({ total: 1, rentrees: [2024], regions: ["03"], dossier: null });
  });
  test("le dossier que l’on ne lit pas ne montre pas ses demandes", async () => {
    expect(await numeros({ dossier: "11111111-1111-4111-8111-111111111111" })).toEqual([]);
  });
});

describe("exporter", () => {
  const lire = async (flux: AsyncIterable<string | Uint8Array>): Promise<Buffer> => {
    const morceaux: Buffer[] = [];
    for await (const m of flux) morceaux.push(Buffer.from(m));
    return Buffer.concat(morceaux);
  };
  beforeAll(() =>
    base.client.demandeOrion.update({ where: { numero: "C1" }, data: { etablissement: "=HYPERLINK(0)" } }),
  );
  test("en CSV, les mêmes lignes, le total du chiffre, et aucune formule", async () => {
    const filtres = lireFiltresCarte({ methode: "orion-2025", base: "valide", compte: "colorees", rentree: "2025" });
    const { totaux } = await listerDemandes(region, filtres);
    const { flux } = await exporterDemandes(region, filtres, "csv");
    const [entete = "", ...lignes] = (await lire(flux)).toString("utf8").trim().split("\r\n");
    expect(entete).toMatch(/^N° demande;UAI;/);
    expect(lignes).toHaveLength(totaux.demandes);
    expect(lignes.reduce((n, l) => n + Number(l.split(";").at(-1)), 0)).toBe(totaux.places);
    expect(lignes.find((l) => l.startsWith("C1;"))).toContain(";'=HYPERLINK(0);");
  });
  /** Each row by its headers, whose columns may move. */
  const lireCsv = async (parametres: Record<string, string>) => {
    const { nom, flux } = await exporterDemandes(national, lireFiltresCarte(parametres), "csv");
    const [noms = [], ...rangees] = (await lire(flux))
      .toString("utf8")
      .trim()
      .split("\r\n")
      .map((l) => l.split(";"));
    return { nom, noms, lignes: rangees.map((r) => Object.fromEntries(noms.map((n, i) => [n, r[i]]))) };
  };
  test("constaté : les places vues, leur rentrée, et ce que le chiffre en compte", async () => {
    const CONSTATE = { methode: "orion-2025", base: "constate", compte: "transformees", rentree: "2025", region: "01" };
    const { nom, lignes } = await lireCsv(CONSTATE);
    expect(nom).toBe("demandes-carte-auvergne-rhone-alpes-2025-constate.csv");
    expect(lignes.map((l) => l["N° demande"])).toEqual(["A1", "T1"]);
    expect(lignes[0]).toMatchObject({
      "Future capacité en voie scolaire": "24",
      "Places constatées en voie scolaire": "10",
      "Places colorées constatées en voie scolaire": "0",
      "Places constatées en apprentissage": "0",
      "Places colorées constatées en apprentissage": "0",
      "Rentrée du constat": "2025",
      "Places transformées (orion-2025, constaté)": "10",
    });
    const { noms } = await lireCsv({ ...CONSTATE, base: "valide" });
    expect(noms.filter((n) => /constat/i.test(n))).toEqual([]);
  });
  test("promises et non ouvertes : les deux côtés de l’écart, et son motif en mots", async () => {
    const cle = { numero_rentree: { numero: "T1", rentree: 2025 } };
    const motif = { motif: "pas_de_contrat", precision: "Deux désistements" };
    await base.client.constatPlaces.update({ where: cle, data: motif });
    const { lignes } = await lireCsv({ compte: "ecart", rentree: "2025" });
    const ecarts = lignes.map((l) => [
      ...[l["N° demande"], l["Places promises"], l["Places ouvertes"], l["Places promises et non ouvertes"]],
      l["Motif de l’écart"],
    ]);
    expect(ecarts).toEqual([
      ["A1", "24", "10", "14", ""],
      ["T1", "24", "19", "5", "Pas de contrat signé : Deux désistements"],
    ]);
    const voie = await lireCsv({ compte: "ecart", rentree: "2025", voie: "apprentissage" });
    expect(voie.lignes).toMatchObject([{ "Places promises": "5", "Places ouvertes": "0" }]);
    const { noms } = await lireCsv({ compte: "ecart_colorees", rentree: "2025" });
    expect(noms).toEqual(expect.arrayContaining(["Places colorées promises", "Places colorées ouvertes"]));
  });
  test("le nom du fichier dit la région de qui n’en lit qu’une", async () => {
    const nommer = async (agent: Agent, f: Record<string, string>) => {
      const { nom, flux } = await exporterDemandes(agent, lireFiltresCarte(f), "xlsx");
      await lire(flux);
      return nom;
    };
    expect(await nommer(region, { q: "C1" })).toBe("demandes-carte-auvergne-rhone-alpes.xlsx");
    expect(await nommer(national, { q: "C1" })).toBe("demandes-carte.xlsx");
  });
  test("en XLSX, lisible et sans formule", async () => {
    const { flux } = await exporterDemandes(region, lireFiltresCarte({ q: "C1" }), "xlsx");
    const lu = await lireClasseur(await lire(flux), "demandes.xlsx");
    if (!lu.ok) throw new Error(lu.motif);
    const ligne = lu.classeur.feuilles[0]?.lignes.get(2);
    expect(ligne?.get(1)).toEqual({ type: "texte", texte: "C1" });
    expect(ligne?.get(3)).toEqual({ type: "texte", texte: "=HYPERLINK(0)" });
    expect(ligne?.get(14)).toEqual({ type: "nombre", texte: "2025" });
  });
});

test("une demande se lit avec ce que chaque méthode en compte, ou pas du tout", async () => {
  const t1 = await lireDemandeCarte(region, "T1");
  expect(t1?.bases).toEqual(["previsionnel", "valide", "constate"]);
  expect(t1?.methodes.map((m) => m.prevu.transformees)).toEqual([10, 10, 10, 0]);
  expect(t1?.observees).toMatchObject([{ rentree: 2025, constat: { scolaire: 19 }, occupees: { manque: "import" } }]);
  expect((await lireDemandeCarte(region, "B1"))?.bases).toEqual([]);
  expect(await lireDemandeCarte(region, "R3")).toBeNull();
});

test("les places d’avant et d’après sont celles de la demande", async () => {
  const [ligne] = (await listerDemandes(national, lireFiltresCarte({ q: "T2" }))).lignes;
  if (ligne === undefined) throw new Error("T2 manque");
  expect(capacites(ligne)).toEqual({
    scolaire: [24, 19],
    scolaireColoree: [0, 0],
    apprentissage: [0, 5],
    apprentissageColoree: [0, 3],
  });
});

test("les totaux ne débordent pas, même de places impossibles", async () => {
  const enorme = { rentree: 2031, scolaireFuture: 1_400_000_000, apprentissageFuture: 700_000_000 };
  await poserDemandes(base.client, [
    { numero: "M1", ...enorme },
    { numero: "M2", ...enorme },
  ]);
  const filtres = { rentree: "2031", methode: "orion-2025", base: "valide", compte: "ouvertes" };
  const { totaux } = await listerDemandes(national, lireFiltresCarte(filtres));
  const futures = 4_200_000_000;
  expect(totaux).toEqual({ demandes: 2, places: futures, actuelles: 0, futures, constatees: null });
});

test("le journal d’un export dit quels filtres ont servi, jamais leur texte libre", async () => {
  await exporterDemandes(region, lireFiltresCarte({ coloration: "Mme Untel", filiere: "M. Untel", q: "untel" }), "csv");
  const entree = await base.client.entreeJournal.findFirstOrThrow({
    where: { action: "carte.exporter_demandes" },
    orderBy: { id: "desc" },
  });
  expect(JSON.stringify(entree.apres)).not.toMatch(/untel/i);
  expect(entree.apres).toMatchObject({ filtres: { coloration: true, filiere: true, recherche: true, campus: false } });
});

describe("ce qui n’est pas à tous ceux qui lisent la carte", () => {
  const AUTRES = { commentaire: "Avis réservé", avis0: "Défavorable", userName: "Camille Auteur" };
  const CHANGEMENTS = [
    { champ: "autres.commentaire", avant: null, apres: "Avis réservé" },
    { champ: "autres.inspecteurReferent", avant: null, apres: "Dominique Inspecte" },
    { champ: "scolaireFuture", avant: 12, apres: 15 },
  ];
  beforeAll(async () => {
    const importId = await poserDemandes(base.client, [
      { numero: "P1", autres: AUTRES, uai: "0350001A", regionAcademique: "03" },
    ]);
    await base.client.changementDemande.create({
      data: {
        ...{ numero: "P1", importId, le: LE, statutAvant: "brouillon", statutApres: "demande validée" },
        changements: CHANGEMENTS,
      },
    });
  });
  test("avis et commentaires : à l’établissement et à sa région, sans jamais l’auteur ni l’inspecteur", async () => {
    const bretagne = await creerAgent(base.client, "region_academique", { regionAcademique: "03" });
    const conseil = await creerAgent(base.client, "conseil_regional", { regionAcademique: "03" });
    for (const agent of [bretagne, etablissement]) {
      const lue = await lireDemandeCarte(agent, "P1");
      expect(lue?.autres.map((a) => a.champ).sort()).toEqual(["avis0", "commentaire"]);
      expect(lue?.changements[0]?.champs.map((c) => c.champ)).toEqual(["autres.commentaire", "scolaireFuture"]);
      expect(JSON.stringify([lue?.autres, lue?.changements])).not.toMatch(/Camille|Dominique/);
    }
    for (const agent of [conseil, national]) {
      const lue = await lireDemandeCarte(agent, "P1");
      expect(lue?.autres).toEqual([]);
      expect(lue?.changements[0]?.champs.map((c) => c.champ)).toEqual(["scolaireFuture"]);
    }
  });
  test("les élèves d’un établissement : à sa région, même quand une autre porte une demande à son UAI", async () => {
    const importId = await poserDemandes(base.client, [{ numero: "P2", uai: "0350001A" }]);
    await base.client.effectifConstat.create({
      data: {
        ...{ rentree: 2024, uai: "0350001A", mefstat11: "23810025519", eleves: 24, premiereAnnee: true, importId },
        regionAcademique: "03",
      },
    });
    const eleves = async (agent: Agent) => (await lireEtablissementCarte(agent, "0350001A"))?.effectifs;
    expect(await eleves(region)).toEqual([]);
    expect(await eleves(etablissement)).toEqual([{ rentree: 2024, eleves: 24 }]);
    expect(await eleves(national)).toEqual([{ rentree: 2024, eleves: 24 }]);
  });
});
