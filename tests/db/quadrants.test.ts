import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lirePositions } from "@/lib/server/carte/quadrants/lire-positions";
import { lireQuadrants } from "@/lib/server/carte/quadrants/lire-quadrants";
import type { Agent } from "@/lib/server/droits";
import { appliquerImport } from "@/lib/server/referentiels/appliquer-import";
import { lireImport } from "@/lib/server/referentiels/lire-imports";
import { preparerImport } from "@/lib/server/referentiels/preparer-import";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let admin: Agent;
let region: Agent;
const LE = new Date("2026-11-21T10:00:00Z");
const ENTETE = "millesime;territoire;niveau;cfd;voie;emploi;poursuite;devenir;sortants;source";
/** CAP Opérateur logistique: the report's rates (ch. 3 § 3.2); means invented, and marked so. */
const CAP = "50031122";
const LIGNES = [
  `2022+23;14;500;${CAP};scolaire;28;55;67;120;IGÉSR, chap. 3 § 3.2`,
  `2022+23;03;500;${CAP};scolaire;29;53;67;90;IGÉSR, chap. 3 § 3.2`,
  "2022+23;14;500;;scolaire;26;52;;;exemple",
  "2022+23;03;500;;scolaire;33;56;;;exemple",
  "2022+23;00;500;;scolaire;28,5;54;;;exemple",
  "2022+23;14;500;50025439;scolaire;80;80;90;<20;exemple",
  "2022+23;14;500;50025138;scolaire;40;;;60;exemple",
  `2021+22;14;500;${CAP};scolaire;10;10;20;120;exemple`,
];

async function* octets(texte: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(texte);
}
const preparer = (lignes: readonly string[]) =>
  preparerImport(
    admin,
    { genre: "quadrants", nom: "taux.csv", octets: octets([ENTETE, ...lignes, ""].join("\n")) },
    LE,
  );
const importer = async (lignes: readonly string[], le = LE) =>
  appliquerImport(admin, { importId: (await preparer(lignes)).id }, le);

beforeAll(async () => {
  base = await baseDeTest();
  admin = await creerAgent(base.client, "administrateur");
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "14" });
  await importer(LIGNES);
});
afterAll(() => base?.fermer());

describe("import des taux", () => {
  it("reprend les taux comme publiés, sans garder ceux que le secret statistique cache", async () => {
    const lus = await base.client.tauxDevenir.findMany({ where: { territoire: "14", millesime: "2022+23" } });
    expect(lus.find((t) => t.cfd === CAP)).toMatchObject({ emploi: 2_800, poursuite: 5_500, devenir: 6_700 });
    const cache = { emploi: null, poursuite: null, devenir: null, sortants: 19 };
    expect(lus.find((t) => t.cfd === "50025439")).toMatchObject(cache);
  });

  it("dit ligne par ligne ce qu’il refuse", async () => {
    const { id } = await preparer([
      ...LIGNES.slice(0, 1),
      `2022+23;14;500;${CAP};scolaire;1;1;1;90;en double`,
      "22;14;500;;scolaire;26;52;;;exemple",
      "2022+23;19;500;;scolaire;26;52;;;exemple",
      "2022+23;14;XXX;;scolaire;26;52;;;exemple",
      `2022+23;14;400;${CAP};scolaire;26;52;;;exemple`,
      "2022+23;14;500;;distance;26;52;;;exemple",
      "2022+23;14;500;;apprentissage;126;52;;;exemple",
      "2022+23;14;500;;apprentissage;=1+1;52;;;exemple",
      "2022+23;14;500;;apprentissage;26;52;;beaucoup;exemple",
      "2022+23;14;500;;apprentissage;26;52;;;",
    ]);
    const lu = await lireImport(admin, id);
    expect(lu?.refus.map((r) => [r.ligne, r.colonne])).toEqual([
      [3, "cfd"],
      [4, "millesime"],
      [5, "territoire"],
      [6, "niveau"],
      [7, "cfd"],
      [8, "voie"],
      [9, "emploi"],
      [10, "emploi"],
      [11, "sortants"],
      [12, "source"],
    ]);
  });

  it("remplace un taux corrigé et laisse ceux que le fichier ne nomme pas", async () => {
    const avant = await base.client.tauxDevenir.count();
    const bilan = await importer(
      [`2021+22;14;500;${CAP};scolaire;11;10;20;120;exemple corrigé`],
      new Date(+LE + 1_000),
    );
    expect(bilan).toMatchObject({ crees: 0, modifies: 1, fermes: 0 });
    expect(await base.client.tauxDevenir.count()).toBe(avant);
  });

  it("met à jour aussi un taux posé sans import, sous un autre identifiant", async () => {
    const cle = { millesime: "2022+23", territoire: "18", niveau: "500", cfd: "", voie: "scolaire" };
    await base.client.tauxDevenir.create({ data: { ...cle, emploi: 1, poursuite: 1, source: "exemple" } });
    const bilan = await importer(["2022+23;18;500;;scolaire;30;50;;;exemple"], new Date(+LE + 2_000));
    expect(bilan).toMatchObject({ crees: 0, modifies: 1 });
    expect(await base.client.tauxDevenir.findMany({ where: cle })).toMatchObject([{ emploi: 3_000, poursuite: 5_000 }]);
  });
});

describe("quadrants d’une région", () => {
  it("place la formation contre les deux moyennes, au dernier millésime", async () => {
    const vue = await lireQuadrants(region, { region: "14" });
    expect(vue).toMatchObject({
      millesime: "2022+23",
      millesimes: ["2022+23", "2021+22"],
      diplome: { code: "500", court: "CAP" },
      moyennes: { regionale: { emploi: 2_600, poursuite: 5_200 }, nationale: { emploi: 2_850, poursuite: 5_400 } },
    });
    expect(vue?.formations).toHaveLength(1);
    expect(vue?.formations[0]).toMatchObject({
      cfd: CAP,
      devenir: 6_700,
      regionale: { quadrant: "Q1" },
      nationale: { quadrant: "Q3" },
      differe: true,
    });
    expect(vue?.horsQuadrant.map((f) => [f.cfd, f.regionale?.motif]).sort()).toEqual([
      ["50025138", "taux_absent"],
      ["50025439", "effectif"],
    ]);
  });

  it("la même formation est en Q4 en Bretagne, qu’une région lit aussi : ce sont des taux publiés", async () => {
    const vue = await lireQuadrants(region, { region: "03" });
    expect(vue?.formations[0]).toMatchObject({ cfd: CAP, devenir: 6_700, regionale: { quadrant: "Q4" } });
  });

  it("sans moyenne au millésime choisi, la place est inconnue", async () => {
    const vue = await lireQuadrants(region, { region: "14", millesime: "2021+22" });
    expect(vue).toMatchObject({ millesime: "2021+22", moyennes: { regionale: null } });
    expect(vue?.formations[0]).toMatchObject({ regionale: null, nationale: null, differe: false });
  });

  it("rien d’importé : rien à montrer ; sans droit sur la carte : refusé", async () => {
    expect(await lireQuadrants(region, { region: "12" })).toBeNull();
    expect((await erreurDe(lireQuadrants(admin, { region: "14" }))).code).toBe("interdit");
  });

  it("donne les positions de quelques formations à la fois", async () => {
    const positions = await lirePositions(base.client, "14", [CAP, "40025519", ""]);
    expect([...positions]).toMatchObject([
      [CAP, { millesime: "2022+23", devenir: 6_700, regionale: { quadrant: "Q1" }, nationale: { quadrant: "Q3" } }],
    ]);
  });
});
