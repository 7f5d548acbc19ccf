import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClasseurLu } from "@/lib/domain/annexe/classeur";
import { nomCase } from "@/lib/domain/annexe/classeur";
import type { ContenuAnnexe } from "@/lib/domain/annexe/contenu";
import { centimesDe } from "@/lib/domain/annexe/contenu";
import { lireImport } from "@/lib/domain/annexe/importer";
import { lireFiche } from "@/lib/domain/annexe/lire-fiche";
import { centimesDuNombre } from "@/lib/domain/annexe/lire-valeurs";
import { nommerFeuilles } from "@/lib/domain/annexe/noms-feuilles";
import { CHIFFRES } from "@/lib/domain/annexe/recapitulation";
import { ecrireMontant } from "@/lib/domain/argent";
import { grille } from "@/lib/domain/budget";
import { ecrireClasseur } from "@/lib/integrations/classeur/ecrire";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import { annexe, contenuArbitraire, NOMS_PIEGES } from "../../../outils/annexes";
import { partieDe, reecrire, retoucher } from "../../../outils/retoucher-classeur";

async function lire(octets: Buffer): Promise<ClasseurLu> {
  const lu = await lireClasseur(octets, "a.xlsx");
  if (!lu.ok) throw new Error(lu.motif);
  return lu.classeur;
}
let rang = 0;
async function importer(octets: Buffer, base: ContenuAnnexe, courant = base) {
  const classeur = await lire(octets);
  const lu = lireFiche(classeur);
  if (!lu.ok) throw new Error(lu.faute.message);
  return lireImport(classeur, lu.fiche, base, courant, () => `neuve-${rang++}`);
}
const valeur = (classeur: ClasseurLu, feuille: number, place: string) => {
  const [, lettre = "A", ligne = "1"] = /^([A-Z])(\d+)$/.exec(place) ?? [];
  return classeur.feuilles[feuille]?.lignes.get(Number(ligne))?.get(lettre.charCodeAt(0) - 64);
};

test("exporter puis importer ne change rien, quels que soient le budget, les noms et les montants", async () => {
  await fc.assert(
    fc.asyncProperty(contenuArbitraire, async (contenu) => {
      const resultat = await importer(await ecrireClasseur(annexe(contenu)), contenu);
      expect(resultat).toMatchObject({ ok: true, lu: { changements: [], depuis: [] } });
    }),
    { numRuns: 40 },
  );
});

test("les chiffres clés sont ceux du budget, au centime", async () => {
  await fc.assert(
    fc.asyncProperty(contenuArbitraire, async (contenu) => {
      const classeur = await lire(await ecrireClasseur(annexe(contenu)));
      const annees = [...new Set(contenu.budget.map((l) => l.annee))];
      const g = grille(contenu.budget, annees, []);
      const lu = (place: string) => (valeur(classeur, 0, place) as { texte: string }).texte;
      expect(lu(CHIFFRES.coutTotal)).toBe(ecrireMontant(g.coutTotal.total));
      expect(lu(CHIFFRES.coutEligible)).toBe(ecrireMontant(g.coutEligible.total));
      expect(lu(CHIFFRES.nonEligible)).toBe(ecrireMontant(g.totalHorsAssiette.total));
    }),
    { numRuns: 30 },
  );
});

const CONTENU: ContenuAnnexe = {
  ...{ debut: "2024-09-01", dureeMois: 24 },
  partenaires: [
    { id: "a", nom: "Région", nature: null, categorie: null, chefDeFile: true, siret: null, uai: null },
    { id: "b", nom: "Lycée", nature: null, categorie: null, chefDeFile: false, siret: null, uai: null },
  ],
  budget: [
    {
      cle: "k1",
      partenaire: "a",
      poste: "equipement",
      annee: 2024,
      montant: "100.00",
      eligible: null,
      libelle: "Four",
    },
    {
      cle: "k2",
      partenaire: "a",
      poste: "equipement",
      annee: 2025,
      montant: "200.00",
      eligible: null,
      libelle: "Four",
    },
    { cle: "k3", partenaire: "a", poste: "promotion", annee: 2024, montant: "50.00", eligible: null, libelle: null },
  ],
  financements: [
    {
      ...{ cle: "s1", source: "region", partenaire: "a", montant: "70.00", nature: "numeraire" },
      ...{ engage: true, baseValorisation: null },
    },
  ],
  repartition: [{ cle: "r1", partenaire: "b", subvention: "10.00", part: "50" }],
};
const F = "Région";
const octets = () => ecrireClasseur(annexe(CONTENU));
const changements = async (cases: Record<string, string | number | null>, feuille = F) => {
  const resultat = await importer(await retoucher(await octets(), feuille, cases), CONTENU);
  if (!resultat.ok) throw new Error(JSON.stringify(resultat.fautes));
  return resultat.lu.changements;
};
// Rows of « Région »: 10 is the oven, 11 the promotion; F, G, H are 2024, 2025, 2026.

test.each<[string, Record<string, string | number | null>, object[]]>([
  ["un montant", { F10: 120.5 }, [{ type: "champ", adresse: "budget/budget/k1/montant", apres: "120.50" }]],
  ["le même montant écrit autrement", { F10: "100,00 €" }, []],
  ["une case vidée : sa ligne s’en va", { F10: null }, [{ type: "retrait", adresse: "budget/budget/k1" }]],
  [
    "une année remplie",
    { H10: 7 },
    [{ type: "ajout", apres: { partenaire: "a", poste: "equipement", annee: 2026, montant: "7.00", libelle: "Four" } }],
  ],
  [
    "un libellé : sur chaque ligne de la rangée",
    { C10: "Four à induction" },
    [{ adresse: "budget/budget/k1/libelle" }, { adresse: "budget/budget/k2/libelle", apres: "Four à induction" }],
  ],
  ["une rangée vidée", { B11: null, F11: null }, [{ type: "retrait", adresse: "budget/budget/k3" }]],
  [
    "une ligne ajoutée",
    { B12: "Missions et déplacements", G12: "1 250,75" },
    [{ type: "ajout", apres: { poste: "missions", annee: 2025, montant: "1250.75", partenaire: "a" } }],
  ],
  ["non éligible", { D11: "Non" }, [{ adresse: "budget/budget/k3/eligible", apres: false }]],
])("une retouche, exactement ce changement : %s", async (_, cases, attendus) => {
  expect(await changements(cases)).toMatchObject(attendus);
  expect((await changements(cases)).length).toBe(attendus.length);
});

describe("les fautes, nommées par feuille et par case", () => {
  test.each<[string, Record<string, string | number | null>, string, RegExp]>([
    ["négatif", { F10: -1 }, "F10", /négatif/],
    ["négatif en texte", { F10: "-1 200,00" }, "F10", /négatif/],
    ["trois décimales", { F10: 1.005 }, "F10", /centime/],
    ["illisible", { F10: "à voir" }, "F10", /illisible/],
    ["trop grand", { F10: 1e12 }, "F10", /trop grand/],
    ["poste inconnu", { B10: "Divers" }, "B10", /poste inconnu/],
    ["éligible", { D10: "peut-être" }, "D10", /oui/],
    ["année hors du projet", { F9: 2031 }, "F9", /2031 est en dehors/],
    ["intitulé changé", { C9: "Objet" }, "C9", /remettez « Libellé »/],
    ["identité changée", { C6: "non" }, "C6", /section Partenaires/],
    ["clé inconnue", { A10: "2024:inventee" }, "B10", /clé/],
    ["clé illisible", { A10: "n’importe quoi" }, "A10", /clé/],
    ["deux lignes d’une même clé", { A11: "2024:k1 2025:k2" }, "B11", /même clé que/],
  ])("%s", async (_, cases, place, phrase) => {
    const resultat = await importer(await retoucher(await octets(), F, cases), CONTENU);
    if (resultat.ok) throw new Error(JSON.stringify(resultat.lu.changements));
    const faute = resultat.fautes.find((f) => f.case === place);
    expect(faute?.feuille).toBe(F);
    expect(faute?.message.replace(/\s/g, " ")).toMatch(phrase);
  });

  test("une feuille de partenaire manquante, une feuille d’ailleurs", async () => {
    const sans = await reecrire(await octets(), (parties) => {
      const nom = partieDe(parties, F);
      parties.set(nom, (parties.get(nom) ?? "").replace("#partenaire =a", "x"));
    });
    const resultat = await importer(sans, CONTENU);
    const phrases = resultat.ok ? [] : resultat.fautes.map((f) => f.message.replace(/\s/g, " "));
    expect(phrases).toContainEqual(expect.stringMatching(/^cette feuille ne vient pas de Rigel/));
    expect(phrases).toContainEqual(expect.stringMatching(/^la feuille du partenaire « Région » manque/));
    expect(phrases).toHaveLength(2);
  });

  test("la feuille masquée retouchée n’est pas crue", async () => {
    const faux = await retoucher(await octets(), "_rigel", { A3: "99" });
    expect(lireFiche(await lire(faux))).toMatchObject({ ok: false });
  });
});

test("ce que d’autres ont écrit depuis l’export reste ; la même case est une faute", async () => {
  const fichier = await retoucher(await octets(), F, { F10: 120 });
  const ecrit = (cle: string): ContenuAnnexe => ({
    ...CONTENU,
    budget: CONTENU.budget.map((l) => (l.cle === cle ? { ...l, montant: "1.00" } : l)),
  });
  expect(await importer(fichier, CONTENU, ecrit("k2"))).toMatchObject({
    ok: true,
    lu: { changements: [{ adresse: "budget/budget/k1/montant" }], depuis: [{ adresse: "budget/budget/k2/montant" }] },
  });
  expect(await importer(fichier, CONTENU, ecrit("k1"))).toMatchObject({
    ok: false,
    fautes: [{ feuille: F, case: "F10" }],
  });
});

test("les centimes se retrouvent de l’écriture binaire d’un tableur, jusqu’au plus grand montant", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999_999n }), (cents) => {
      const nombre = Number(cents) / 100;
      expect(centimesDuNombre(Number(nombre.toPrecision(17)))).toBe(cents);
    }),
  );
  expect(centimesDuNombre(1234.5599999999999)).toBe(123456n);
  expect(centimesDuNombre(0.1 + 0.2)).toBe(30n);
  expect(centimesDuNombre(1.005)).toBeUndefined();
  expect(centimesDe("999999999999.99")).toBe(99_999_999_999_999n);
});

test("les noms de feuilles : 31 caractères au plus, aucun interdit, aucun double", () => {
  const noms = nommerFeuilles([...NOMS_PIEGES, ...NOMS_PIEGES, null, "", "Historique"]);
  expect(new Set(noms.map((n) => n.toLowerCase())).size).toBe(noms.length);
  for (const nom of noms) {
    expect(nom.length).toBeLessThanOrEqual(31);
    expect(nom).not.toMatch(/[\\/?*[\]:]|^'|'$|^$/);
  }
  expect(noms.map((n) => n.toLowerCase())).not.toContain("récapitulation");
});

test("le nom d’une case", () => {
  expect(nomCase(28, 3)).toBe("AB3");
});

test("des montants déjà hors des dates du projet font l’aller-retour ; un nouveau y est refusé", async () => {
  const hors: ContenuAnnexe = {
    ...CONTENU,
    budget: [...CONTENU.budget, { ...(CONTENU.budget[0] as (typeof CONTENU.budget)[number]), cle: "k9", annee: 2030 }],
  };
  const fichier = await ecrireClasseur(annexe(hors));
  expect(await importer(fichier, hors)).toMatchObject({ ok: true, lu: { changements: [] } });
  // I is 2030: its amount changes or goes, another row gets none.
  expect(await importer(await retoucher(fichier, F, { I10: 12 }), hors)).toMatchObject({
    ...{ ok: true, lu: { changements: [{ type: "champ", adresse: "budget/budget/k9/montant", apres: "12.00" }] } },
  });
  expect(await importer(await retoucher(fichier, F, { I10: null }), hors)).toMatchObject({
    ...{ ok: true, lu: { changements: [{ type: "retrait", adresse: "budget/budget/k9" }] } },
  });
  expect(await importer(await retoucher(fichier, F, { I11: 5 }), hors)).toMatchObject({
    ...{ ok: false, fautes: [{ feuille: F, case: "I11", message: expect.stringContaining("2030") }] },
  });
});
