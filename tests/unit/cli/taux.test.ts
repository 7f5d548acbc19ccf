import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lancer } from "@/lib/cli/programme";
import {
  colonnesDe,
  csvOrion,
  ecrireXlsx,
  feuilleXlsx,
  GENERATIONS,
  type RangeeOrion,
  rangeeOrion,
} from "@/tests/outils/export-orion";

let dossier: string;
beforeAll(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-taux-"));
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const ecrire = (nom: string, contenu: string | Uint8Array): string => {
  const chemin = path.join(dossier, nom);
  writeFileSync(chemin, contenu);
  return chemin;
};

async function executer(...args: string[]) {
  let out = "";
  let err = "";
  const code = await lancer(["taux", ...args], {
    out: (t) => {
      out += t;
    },
    err: (t) => {
      err += t;
    },
  });
  return { code, out, err };
}
const calculer = async (chemin: string, ...args: string[]) => {
  const { code, out, err } = await executer(chemin, "--effectif", "1000", "--json", ...args);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
};
let numeroFichier = 0;
const export_ = (rangees: (RangeeOrion & { numero: string })[], source: "restitution" | "recueil" = "restitution") => {
  numeroFichier += 1;
  return ecrire(`export-${numeroFichier}.csv`, csvOrion(rangees.map(rangeeOrion), colonnesDe(source)));
};

const TRANSFERT: RangeeOrion & { numero: string } = {
  numero: "TR",
  typeDemande: "Transfert",
  capaciteScolaireActuelle: 24,
  capaciteScolaire: 19,
  capaciteApprentissage: 5,
};

describe("rigel taux --json", () => {
  it("écrit exactement l’objet du contrat, sur le transfert de la note 135", async () => {
    const { code, out } = await executer(export_([TRANSFERT]), "--effectif", "1000", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      lignes: 1,
      retenues: 1,
      ecartees: [],
      methodes: {
        "orion-2023": { ouvertes: 5, fermees: 5, colorees: 0, placesTransformees: 10, taux: "0.010000" },
        "orion-2024": { ouvertes: 5, fermees: 5, colorees: 0, placesTransformees: 10, taux: "0.010000" },
        "orion-2025": { ouvertes: 5, fermees: 5, colorees: 0, placesTransformees: 10, taux: "0.010000" },
        igesr: { ouvertes: 0, fermees: 0, colorees: 0, placesTransformees: 0, taux: "0.000000" },
      },
      ratioFermetures: "0.500000",
      partColorations: "0.000000",
    });
    expect(Object.keys(JSON.parse(out).methodes)).toEqual(["orion-2023", "orion-2024", "orion-2025", "igesr"]);
  });

  it("compte 3 places pour l’IGÉSR quand 3 des 5 places transférées sont colorées", async () => {
    const lu = await calculer(export_([{ ...TRANSFERT, capaciteApprentissageColoree: 3, libelleColoration: "X" }]));
    expect(lu.methodes.igesr).toMatchObject({ colorees: 3, placesTransformees: 3, taux: "0.003000" });
    expect(lu.methodes["orion-2025"].placesTransformees).toBe(10);
  });

  it("lit la restitution et le recueil écrits par Orion", async () => {
    for (const nom of ["SYNTHETIC_restitution_export.csv", "SYNTHETIC_recueil_demandes.csv"]) {
      const lu = await calculer(path.resolve(import.meta.dirname, "../../fixtures/orion", nom));
      expect([lu.lignes, lu.retenues, lu.methodes["orion-2025"].ouvertes]).toEqual([1, 1, 15]);
    }
  });

  it("donne la même chose du même export en XLSX", async () => {
    const rangees = [
      TRANSFERT,
      { numero: "B", typeDemande: "Fermeture", capaciteScolaireActuelle: 12, capaciteScolaire: 0 },
    ].map(rangeeOrion);
    const chemin = path.join(dossier, "classeur.xlsx");
    await ecrireXlsx(chemin, feuilleXlsx(rangees));
    expect(await calculer(chemin)).toEqual(await calculer(ecrire("classeur.csv", csvOrion(rangees))));
  });

  it("écarte types et statuts hors des taux, en le disant", async () => {
    const lu = await calculer(
      export_([
        { numero: "A" },
        { numero: "B", typeDemande: "Ajustement de rentrée" },
        { numero: "C", typeDemande: "Ajustement" },
        { numero: "D", statut: "brouillon" },
        { numero: "E", statut: "refusée" },
        { numero: "F", statut: "supprimée" },
        { numero: "G", statut: "projet de demande" },
      ]),
    );
    expect([lu.lignes, lu.retenues]).toEqual([7, 2]);
    expect(lu.ecartees.map((e: { ligne: number }) => e.ligne)).toEqual([3, 4, 5, 6, 7]);
    expect(lu.ecartees[2].motif).toContain("brouillon");
  });

  it("ne compte que les demandes validées avec --etat valides", async () => {
    const chemin = export_([{ numero: "A" }, { numero: "B", statut: "prêt pour le vote" }]);
    const lu = await calculer(chemin, "--etat", "valides");
    expect([lu.retenues, lu.ecartees]).toEqual([
      1,
      [{ ligne: 3, motif: expect.stringContaining("prêt pour le vote") }],
    ]);
    expect((await calculer(chemin, "--etat", "tous")).retenues).toBe(2);
  });

  it.each([
    ["la dernière ligne l’emporte", { capaciteScolaire: 30 }, 1, 30],
    ["même refusée", { statut: "refusée" }, 0, 0],
    ["même illisible", { capaciteScolaire: "beaucoup" }, 0, 0],
  ])("d’une demande répétée, %s", async (_, seconde, retenues, ouvertes) => {
    const lu = await calculer(export_([{ numero: "A" }, { numero: "A", ...seconde }]));
    expect([lu.lignes, lu.retenues, lu.methodes["orion-2025"].ouvertes]).toEqual([2, retenues, ouvertes]);
    expect(lu.ecartees[0]).toMatchObject({ ligne: 2, motif: expect.stringContaining("ligne 3") });
    expect(lu.retenues + lu.ecartees.length).toBe(lu.lignes);
  });

  it("écarte les lignes auxquelles il manque ce qu’un taux demande, et aucune autre", async () => {
    const lu = await calculer(
      export_([
        { numero: "" },
        { numero: "B", uai: "" },
        { numero: "C", typeDemande: "Déménagement" },
        { numero: "D", capaciteScolaire: -3 },
        { numero: "E", capaciteScolaire: 12.5 },
        { numero: "F", capaciteApprentissage: null },
        { numero: "G", rentreeScolaire: null },
        { numero: "P", capaciteScolaire: "2E+9" },
        { numero: "N° 1 à 5" },
        { numero: "N° 1 à 5" },
        { numero: "H", libelleEtablissement: null, codeRegion: "11", commune: null, libelleFormation: null },
      ]),
    );
    expect(lu.ecartees.map((e: { ligne: number }) => e.ligne)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(lu.ecartees[7].motif).toContain("ne dépasse pas 9\u202f999");
    expect(lu.ecartees[3].motif).toContain("Future capacité en voie scolaire");
    expect(lu.retenues).toBe(1);
  });

  it("lit les codes bruts du recueil", async () => {
    const lu = await calculer(
      export_(
        [
          { numero: "A", typeDemande: "ouverture_compensation" },
          { numero: "B", typeDemande: "ajustement" },
        ],
        "recueil",
      ),
    );
    expect([lu.retenues, lu.methodes["orion-2025"].ouvertes]).toEqual([1, 15]);
  });

  it("laisse parts et taux à null quand rien ne les porte", async () => {
    const vide = await calculer(ecrire("sans-ligne.csv", csvOrion([])));
    expect([vide.lignes, vide.ratioFermetures, vide.partColorations]).toEqual([0, null, null]);
    expect(vide.methodes.igesr.taux).toBe("0.000000");
    const nul = await executer(export_([{ numero: "A" }]), "--effectif", "0", "--json");
    expect(nul.code).toBe(2);
    expect(JSON.parse(nul.out).methodes["orion-2025"]).toMatchObject({ placesTransformees: 15, taux: null });
  });
});

describe("chaque génération d’en-têtes depuis 2023", () => {
  const champ = new Map([
    ["id", "numero"],
    ["status", "statut"],
  ]);
  const avecCapacites = GENERATIONS.filter((g) => g.colonnes.some(([c]) => c === "capaciteScolaire"));
  it.each(avecCapacites.map((g, i) => [`${g.source} ${g.depuis} (${i})`, g] as const))(
    "%s",
    async (_, { colonnes }) => {
      const rangee = rangeeOrion({
        numero: "A",
        typeDemande: "Coloration",
        capaciteScolaireActuelle: 24,
        capaciteScolaire: 24,
        capaciteScolaireColoree: 12,
        differenceCapaciteScolaire: 0,
      });
      const anciens = Object.fromEntries(colonnes.map(([c]) => [c, rangee[champ.get(c) ?? c] ?? null]));
      const chemin = ecrire("generation.csv", csvOrion([anciens], colonnes));
      const { code, out, err } = await executer(chemin, "--effectif", "1000", "--json");
      expect([code, err]).toEqual([0, ""]);
      expect(JSON.parse(out).methodes["orion-2025"]).toMatchObject({ ouvertes: 0, fermees: 0, colorees: 12 });
    },
  );
});

describe("rigel taux, pour une personne", () => {
  it("dit les taux, les parts et les lignes écartées", async () => {
    const { code, out } = await executer(
      export_([TRANSFERT, { numero: "B", statut: "brouillon" }]),
      "--effectif",
      "1000",
    );
    expect(code).toBe(0);
    expect(out).toContain("2\u00a0demandes lues\u202f: 1\u00a0retenue, 1\u00a0écartée");
    expect(out).toMatch(/orion-2025.+1,00\u00a0%/);
    expect(out).toContain("ligne 3\u202f:");
  });
});

describe("les entrées impossibles sortent 64, en une phrase", () => {
  const bon = () => csvOrion([rangeeOrion({ numero: "A" })]);
  const sans = (champs: string[]) =>
    csvOrion(
      [rangeeOrion({ numero: "A" })],
      colonnesDe("restitution").filter(([c]) => !champs.includes(c)),
    );
  const fichiers: [string, () => string, RegExp][] = [
    ["absent", () => path.join(dossier, "absent.csv"), /n’existe pas/],
    ["un dossier", () => dossier, /dossier|fichier/],
    ["vide", () => ecrire("vide.csv", ""), /est vide/],
    ["sans le statut", () => ecrire("a.csv", sans(["statut"])), /1 colonne.+« Statut »/],
    [
      "sans deux colonnes",
      () => ecrire("b.csv", sans(["uai", "capaciteScolaireColoreeActuelle"])),
      /« UAI » et « Capacité colorée/,
    ],
    ["sans le numéro", () => ecrire("b2.csv", sans(["numero"])), /« N° demande »/],
    ["séparé par des virgules", () => ecrire("c.csv", bon().replaceAll(";", ",")), /virgules/],
    ["séparé par des tabulations", () => ecrire("d.csv", bon().replaceAll(";", "\t")), /tabulations/],
    ["en Latin-1", () => ecrire("e.csv", Buffer.from(bon().slice(1), "latin1")), /UTF-8/],
    ["en UTF-16", () => ecrire("f.csv", Buffer.from(bon(), "utf16le")), /UTF-16/],
    ["tronqué", () => ecrire("g.csv", bon().slice(0, -200)), /tronqué/],
    ["tronqué dans un guillemet", () => ecrire("h.csv", bon().slice(0, -13)), /tronqué/],
    [
      "avec une formule",
      () => ecrire("i.csv", csvOrion([rangeeOrion({ numero: "A", commentaire: "=HYPERLINK(1)" })])),
      /ligne 2, colonne « Commentaire ».+formule/,
    ],
    ["une autre table", () => ecrire("j.csv", "nom;prénom\nA;B\n"), /n’est pas un export d’Orion/],
    ["un PDF", () => ecrire("k.csv", "%PDF-1.7\n"), /PDF/],
    ["un ZIP abîmé", () => ecrire("l.xlsx", "PK\u0003\u0004rien"), /abîmé/],
  ];
  it.each(fichiers)("fichier %s", async (_, fichier, phrase) => {
    const { code, out, err } = await executer(fichier(), "--effectif", "1000", "--json");
    expect([code, out]).toEqual([64, ""]);
    expect(err.replaceAll("\u00a0", " ").replaceAll("\u202f", " ")).toMatch(phrase);
  });

  it.each([
    ["sans effectif", []],
    ["effectif négatif", ["--effectif=-3"]],
    ["effectif à virgule", ["--effectif", "12,5"]],
    ["effectif en lettres", ["--effectif", "mille"]],
    ["effectif vide", ["--effectif", ""]],
    ["état inconnu", ["--effectif", "10", "--etat", "votes"]],
    ["option inconnue", ["--effectif", "10", "--annee", "2025"]],
    ["deux fichiers", ["--effectif", "10", "autre.csv"]],
  ])("usage : %s", async (_, args) => {
    const { code, out, err } = await executer(ecrire("bon.csv", bon()), ...args);
    expect([code, out]).toEqual([64, ""]);
    expect(err).toMatch(/^[A-ZÀ-Ý-].+/);
  });

  it("dit les colonnes qu’il ne comprend pas, et calcule quand même", async () => {
    const colonnes = [...colonnesDe("restitution"), ["nouvelle", "Colonne de 2030"] as const];
    const { code, err } = await executer(
      ecrire("m.csv", csvOrion([rangeeOrion({ numero: "A" })], colonnes)),
      "--effectif",
      "10",
    );
    expect(code).toBe(0);
    expect(err).toContain("Colonne de 2030");
  });
});

it("l’aide nomme options et codes de sortie", async () => {
  const { code, out } = await executer("--help");
  expect(code).toBe(0);
  for (const mot of ["--effectif", "--etat", "--json", "Codes de sortie"]) expect(out).toContain(mot);
});

it("les exemples d’Orion gardent leur marque d’encodage", () => {
  const octets = readFileSync(
    path.resolve(import.meta.dirname, "../../fixtures/orion/SYNTHETIC_restitution_export.csv"),
  );
  expect([...octets.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});
