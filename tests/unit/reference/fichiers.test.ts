import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { estDate } from "@/lib/domain/dates";
import { defautCfd, defautUai } from "@/lib/domain/identifiants";
import { CODES_REGION, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";

const lire = (nom: string) => JSON.parse(readFileSync(`prisma/reference/${nom}.json`, "utf8"));
const doublons = (valeurs: unknown[]) => valeurs.filter((v, i) => valeurs.indexOf(v) !== i);
const codes = (lignes: { code: string }[]) => lignes.map((l) => l.code);

type Formation = {
  cfd: string;
  libelle: string;
  niveau: number;
  niveauFormation: string;
  groupe: string;
  ouverture: string | null;
  fermeture: string | null;
  plateau: boolean;
  remplace: string[];
};
const regions = lire("regions");
const academies: { code: string; nom: string; region: string }[] = lire("academies");
const departements: { code: string; nom: string; academie: string; region: string }[] = lire("departements");
const niveaux: { code: string; niveau: number | null }[] = lire("niveaux");
const formations: Formation[] = lire("formations");
const personas: { code: string; role: string; email: string; nom: string; regionAcademique?: string; uai?: string }[] =
  lire("personas");

describe("géographie", () => {
  test("les 18 régions académiques sont celles du code", () => expect(regions).toEqual(REGIONS_ACADEMIQUES));

  test("30 académies, chacune dans une région, aucune en double", () => {
    expect(academies).toHaveLength(30);
    expect(doublons(codes(academies))).toEqual([]);
    for (const a of academies) expect(CODES_REGION, a.nom).toContain(a.region);
    for (const region of CODES_REGION) expect(academies.some((a) => a.region === region)).toBe(true);
  });

  test("103 départements, chacun dans une académie de sa région", () => {
    expect(departements).toHaveLength(103);
    expect(doublons(codes(departements))).toEqual([]);
    for (const d of departements)
      expect(academies.find((a) => a.code === d.academie)?.region, `${d.code} ${d.nom}`).toBe(d.region);
  });
});

describe("formations", () => {
  test("le fichier reste sous 1,5 Mo et s’écrit une formation par ligne", () => {
    const texte = readFileSync("prisma/reference/formations.json", "utf8");
    expect(Buffer.byteLength(texte)).toBeLessThan(1_500_000);
    expect(texte.trimEnd().split("\n")).toHaveLength(formations.length + 2);
  });

  test("2 295 formations, dans l’ordre des codes, aucune en double", () => {
    const cfds = formations.map((f) => f.cfd);
    expect(cfds).toHaveLength(2295);
    expect(new Set(cfds).size).toBe(cfds.length);
    expect([...cfds].sort()).toEqual(cfds);
  });

  test("chaque formation a un CFD bien formé, un niveau de 3 à 6, un diplôme connu et des dates qui existent", () => {
    const diplomes = new Map(niveaux.map((n) => [n.code, n.niveau]));
    const fautes = formations.filter(
      (f) =>
        defautCfd(f.cfd) !== null ||
        !f.cfd.startsWith(f.niveauFormation) ||
        f.libelle.trim() === "" ||
        ![3, 4, 5, 6].includes(f.niveau) ||
        ![f.niveau, null].includes(diplomes.get(f.niveauFormation) as number | null) ||
        (f.ouverture !== null && !estDate(f.ouverture)) ||
        (f.fermeture !== null && (!estDate(f.fermeture) || f.fermeture < "2021-08-31")),
    );
    expect(fautes).toEqual([]);
  });

  test("aucun libellé ne garde de caractère mal décodé", () => {
    expect(formations.filter((f) => /[\uFFFDÃ\u0080-\u009F]|'/.test(f.libelle))).toEqual([]);
  });

  test.each([
    ["40025519", "Cybersécurité, Informatique et réseaux, Electronique", 4, true],
    ["50025524", "Electricien", 3, true],
    [
      "32032613",
      "Services informatiques aux organisations option A solutions d’infrastructures, systèmes et réseaux",
      5,
      false,
    ],
  ])("%s se lit « %s »", (cfd, libelle, niveau, plateau) => {
    expect(formations.find((f) => f.cfd === cfd)).toMatchObject({ libelle, niveau, plateau });
  });
});

describe("diplômes rénovés", () => {
  test("679 formations disent ce qu’elles remplacent, jamais elles-mêmes", () => {
    expect(formations.filter((f) => f.remplace.length > 0)).toHaveLength(679);
    expect(formations.filter((f) => f.remplace.includes(f.cfd) || doublons(f.remplace).length > 0)).toEqual([]);
  });
  test("le CS Joaillerie, ouvert à la rentrée 2024, remplace la mention complémentaire", () =>
    expect(formations.find((f) => f.cfd === "56122304")).toMatchObject({
      ouverture: "2024-09-01",
      remplace: ["01022304"],
    }));
});

describe("modules élémentaires de formation", () => {
  const mefs: { mef: string; mefstat11: string; cfd: string; dispositif: string; duree: number; annee: number }[] =
    lire("mefs");
  test("3 318 MEF, chacun d’une formation connue, aucun en double", () => {
    const connues = new Set(formations.map((f) => f.cfd));
    expect(mefs).toHaveLength(3318);
    expect(new Set(mefs.map((m) => m.mef)).size).toBe(mefs.length);
    expect(mefs.filter((m) => !connues.has(m.cfd) || !/^[0-9A-Z]{11}$/.test(m.mefstat11))).toEqual([]);
  });
  test("un MEF commence par son dispositif, suivi de la fin de son CFD", () =>
    expect(mefs.filter((m) => !m.mef.startsWith(m.dispositif + m.cfd.slice(-5)))).toEqual([]));
});

describe("campus des métiers et des qualifications", () => {
  test("12 filières et les noms connus d’Orion", () => {
    expect(lire("cmq-filieres")).toHaveLength(12);
    const campus: { nom: string; excellence: boolean }[] = lire("cmq");
    expect(campus).toHaveLength(9);
    // « Patrimoine et Artisanat d’excellence » is a plain CMQ whose name ends with the word.
    expect(campus.filter((c) => c.excellence)).toHaveLength(6);
  });
});

describe("comptes de démonstration", () => {
  test("chaque rôle de domain/3 a son compte, tous inventés", () => {
    expect(new Set(personas.map((p) => p.role))).toEqual(
      new Set([
        "equipe_projet",
        "partenaire",
        "coordonnateur_cmq",
        "etablissement",
        "region_academique",
        "conseil_regional",
        "evaluateur_sgpi",
        "operateur",
        "lecteur_national",
        "administrateur",
      ]),
    );
    expect(doublons(codes(personas))).toEqual([]);
    expect(doublons(personas.map((p) => p.email))).toEqual([]);
    for (const p of personas) {
      expect(p.email).toMatch(/@exemple\.invalid$/);
      expect(p.nom).toBe("Exemple");
      if (p.regionAcademique) expect(CODES_REGION).toContain(p.regionAcademique);
      if (p.uai) expect(defautUai(p.uai)).toBeNull();
    }
  });
});
