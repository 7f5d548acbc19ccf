import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Contributions } from "@/components/carte-formations/region/contributions";
import {
  deAcademie,
  ecrireDiplome,
  ecrireEtape,
  ecrirePart,
  ecrirePoints,
} from "@/components/carte-formations/region/ecrire";
import { PlacesManquantes } from "@/components/carte-formations/region/places-manquantes";
import { TableauTaux } from "@/components/carte-formations/region/tableau-taux";
import type { Base } from "@/lib/domain/carte/methodes";
import { METHODES } from "@/lib/domain/carte/methodes";
import type { CelluleTaux, EtapePont } from "@/lib/schemas/carte-taux";
import { accueilCarte } from "@/lib/server/carte/territoire";

describe("ce qui s’écrit", () => {
  test.each([
    [1227, 2918, "42,0\u00a0%"],
    [875, 3793, "23,1\u00a0%"],
    [1, 3, "33,3\u00a0%"],
    [1, 2000, "0,1\u00a0%"],
    [0, 12, "0,0\u00a0%"],
    [12, 12, "100,0\u00a0%"],
  ])("%i sur %i : %s", (n, total, ecrit) => {
    expect(ecrirePart(n, total)).toBe(ecrit);
  });

  test("une part du taux se dit en points", () => {
    expect(ecrirePoints(81, 58_240)).toBe("0,14\u00a0pt");
  });

  test.each([
    ["BAC PRO", "Bac pro"],
    ["CAP", "CAP"],
    ["BTS", "BTS"],
    ["MENTION COMPLEMENTAIRE", "Mention complementaire"],
    ["MC3", "MC3"],
  ])("%s s’écrit %s", (lu, ecrit) => {
    expect(ecrireDiplome(lu)).toBe(ecrit);
  });

  test.each([
    ["Lyon", "de Lyon"],
    ["Aix-Marseille", "d’Aix-Marseille"],
    ["Orléans-Tours", "d’Orléans-Tours"],
    ["La Réunion", "de La Réunion"],
  ])("académie de %s", (nom, ecrit) => {
    expect(deAcademie(nom)).toBe(ecrit);
  });

  test("une étape porte son signe, un total n’en porte pas", () => {
    const etape = (genre: "ajout" | "retrait", places: number): EtapePont => ({
      ...{ genre, libelle: "", depuis: 0, jusqua: 0, explication: "" },
      places: { places, filtres: {} },
    });
    expect(ecrireEtape(etape("ajout", 842))).toBe("+842");
    expect(ecrireEtape(etape("retrait", 51))).toBe("−51");
    expect(ecrireEtape(etape("ajout", 0))).toBe("0");
    const total: EtapePont = {
      ...{ genre: "total", methode: "igesr", libelle: "igesr", taux: null },
      places: { places: 3609, filtres: {} },
    };
    expect(ecrireEtape(total)).toBe("3\u202f609");
  });
});

describe("le tableau des taux", () => {
  const chiffre = (places: number) => ({ places, filtres: { region: "01", methode: "igesr", base: "valide" } });
  const cellule = (taux: string | null, atteint: boolean | null, places = 3609): CelluleTaux => ({
    ...{ etat: "chiffre", taux, atteint, manque: null },
    ...{ ouvertes: chiffre(0), fermees: chiffre(0), colorees: chiffre(0), transformees: chiffre(places) },
  });
  const dessiner = (
    cellules: Record<Base, CelluleTaux>,
    effectif: number | null = 50_139,
    constat = { attendus: 42, saisis: 0 },
  ): string =>
    renderToStaticMarkup(
      <TableauTaux
        methodes={[{ methode: "igesr", nom: "igesr", resume: METHODES.igesr.resume, enVigueur: false, cellules }]}
        rentree={2025}
        effectif={effectif}
        constat={constat}
        note=""
      />,
    );

  test("un constat qui manque se dit, jamais 0 ; un taux atteint ou non se dit en mots", () => {
    const html = dessiner({
      previsionnel: cellule("0.071978", true),
      valide: cellule("0.041978", false),
      constate: { etat: "constat_a_saisir" },
    });
    expect(html).toContain("Constat pas encore saisi");
    expect(html).toContain("Objectif atteint\u00a0: ");
    expect(html).toContain("Sous l’objectif\u00a0: ");
    expect(html).toContain("7,20\u00a0%");
    expect(html).not.toMatch(/>0(,00)?\s?%/);
  });

  test("sans effectif, les places restent et mènent à leurs lignes ; aucun taux", () => {
    const inconnue = cellule(null, null);
    const html = dessiner({ previsionnel: inconnue, valide: inconnue, constate: inconnue }, null);
    expect(html.match(/Effectif inconnu/g)).toHaveLength(3);
    expect(html).toContain("3\u202f609\u00a0places");
    expect(html).toContain("/carte/demandes?region=01&amp;methode=igesr&amp;base=valide");
    expect(html).not.toContain("\u00a0%</strong>");
    expect(html).not.toContain("objectif de 6");
  });

  test("arrondi à 6,00 % sans l’atteindre : ce qui manque est dit", () => {
    const juste: CelluleTaux = { ...cellule("0.060000", false, 5_999), manque: 1 } as CelluleTaux;
    const loin: CelluleTaux = { ...cellule("0.049990", false, 4_999), manque: 1_001 } as CelluleTaux;
    const html = dessiner({ previsionnel: juste, valide: loin, constate: loin }, 99_990);
    expect(html.match(/il manque/g)).toHaveLength(1);
    expect(html).toContain("il manque 1\u00a0place");
  });

  test("la méthode en vigueur est marquée, et les constats dits à côté des taux constatés", () => {
    const c = cellule("0.071980", null);
    const html = renderToStaticMarkup(
      <TableauTaux
        methodes={(["orion-2024", "orion-2025"] as const).map((methode) => ({
          ...{ methode, nom: methode, resume: "", enVigueur: methode === "orion-2025" },
          cellules: { previsionnel: c, valide: c, constate: c },
        }))}
        rentree={2025}
        effectif={50_139}
        constat={{ attendus: 42, saisis: 30 }}
        note=""
      />,
    );
    expect(html).toMatch(/orion-2025<span[^>]*><strong>En vigueur à la rentrée 2025/);
    expect(html.match(/En vigueur/g)).toHaveLength(1);
    expect(html).toContain("30\u00a0demandes sur 42 constatées");
    expect(html).not.toContain("Sous l’objectif");
  });

  test("une seule voie : igesr n’a pas de chiffre", () => {
    const html = dessiner({
      previsionnel: { etat: "sans_objet" },
      valide: { etat: "sans_objet" },
      constate: { etat: "sans_objet" },
    });
    expect(html.match(/Sans objet pour une seule voie/g)).toHaveLength(3);
  });
});

test("un projet que l’on ne peut pas lire n’est ni nommé ni lié", () => {
  const places = { previsionnel: null, valide: null, constate: null };
  const apport = { demandes: 4, places, sansConstat: 4 };
  const html = renderToStaticMarkup(
    <Contributions
      contributions={{
        ...{ methode: "igesr", base: "valide", projets: [], total: apport, revendiquees: [] },
        ...{ effectif: null, placesTerritoire: null },
        autres: { ...apport, projets: 1 },
      }}
    />,
  );
  expect(html).toContain("Un autre dossier");
  expect(html).not.toContain("/dossiers/");
});

test.each([
  [false, true, "Constat pas encore saisi"],
  [false, false, "rien n’est encore promis"],
  [true, true, "Toutes les places promises"],
])("places manquantes : constat saisi %s, demandes validées %s", (constatSaisi, aConstater, phrase) => {
  const html = renderToStaticMarkup(
    <PlacesManquantes
      manquantes={{
        ...{ demandes: 0, formations: 0, lignes: [], sansConstat: 0 },
        ...{ total: { places: 0, filtres: {} }, colorees: { places: 0, filtres: {} } },
        autres: { demandes: 0, places: 0 },
      }}
      rentree={2026}
      constatSaisi={constatSaisi}
      aConstater={aConstater}
      nomMotif={(code) => code}
      demander={() => null}
    />,
  );
  expect(html).toContain(phrase);
});

describe("où chacun arrive sur la carte", () => {
  const agent = (...habilitations: { role: string; regionAcademique?: string; uai?: string }[]) =>
    ({
      habilitations: habilitations.map((h) => ({ regionAcademique: null, uai: null, dossierId: null, ...h })),
    }) as unknown as Parameters<typeof accueilCarte>[0];

  test.each([
    ["une région", agent({ role: "region_academique", regionAcademique: "01" }), { genre: "region", region: "01" }],
    [
      "la même région deux fois",
      agent({ role: "equipe_projet", regionAcademique: "01" }, { role: "conseil_regional", regionAcademique: "01" }),
      { genre: "region", region: "01" },
    ],
    [
      "deux régions",
      agent({ role: "equipe_projet", regionAcademique: "01" }, { role: "equipe_projet", regionAcademique: "02" }),
      { genre: "choix", regions: true, uais: [] },
    ],
    [
      "un établissement",
      agent({ role: "etablissement", regionAcademique: "01", uai: "0699999U" }),
      { genre: "etablissement", uai: "0699999U" },
    ],
    [
      "deux établissements",
      agent({ role: "etablissement", uai: "0699999U" }, { role: "etablissement", uai: "0389999N" }),
      { genre: "choix", regions: false, uais: ["0389999N", "0699999U"] },
    ],
    ["la France", agent({ role: "lecteur_national" }), { genre: "choix", regions: true, uais: [] }],
  ])("%s", (_, qui, accueil) => {
    expect(accueilCarte(qui)).toEqual(accueil);
  });
});
