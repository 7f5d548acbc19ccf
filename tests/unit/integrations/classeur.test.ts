import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Classeur, type ClasseurLu, nomColonne } from "@/lib/domain/annexe/classeur";
import { lireImport } from "@/lib/domain/annexe/importer";
import { lireFiche } from "@/lib/domain/annexe/lire-fiche";
import { CHIFFRES } from "@/lib/domain/annexe/recapitulation";
import { partEntiere } from "@/lib/domain/argent";
import { grille } from "@/lib/domain/budget";
import { ecrireClasseur } from "@/lib/integrations/classeur/ecrire";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import { annexe, contenuArbitraire, NOMS_PIEGES } from "../../outils/annexes";
import { convertir } from "../../outils/convertir";
import { reecrire } from "../../outils/retoucher-classeur";

async function lire(octets: Buffer): Promise<ClasseurLu> {
  const lu = await lireClasseur(octets, "a.xlsx");
  if (!lu.ok) throw new Error(lu.motif);
  return lu.classeur;
}
const texteA = (c: ClasseurLu, feuille: number, place: string): string => {
  const [, lettre = "A", ligne = "1"] = /^([A-Z])(\d+)$/.exec(place) ?? [];
  const v = c.feuilles[feuille]?.lignes.get(Number(ligne))?.get(lettre.charCodeAt(0) - 64);
  return v === undefined || v.type === "booleen" ? "" : v.texte;
};

/** The same without the values of its formulas: whoever opens it has to compute them. */
const sansValeurs = (classeur: Classeur): Classeur => ({
  ...classeur,
  feuilles: classeur.feuilles.map((f) => ({
    ...f,
    lignes: new Map(
      [...f.lignes].map(([n, cases]) => [
        n,
        new Map([...cases].map(([c, v]) => [c, v.formule === undefined ? v : { ...v, valeur: null }])),
      ]),
    ),
  })),
});

// One dossier with every awkward name, and money enough to see a cent go astray.
const [contenu] = fc.sample(
  contenuArbitraire.filter((c) => c.partenaires.length >= 3 && c.budget.length >= 8 && c.financements.length >= 3),
  { numRuns: 1, seed: 42 },
);
if (contenu === undefined) throw new Error("Aucun contenu tiré");
const borne = (m: string | null) => (m === null || m.length < 12 ? m : "1234567.89");
const CONTENU = {
  ...contenu,
  partenaires: NOMS_PIEGES.slice(0, 6).map((nom, i) => ({
    ...{ id: contenu.partenaires[i]?.id ?? `q${i}`, nom, nature: null, categorie: null },
    ...{ chefDeFile: i === 0, siret: null, uai: null },
  })),
  budget: contenu.budget.map((l) => ({ ...l, montant: borne(l.montant) })),
  financements: contenu.financements.map((l) => ({ ...l, montant: borne(l.montant) })),
};

describe("LibreOffice", () => {
  test("ouvre l’annexe, recalcule tout, et trouve au centime les totaux du domaine", { timeout: 180_000 }, async () => {
    const calcule = await lire(await convertir(await ecrireClasseur(sansValeurs(annexe(CONTENU))), "xlsx", "xlsx"));
    const attendu = await lire(await ecrireClasseur(annexe(CONTENU)));
    const g = grille(CONTENU.budget, [...new Set(CONTENU.budget.map((l) => l.annee))], []);
    const cents = (place: string) => BigInt(Math.round(Number(texteA(calcule, 0, place)) * 100));
    expect(cents(CHIFFRES.coutTotal)).toBe(g.coutTotal.total);
    expect(cents(CHIFFRES.coutEligible)).toBe(g.coutEligible.total);
    expect(cents(CHIFFRES.subventionMax)).toBe(partEntiere(g.coutEligible.total, 7n, 10n));
    // Every figure of every sheet, computed there and kept here.
    for (const [i, f] of attendu.feuilles.entries())
      for (const [ligne, cases] of f.lignes)
        for (const [colonne, v] of cases) {
          const la = calcule.feuilles[i]?.lignes.get(ligne)?.get(colonne);
          const nom = `${f.nom} ${nomColonne(colonne)}${ligne}`;
          if (v.type === "nombre")
            expect(Number((la as { texte: string })?.texte), nom).toBeCloseTo(Number(v.texte), 5);
          else
            expect((la as { texte?: string })?.texte?.replace(/\r/g, ""), nom).toBe(
              (v as { texte: string }).texte.replace(/\r/g, ""),
            );
        }
  });

  test("enregistrée par LibreOffice puis importée : rien ne change, et aucun nom n’est devenu une formule", {
    timeout: 180_000,
  }, async () => {
    const classeur = await lire(await convertir(await ecrireClasseur(annexe(CONTENU)), "xlsx", "xlsx"));
    const lu = lireFiche(classeur);
    if (!lu.ok) throw new Error(lu.faute.message);
    expect(lireImport(classeur, lu.fiche, CONTENU, CONTENU, () => "neuve")).toMatchObject({
      ok: true,
      lu: { changements: [] },
    });
    expect(classeur.feuilles.map((f) => texteA({ feuilles: [f] }, 0, "B1").trim())).toEqual(
      expect.arrayContaining(NOMS_PIEGES.slice(0, 5).map((n) => n.trim())),
    );
  });
});

const bon = () => ecrireClasseur(annexe(CONTENU));
const motif = async (octets: Buffer): Promise<string> => {
  const lu = await lireClasseur(octets, "a.xlsx");
  return lu.ok ? "" : lu.motif.replace(/\s/g, " ");
};
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

describe("ce qui n’est pas un classeur sûr est refusé d’une phrase", () => {
  test.each<[string, () => Promise<Buffer>, RegExp]>([
    ["vide", async () => Buffer.alloc(0), /vide/],
    ["un CSV", async () => Buffer.from("a;b\r\n1;2\r\n"), /Enregistrer sous/],
    ["un .xls", async () => Buffer.concat([OLE, Buffer.alloc(600)]), /ancien format/],
    [
      "protégé par un mot de passe",
      async () => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]),
      /mot de passe/,
    ],
    ["tronqué", async () => (await bon()).subarray(0, 2_000), /abîmé/],
    ["avec des macros", async () => reecrire(await bon(), (p) => p.set("xl/vbaProject.bin", "x")), /macros/],
    [
      "avec un lien externe",
      async () => reecrire(await bon(), (p) => p.set("xl/externalLinks/externalLink1.xml", "<x/>")),
      /liens/,
    ],
    [
      "avec des entités qui gonflent",
      async () =>
        reecrire(await bon(), (p) =>
          p.set(
            "xl/worksheets/sheet1.xml",
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
          ),
        ),
      /DTD/,
    ],
    [
      "avec un XML cassé",
      async () => reecrire(await bon(), (p) => p.set("xl/workbook.xml", "<workbook><sheets>")),
      /abîmé/,
    ],
    [
      "avec une chaîne partagée absente",
      async () =>
        reecrire(await bon(), (p) =>
          p.set(
            "xl/worksheets/sheet1.xml",
            '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>',
          ),
        ),
      /abîmé/,
    ],
    ["qui n’a rien d’un classeur", async () => reecrire(await bon(), (p) => p.delete("_rels/.rels")), /abîmé|XLSX/],
    [
      "une bombe",
      async () => reecrire(await bon(), (p) => p.set("xl/media/image1.png", "0".repeat(60_000_000))),
      /démesuré/,
    ],
  ])("%s", async (_, faire, phrase) => {
    expect(await motif(await faire())).toMatch(phrase);
  });

  test("un .ods est refusé, l’OpenDocument de LibreOffice compris", { timeout: 180_000 }, async () => {
    expect(await motif(await convertir(await bon(), "xlsx", "ods"))).toMatch(/OpenDocument/);
  });
});

test("deux fois le même classeur, les mêmes octets ; le fichier est vraiment comprimé", async () => {
  const [a, b] = [await bon(), await bon()];
  expect(a.equals(b)).toBe(true);
  expect(deflateRawSync(a).length).toBeGreaterThan(a.length / 2);
});
