import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Genre } from "@/lib/schemas/referentiels";
import type { Agent } from "@/lib/server/droits";
import { campusConnus, formation, formations, mefDeMefstat11, mefs } from "@/lib/server/reference";
import { abandonnerImport, appliquerImport } from "@/lib/server/referentiels/appliquer-import";
import { chercherEtablissements } from "@/lib/server/referentiels/etablissements";
import { exporterRefus, lireImport } from "@/lib/server/referentiels/lire-imports";
import { preparerImport } from "@/lib/server/referentiels/preparer-import";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let admin: Agent;
let equipe: Agent;
const LE = new Date("2026-11-21T10:00:00Z");

beforeAll(async () => {
  base = await baseDeTest();
  admin = await creerAgent(base.client, "administrateur");
  equipe = await creerAgent(base.client, "equipe_projet", { regionAcademique: "03" });
});
afterAll(() => base?.fermer());

const ANNUAIRE = readFileSync("tests/fixtures/reference/annuaire-35.csv");
const [ENTETE = "", ...LIGNES] = ANNUAIRE.toString("utf8")
  .replace(/^\uFEFF/, "")
  .trimEnd()
  .split("\r\n");

/** Bytes in small pieces, cut in the middle of anything. */
async function* morceaux(octets: Uint8Array, taille = 997): AsyncIterable<Uint8Array> {
  for (let i = 0; i < octets.byteLength; i += taille) yield octets.subarray(i, i + taille);
}
const preparer = (contenu: string | Uint8Array, genre: Genre = "annuaire", qui = admin) =>
  preparerImport(
    qui,
    { genre, nom: "../annuaire.csv", octets: morceaux(typeof contenu === "string" ? Buffer.from(contenu) : contenu) },
    LE,
  );
const appliquer = async (contenu: string | Uint8Array, genre: Genre = "annuaire", le = LE) =>
  appliquerImport(admin, { importId: (await preparer(contenu, genre)).id }, le);
const fichier = (lignes: readonly string[]) => `\uFEFF${[ENTETE, ...lignes].join("\r\n")}\r\n`;
const colonne = (nom: string) => ENTETE.split(";").indexOf(nom);
const changer = (ligne: string, nom: string, valeur: string) =>
  ligne
    .split(";")
    .map((c, i) => (i === colonne(nom) ? valeur : c))
    .join(";");
const lycees = LIGNES.filter((l) => l.split(";")[colonne("Type_etablissement")] === "Lycée");
const uaiDe = (ligne: string) => ligne.split(";")[0] ?? "";

describe("un fichier qui n’est pas le bon est refusé tout entier, avec sa raison", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["Latin-1", Buffer.from(fichier(LIGNES), "latin1"), /UTF-8, sans doute en Latin-1/],
    ["des virgules", fichier(LIGNES).replaceAll(";", ","), /séparées par des virgules/],
    ["des tabulations", fichier(LIGNES).replaceAll(";", "\t"), /séparées par des tabulations/],
    ["coupé au milieu d’une ligne", fichier(LIGNES).slice(0, -400), /tronqué/],
    ["coupé au milieu d’un caractère", Buffer.concat([ANNUAIRE, Buffer.from([0xc3])]), /tronqué/],
    ["un guillemet jamais refermé", `${fichier(lycees.slice(0, 2))}"0350001A;abc`, /guillemet/],
    ["vide", "", /vide/],
    ["son en-tête seul", `${ENTETE}\r\n`, /aucune ligne/],
    ["d’autres colonnes", "a;b\r\n1;2\r\n", /manque les colonnes Identifiant_de_l_etablissement/],
    ["un binaire", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), /pas un texte/],
    ["rien que des écoles", fichier(LIGNES.filter((l) => l.includes(";Ecole;"))), /aucun établissement/],
  ])("%s", async (_, contenu, motif) => {
    const erreur = await erreurDe(preparer(contenu));
    expect(erreur.code).toBe("saisie");
    expect(erreur.fields?.fichier).toMatch(motif);
    expect(await base.client.importReference.count()).toBe(0);
  });

  it("est réservé à qui administre", async () => {
    expect((await erreurDe(preparer(ANNUAIRE, "annuaire", equipe))).code).toBe("interdit");
  });
});

describe("annuaire", () => {
  it("prépare sans rien changer, puis applique tout", async () => {
    const { id } = await preparer(ANNUAIRE);
    expect(await base.client.etablissement.count()).toBe(0);
    const rapport = await lireImport(admin, id);
    expect(rapport).toMatchObject({ etat: "prepare", nomFichier: "annuaire.csv", lues: LIGNES.length, modifies: 0 });
    expect((rapport?.crees ?? 0) + (rapport?.ecartees ?? 0) + (rapport?.refusees ?? 0)).toBe(LIGNES.length);
    expect(rapport?.refusees).toBe(0);
    await appliquerImport(admin, { importId: id }, LE);
    expect(await base.client.etablissement.count()).toBe(rapport?.crees);
    const [lu] = await chercherEtablissements({ uai: uaiDe(lycees[0] ?? "") });
    expect(lu).toMatchObject({ uai: uaiDe(lycees[0] ?? ""), type: "Lycée", fermeLe: null });
    expect((await chercherEtablissements({ recherche: "lycee rennes" })).length).toBeGreaterThan(0);
    expect((await base.client.etablissement.findFirstOrThrow()).regionAcademique).toBe("03");
    expect((await erreurDe(appliquerImport(admin, { importId: id }, LE))).code).toBe("introuvable");
  });

  it("le même fichier deux fois : rien à faire", async () => {
    const erreur = await erreurDe(preparer(ANNUAIRE));
    expect(erreur).toMatchObject({ code: "regle", message: expect.stringMatching(/rien à faire/) });
  });

  it("crée, modifie, ferme et laisse, sans rien supprimer", async () => {
    const avant = await base.client.etablissement.count();
    const [premier = "", deuxieme = "", ...reste] = lycees;
    const autres = LIGNES.filter((l) => !lycees.includes(l));
    const nouveau = changer(
      changer(deuxieme, "Nom_etablissement", "Lycée neuf"),
      "Identifiant_de_l_etablissement",
      "0951099D",
    );
    const contenu = fichier([changer(premier, "Nom_etablissement", "Lycée d'essai"), ...reste, nouveau, ...autres]);
    const fait = await appliquer(contenu);
    expect(fait).toMatchObject({ crees: 1, modifies: 1, fermes: 1 });
    expect(await base.client.etablissement.count()).toBe(avant + 1);
    expect((await chercherEtablissements({ uai: uaiDe(premier) }))[0]?.nom).toBe("Lycée d’essai");
    expect((await chercherEtablissements({ uai: uaiDe(deuxieme) }))[0]?.fermeLe).toBe("2026-11-21");
  });

  it("ne ferme pas les départements que le fichier ne contient pas", async () => {
    const ailleurs = lycees
      .slice(0, 1)
      .map((l) => changer(changer(l, "Code_departement", "095"), "Identifiant_de_l_etablissement", "0750652B"));
    const { id } = await preparer(fichier(ailleurs));
    expect(await lireImport(admin, id)).toMatchObject({ fermes: 0, crees: 1 });
    await abandonnerImport(admin, { importId: id });
    expect((await erreurDe(appliquerImport(admin, { importId: id }, LE))).code).toBe("introuvable");
    expect((await base.client.importReference.findUniqueOrThrow({ where: { id } })).lignes).toBeNull();
  });

  it("dit chaque ligne refusée, avec sa ligne, sa colonne et sa raison, en CSV qui n’exécute rien", async () => {
    const [a = "", b = "", c = "", d = ""] = lycees;
    const { id } = await preparer(
      fichier([
        a,
        changer(b, "Identifiant_de_l_etablissement", "0951099A"),
        changer(c, "SIREN_SIRET", "=1+1"),
        `${d};de;trop`,
        changer(d, "date_ouverture", "2020-02-30"),
      ]),
    );
    const rapport = await lireImport(admin, id);
    expect(rapport?.refus.map((r) => [r.ligne, r.colonne])).toEqual([
      [3, "Identifiant_de_l_etablissement"],
      [4, "SIREN_SIRET"],
      [5, ""],
      [6, "date_ouverture"],
    ]);
    expect((await exporterRefus(admin, id))?.texte).toContain("'=1+1");
    expect((await erreurDe(exporterRefus(equipe, id))).code).toBe("interdit");
  });

  it("un import appliqué entre la comparaison et la confirmation : conflit", async () => {
    const premier = await preparer(fichier(lycees.slice(0, 3)));
    // As if another process had prepared and applied one.
    await base.client.importReference.create({
      data: {
        genre: "annuaire",
        etat: "applique",
        nomFichier: "x.csv",
        octets: 1,
        sha256: "x",
        prepareParId: admin.id,
        appliqueLe: new Date("2026-11-21T10:30:00Z"),
        lues: 1,
        ecartees: 0,
        refusees: 0,
        refus: [],
      },
    });
    expect((await erreurDe(appliquerImport(admin, { importId: premier.id }, LE))).code).toBe("conflit");
    await abandonnerImport(admin, { importId: premier.id });
  });

  it("interrompu au milieu de l’écriture : rien n’est changé", async () => {
    const avant = await base.client.etablissement.findMany({ orderBy: { uai: "asc" } });
    const { id } = await preparer(fichier(lycees.slice(0, 2)));
    // The last statement of the transaction fails: the journal refuses the entry.
    await base.client.$executeRawUnsafe(
      `CREATE FUNCTION echec_import() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'coupure'; END $$`,
    );
    await base.client.$executeRawUnsafe(
      `CREATE TRIGGER echec BEFORE INSERT ON "EntreeJournal" FOR EACH ROW EXECUTE FUNCTION echec_import()`,
    );
    await expect(appliquerImport(admin, { importId: id }, LE)).rejects.toThrow();
    await base.client.$executeRawUnsafe(`DROP TRIGGER echec ON "EntreeJournal"`);
    expect(await base.client.etablissement.findMany({ orderBy: { uai: "asc" } })).toEqual(avant);
    expect((await lireImport(admin, id))?.etat).toBe("prepare");
    expect(await appliquerImport(admin, { importId: id }, LE)).toMatchObject({ genre: "annuaire" });
  });
});

describe("nomenclatures", () => {
  it("les formations importées sont servies, les titres accentués gardés, les absentes marquées fermées", async () => {
    const livrees = formations();
    const connue = livrees.find((f) => f.libelle !== f.libelle.toUpperCase());
    await appliquer(readFileSync("tests/fixtures/reference/formations.csv"), "formations");
    await tenirAJour(base.client);
    expect(formations().length).toBeGreaterThanOrEqual(livrees.length);
    expect(formation(connue?.cfd ?? "")?.libelle).toBe(connue?.libelle);
    expect(formations().every((f) => f.niveau >= 3 && f.niveau <= 6)).toBe(true);
    expect(formations().filter((f) => f.fermeture === "2026-11-21").length).toBeGreaterThan(1000);
  });

  it("les MEF : une formation que Rigel ne garde pas est laissée, une année illisible refusée, et la première est relue", async () => {
    const entete =
      "MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;LIBELLE_LONG;DATE_OUVERTURE;DATE_FERMETURE;MEF_STAT_11";
    const contenu = [
      entete,
      "2472551931;247;40025519;3;1;2NDPRO CIEL;01/09/2023;;23810025519",
      "2472551932;247;40025519;3;x;1ERPRO CIEL;01/09/2023;;23820025519",
      "2543340421;254;00000000;2;1;INCONNUE;01/09/1995;;25110033404",
      "",
    ].join("\n");
    const livres = mefs().length;
    const { id } = await preparer(contenu, "mefs");
    expect(await lireImport(admin, id)).toMatchObject({ ecartees: 1, refusees: 1, refus: [{ ligne: 3 }] });
    await appliquerImport(admin, { importId: id }, LE);
    await tenirAJour(base.client);
    expect(mefs().length).toBeGreaterThanOrEqual(livres);
    expect(mefDeMefstat11("23810025519")).toMatchObject({ cfd: "40025519", annee: 1 });
  });

  it("un diplôme rénové garde ce qu’il remplace quand le fichier n’en dit rien", () =>
    expect(formation("56122304")?.remplace).toEqual(["01022304"]));

  it("les campus aussi ; un campus écrit deux fois est refusé", async () => {
    const contenu =
      "nom;excellence\nCampus des métiers et des qualifications - Essai;oui\nCampus des métiers et des qualifications - Essai;non\nAutre;peut-être\n";
    const { id } = await preparer(contenu, "campus");
    expect((await lireImport(admin, id))?.refus.map((r) => r.ligne)).toEqual([3, 4]);
    await appliquerImport(admin, { importId: id }, LE);
    await tenirAJour(base.client);
    expect(campusConnus()).toEqual([{ nom: "Campus des métiers et des qualifications - Essai", excellence: true }]);
  });
});

it("le journal dit chaque import, sans nommer personne", async () => {
  const entrees = await base.client.entreeJournal.findMany({ where: { action: { startsWith: "reference." } } });
  expect(new Set(entrees.map((e) => e.action))).toEqual(
    new Set(["reference.preparer", "reference.importer", "reference.abandonner"]),
  );
  expect(JSON.stringify(entrees.map((e) => [e.avant, e.apres]))).not.toMatch(/Essai\d|@/);
});
