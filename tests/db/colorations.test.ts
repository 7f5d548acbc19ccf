import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COLORATIONS_NATIONALES } from "@/lib/domain/carte/colorations";
import type { Designation, VueColorations } from "@/lib/schemas/colorations";
import { demandeColoration } from "@/lib/schemas/colorations";
import { enregistrerColoration } from "@/lib/server/carte/colorations/enregistrer-coloration";
import { libellesConnus } from "@/lib/server/carte/colorations/libelles-connus";
import { listerColorations } from "@/lib/server/carte/colorations/lister-colorations";
import { noterAttestation } from "@/lib/server/carte/colorations/noter-attestation";
import {
  refuserPaire,
  reproposerPaire,
  reunirColorations,
  separerColoration,
} from "@/lib/server/carte/colorations/reunir-colorations";
import type { Agent } from "@/lib/server/droits";
import { poserDemandes } from "./carte";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let morgan: Agent;
let voisine: Agent;
const LE = new Date("2026-11-21T10:00:00Z");
const [NUCLEAIRE, RESEAUX] = COLORATIONS_NATIONALES;

const coloree = (numero: string, coloration: string, suite: object = {}) => ({
  ...{ numero, coloration, type: "coloration" as const, scolaireActuelle: 24, scolaireFuture: 24 },
  ...{ scolaireColoreeFuture: 10, ...suite },
});

beforeAll(async () => {
  base = await baseDeTest();
  morgan = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  voisine = await creerAgent(base.client, "region_academique", { regionAcademique: "12" });
  await poserDemandes(base.client, [
    coloree("A1", "Passeport nucléaire"),
    coloree("A2", "PASSEPORT  NUCLEAIRE ", { amiCma: true }),
    coloree("A3", "Hydrogène"),
    coloree("A4", "Hydrogene et mobilités"),
    coloree("A5", "Hydrogène", { statut: "refusée" }),
    coloree("A6", "Réseau électrique", { statut: "brouillon" }),
    coloree("B1", "Hydrogène vert", { regionAcademique: "12", uai: "9720001A" }),
  ]);
});
afterAll(() => base?.fermer());

const lister = (agent = morgan, region: VueColorations["region"] = "01") => listerColorations(agent, region);
const trouver = async (libelle: string) => (await lister()).colorations.find((c) => c.libelle === libelle);
const designation = async (libelle: string): Promise<Designation> =>
  (await trouver(libelle))?.designation ?? { libelle };
const paires = ({ propositions }: VueColorations) =>
  propositions.map((p) => `${p.premiere.libelle} / ${p.seconde.libelle}`).sort();

describe("la liste d’une région", () => {
  it("réunit les libellés de ses lignes et les nationales, sans rien fondre d’elle-même", async () => {
    const vue = await lister();
    expect(vue.colorations.map((c) => [c.libelle, c.portee, c.demandes, c.places, c.avecCma])).toEqual([
      ["École des réseaux", "nationale", 0, 0, 0],
      ["Passeport nucléaire", "nationale", 1, 10, 0],
      ["Hydrogène", "locale", 1, 10, 0],
      ["Hydrogene et mobilités", "locale", 1, 10, 0],
      ["PASSEPORT NUCLEAIRE", "locale", 1, 10, 1],
      ["Réseau électrique", "locale", 0, 0, 0],
    ]);
    expect(paires(vue)).toEqual([
      "Hydrogène / Hydrogene et mobilités",
      "PASSEPORT NUCLEAIRE / Passeport nucléaire",
      "Réseau électrique / École des réseaux",
    ]);
    expect(await base.client.coloration.count()).toBe(0);
  });

  it("ne montre d’une autre région que les nationales, et ne propose rien à qui ne gère pas", async () => {
    const vue = await lister(voisine);
    expect(vue).toMatchObject({ gere: false, propositions: [], refusees: [] });
    expect(vue.colorations.every((c) => c.portee === "nationale" && c.demandes === 0)).toBe(true);
  });
});

describe("réunir, séparer", () => {
  it("un libellé réuni se lit comme l’autre, puis à nouveau seul", async () => {
    const faite = await reunirColorations(
      morgan,
      {
        regionAcademique: "01",
        premiere: await designation("PASSEPORT NUCLEAIRE"),
        seconde: { id: NUCLEAIRE.id, versionVue: 0 },
      },
      LE,
    );
    expect(faite).toMatchObject({ libelle: "PASSEPORT NUCLEAIRE", dans: "Passeport nucléaire" });
    const vue = await trouver("Passeport nucléaire");
    expect(vue).toMatchObject({ demandes: 2, places: 20, avecCma: 1, reunies: [{ id: faite.id }] });
    const demande = { regionAcademique: "01" as const, colorationId: faite.id };
    expect((await erreurDe(separerColoration(morgan, { ...demande, versionVue: 0 }, LE))).code).toBe("conflit");
    await separerColoration(morgan, { ...demande, versionVue: faite.version }, LE);
    expect(await trouver("Passeport nucléaire")).toMatchObject({ demandes: 1, reunies: [] });
    expect(await trouver("PASSEPORT NUCLEAIRE")).toMatchObject({ demandes: 1, dansLaListe: true });
  });

  it("une nationale garde son libellé ; une réunie ne l’est pas deux fois ; soi-même non plus", async () => {
    const locale = await designation("PASSEPORT NUCLEAIRE");
    const nationale = { id: RESEAUX.id, versionVue: 0 };
    const demander = (premiere: Designation, seconde: Designation) =>
      reunirColorations(morgan, { regionAcademique: "01", premiere, seconde }, LE);
    expect((await erreurDe(demander(nationale, locale))).code).toBe("regle");
    expect((await erreurDe(demander(locale, locale))).code).toBe("regle");
    await demander(locale, nationale);
    expect((await erreurDe(demander(locale, nationale))).code).toBe("conflit");
    expect((await erreurDe(demander({ libelle: "PASSEPORT NUCLEAIRE" }, nationale))).code).toBe("conflit");
  });

  it("rien d’une autre région, ni un libellé que personne n’écrit", async () => {
    const chezVoisine = { regionAcademique: "12" as const, seconde: { id: NUCLEAIRE.id, versionVue: 0 } };
    const demander = (agent: Agent, premiere: Designation, reste = chezVoisine) =>
      erreurDe(reunirColorations(agent, { ...reste, premiere }, LE));
    const deMorgan = await designation("PASSEPORT NUCLEAIRE");
    expect((await demander(morgan, { libelle: "Hydrogène vert" })).code).toBe("introuvable");
    expect((await demander(voisine, deMorgan)).code).toBe("introuvable");
    expect((await demander(voisine, { id: randomUUID(), versionVue: 0 })).code).toBe("introuvable");
    expect((await demander(voisine, { libelle: "Hydrogène" })).code).toBe("introuvable");
  });
});

describe("écarter, proposer à nouveau", () => {
  it("une paire écartée ne revient que si on la redemande", async () => {
    const paire = await refuserPaire(
      morgan,
      {
        regionAcademique: "01",
        premiere: await designation("Hydrogène"),
        seconde: await designation("Hydrogene et mobilités"),
      },
      LE,
    );
    const vue = await lister();
    expect(paires(vue)).not.toContain("Hydrogène / Hydrogene et mobilités");
    expect(vue.refusees).toMatchObject([paire]);
    expect((await erreurDe(reproposerPaire(voisine, { regionAcademique: "12", ...paire }))).code).toBe("introuvable");
    await reproposerPaire(morgan, { regionAcademique: "01", ...paire });
    expect(paires(await lister())).toContain("Hydrogène / Hydrogene et mobilités");
    expect((await erreurDe(reproposerPaire(morgan, { regionAcademique: "01", ...paire }))).code).toBe("regle");
  });
});

describe("compléter", () => {
  const complet = (cible: Designation | null, libelle: string, suite: object = {}) =>
    demandeColoration.parse({
      ...{ regionAcademique: "01", cible, libelle, secteur: " Énergie ", demandeCma: true, attestation: "" },
      ...suite,
    });

  it("renommée, elle garde les lignes qui écrivent l’ancien libellé", async () => {
    await enregistrerColoration(morgan, complet(await designation("Hydrogène"), "Filière hydrogène"), LE);
    expect(await trouver("Filière hydrogène")).toMatchObject({
      ...{ demandes: 1, secteur: "Énergie", demandeCma: true, attestation: null, dansLaListe: true },
      ecritures: [{ libelle: "Hydrogène", demandes: 1 }],
    });
    expect(await trouver("Hydrogène")).toBeUndefined();
  });

  it("un libellé déjà pris, une version dépassée, une nationale : refusés", async () => {
    const prise = await erreurDe(enregistrerColoration(morgan, complet(null, "filiere HYDROGENE"), LE));
    expect(prise).toMatchObject({ code: "saisie", fields: { libelle: expect.stringContaining("déjà") } });
    const deja = await erreurDe(enregistrerColoration(morgan, complet(null, "réseaux électriques"), LE));
    expect(deja.code).toBe("saisie");
    const vue = await trouver("Filière hydrogène");
    const perimee = { id: vue?.cle ?? "", versionVue: 0 };
    expect((await erreurDe(enregistrerColoration(morgan, complet(perimee, "Autre"), LE))).code).toBe("conflit");
    const nationale = { id: NUCLEAIRE.id, versionVue: 0 };
    expect((await erreurDe(enregistrerColoration(morgan, complet(nationale, "Autre"), LE))).code).toBe("regle");
  });

  it("s’ajoute à la main, et le journal n’en garde pas les mots", async () => {
    const { id } = await enregistrerColoration(morgan, complet(null, "Bois construction"), LE);
    expect(await trouver("Bois construction")).toMatchObject({ cle: id, demandes: 0 });
    const entree = await base.client.entreeJournal.findFirstOrThrow({ where: { objet: id } });
    expect(JSON.stringify(entree.apres)).not.toContain("Bois");
  });

  it("qui lit la région sans la gérer est refusé", async () => {
    const lecteur = await creerAgent(base.client, "conseil_regional", { regionAcademique: "01" });
    expect((await erreurDe(enregistrerColoration(lecteur, complet(null, "Essai"), LE))).code).toBe("interdit");
    expect((await erreurDe(enregistrerColoration(voisine, complet(null, "Essai"), LE))).code).toBe("introuvable");
  });
});

describe("l’attestation d’une coloration nationale", () => {
  const noter = (attestation: string | null, vue: number | null, qui = morgan) =>
    noterAttestation(qui, { regionAcademique: "01", colorationId: RESEAUX.id, attestation, vue }, LE);
  it("à confirmer tant que la région n’a rien noté ; sa note n’est que la sienne", async () => {
    expect(await trouver(RESEAUX.libelle)).toMatchObject({ attestation: null, versionNote: null });
    expect(await noter("Coloration École des réseaux", null)).toEqual({ version: 0 });
    expect(await trouver(RESEAUX.libelle)).toMatchObject({
      attestation: "Coloration École des réseaux",
      versionNote: 0,
    });
    const ailleurs = (await lister(voisine, "12")).colorations.find((c) => c.cle === RESEAUX.id);
    expect(ailleurs).toMatchObject({ attestation: null, versionNote: null });
  });
  it("deux personnes à la fois : la seconde relit ; reprise, elle est de nouveau à confirmer", async () => {
    expect(await erreurDe(noter("Autre", null))).toMatchObject({ code: "conflit" });
    expect(await noter(null, 0)).toEqual({ version: 1 });
    expect(await trouver(RESEAUX.libelle)).toMatchObject({ attestation: null, versionNote: 1 });
  });
  it("ni par une autre région, ni pour une coloration qui n’est pas nationale", async () => {
    expect(await erreurDe(noter("Autre", 1, voisine))).toMatchObject({ code: "introuvable" });
    const inconnue = { regionAcademique: "01" as const, colorationId: randomUUID(), attestation: "A", vue: null };
    expect(await erreurDe(noterAttestation(morgan, inconnue, LE))).toMatchObject({ code: "introuvable" });
  });
});

it("un dossier de la région se voit proposer la liste, ce qui est réuni se lisant comme ce qu’il est devenu", async () => {
  const liste = await libellesConnus("01");
  expect(liste.map((c) => c.libelle)).toEqual(expect.arrayContaining(["Passeport nucléaire", "École des réseaux"]));
  const reunies = await base.client.coloration.findMany({ where: { regionAcademique: "01" } });
  const visibles = reunies.filter((c) => c.fusionneeDansId === null).map((c) => c.libelle);
  expect(liste.map((c) => c.libelle).sort()).toEqual([NUCLEAIRE.libelle, RESEAUX.libelle, ...visibles].sort());
  for (const c of reunies.filter((r) => r.fusionneeDansId !== null))
    expect(liste.filter((l) => l.autres.includes(c.libelle))).toHaveLength(1);
  expect((await libellesConnus("05")).map((c) => c.libelle).sort()).toEqual(
    [RESEAUX.libelle, NUCLEAIRE.libelle].sort(),
  );
});
