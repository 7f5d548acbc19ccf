import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lireCsv } from "@/lib/integrations/table/csv";
import { ouvrirTable } from "@/lib/integrations/table/ouvrir";
import { ecrireXlsx, feuilleXlsx, rangeeOrion } from "@/tests/outils/export-orion";

let dossier: string;
beforeAll(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-table-"));
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const OPTIONS = { attendu: "un export d’Orion", entetesAttendus: ["UAI", "a"] };

async function cellules(texte: string, pas = texte.length || 1): Promise<string[][]> {
  async function* morceaux() {
    for (let i = 0; i < texte.length; i += pas) yield texte.slice(i, i + pas);
  }
  const lues: string[][] = [];
  for await (const lot of lireCsv(morceaux(), "t.csv")) for (const e of lot) lues.push(e.cellules);
  return lues;
}

async function lire(chemin: string, options = {}) {
  const table = await ouvrirTable(chemin, "t", { ...OPTIONS, ...options });
  try {
    const rangees = [];
    for await (const r of table.rangees) rangees.push(r);
    return { entetes: table.entetes, rangees, octets: table.octetsLus() };
  } finally {
    await table.fermer();
  }
}
const lireTexte = (contenu: string) => {
  const chemin = path.join(dossier, "t.csv");
  writeFileSync(chemin, contenu);
  return lire(chemin);
};

describe("les guillemets, d’Orion et des tableurs", () => {
  it.each([
    ["intérieur d’Orion", String.raw`"LP \"TEST\"";"b"`, ['LP "TEST"', "b"]],
    ["d’Orion en fin de cellule, avant une cellule vide", String.raw`"dit \"oui\"";;`, ['dit "oui"', "", ""]],
    ["d’Orion suivi d’un point-virgule dans le texte", String.raw`"\"oui\"; puis non";"b"`, ['"oui"; puis non', "b"]],
    ["d’Orion puis point-virgule final", String.raw`"dit \"oui\";";"b"`, ['dit "oui";', "b"]],
    ["doublé (RFC 4180)", '"LP ""TEST""";"b"', ['LP "TEST"', "b"]],
    ["doublé après une barre", String.raw`"a\""b";"c"`, [String.raw`a\"b`, "c"]],
    ["barre oblique en fin de cellule", String.raw`"C:\dossier\";"b"`, [String.raw`C:\dossier${"\\"}`, "b"]],
    ["barre oblique en fin de ligne", `"a";"b\\"\n"c";"d"`, ["a", "b\\"]],
    ["cellule vide entre guillemets", '"";"b"', ["", "b"]],
    ["guillemet sans encadrement", 'tube 5" acier;b', ['tube 5" acier', "b"]],
    ["sur plusieurs lignes", '"un\r\ndeux;trois";"b"', ["un\ndeux;trois", "b"]],
    [
      "nombres et listes sans guillemets",
      "2026,00;0,52;-3,00;true;a, b, c;082",
      ["2026", "0.52", "-3", "true", "a, b, c", "082"],
    ],
    ["code entre guillemets laissé tel quel", '"2026,00"', ["2026,00"]],
  ])("%s", async (_, texte, attendues) => {
    const entetes = attendues.map((_, i) => `c${i}`).join(";");
    expect((await cellules(`${entetes}\n${texte}`))[1]).toEqual(attendues);
  });

  it("lit la même chose, quels que soient les morceaux", async () => {
    const texte = `c1;c2;c3;c4\n"a \\"b\\"";"c""d";;1,00\r\n"x\ny";"";z;"fin\\"\r\n`;
    const entier = await cellules(texte);
    for (let pas = 1; pas <= 12; pas++) expect(await cellules(texte, pas), String(pas)).toEqual(entier);
  });

  it("rend ce qu’Orion a écrit, pour tout texte sans barre oblique", async () => {
    const texte = fc.string({ unit: fc.constantFrom("a", '"', ";", "\n", " é", "1", ",") }).map((t) => `x${t}x`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(texte, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (textes, pas) => {
          const ecrit = textes.map((t) => `"${t.replaceAll('"', '\\"')}"`).join(";");
          expect(
            (await cellules(`${textes.map((_, i) => `c${i}`).join(";")}\n${ecrit}\n${ecrit}`, pas)).slice(1),
          ).toEqual([textes, textes]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("une table en CSV", () => {
  it("saute les lignes vides sans perdre leur numéro, et la consigne sep=;", async () => {
    const { rangees } = await lireTexte("\uFEFFsep=;\na;b\n\n1;2\n;\n3;4\n");
    expect(rangees.map((r) => [r.ligne, ...r.cellules])).toEqual([
      [4, "1", "2"],
      [6, "3", "4"],
    ]);
  });
  it("accepte des séparateurs de trop en fin de ligne, s’ils n’enferment rien", async () => {
    expect((await lireTexte("a;b;;\n1;2;;\n")).rangees[0]?.cellules).toEqual(["1", "2"]);
    await expect(lireTexte("a;b\n1;2;3\n")).rejects.toThrow(/3 cellules au lieu de 2/);
  });
  it.each([
    ["un guillemet jamais refermé", `a;b\n"1;2\n${"x;y\n".repeat(10)}`, /jamais refermé/],
    ["une ligne coupée", "a;b;c\n1;2;3\n4;5", /ligne 3 : 2 cellules au lieu de 3/],
    ["une formule", "a;b\n1;=1+1\n", /ligne 2, colonne « b ».+formule/],
    ["une formule entre guillemets", "a;b\n1;\"=cmd|' /C calc'!A0\"\n", /formule/],
    ["un octet nul", "a;b\n1;\u00002\n", /n’est pas un texte/],
    ["deux barres pour séparateur", "a|b\n1|2\n", /barres verticales/],
  ])("refuse %s", async (_, contenu, phrase) => {
    await expect(lireTexte(contenu)).rejects.toThrow(phrase);
  });
  it("prend une flèche ou un tiret pour ce qu’ils sont : du texte", async () => {
    expect((await lireTexte("a;b\n=> voir;- oui\n===;+33 1\n")).rangees.map((r) => r.cellules)).toEqual([
      ["=> voir", "- oui"],
      ["===", "+33 1"],
    ]);
  });
  it("s’arrête quand on y renonce", async () => {
    const chemin = path.join(dossier, "long.csv");
    writeFileSync(chemin, `a;b\n${"1;2\n".repeat(400_000)}`);
    const renoncer = new AbortController();
    const table = await ouvrirTable(chemin, "t", { ...OPTIONS, signal: renoncer.signal });
    renoncer.abort();
    await expect(async () => {
      for await (const _ of table.rangees);
    }).rejects.toThrow(/abort/i);
    await table.fermer();
  });
  it("refuse plus de lignes qu’il n’en lit", async () => {
    await expect(lire(path.join(dossier, "long.csv"))).rejects.toThrow(/dépasse 300.000 lignes/);
  });
});

const classeur = async (feuille: Iterable<string>, parties?: Record<string, string>) => {
  const chemin = path.join(dossier, "t.xlsx");
  await ecrireXlsx(chemin, feuille, parties);
  return chemin;
};
const FEUILLE = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const feuille = (lignes: string) => [`${FEUILLE}${lignes}</sheetData></worksheet>`];
const texte = (t: string) => `<c t="inlineStr"><is><t>${t}</t></is></c>`;
const entete = `<row>${texte("a")}${texte("b")}</row>`;

describe("une table en XLSX", () => {
  it("rend nombres, booléens, listes en JSON et cellules absentes", async () => {
    const chemin = await classeur(feuilleXlsx([rangeeOrion({ numero: "A", motif: ["x", "y"], amiCma: true })]));
    const { entetes, rangees } = await lire(chemin);
    const de = (nom: string) => rangees[0]?.cellules[entetes.indexOf(nom)];
    expect(rangees[0]?.cellules).toHaveLength(entetes.length);
    expect(["RS", "AMI/CMA ?", "Motif(s) de la demande", "Nom CMQ", "UAI"].map(de)).toEqual([
      "2026",
      "true",
      '["x","y"]',
      "",
      "0690001B",
    ]);
  });
  it("lit les textes partagés, les nombres d’un tableur et l’échappement de XML", async () => {
    const chemin = await classeur(
      feuille(
        `${entete}<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>0.52000000000000002</v></c><c r="F5"><v>9</v></c></row>`,
      ),
      {
        "xl/sharedStrings.xml":
          '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>non</t></si><si><r><t>é &amp; </t></r><r><t>oui</t></r></si></sst>',
        "xl/_rels/workbook.xml.rels":
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
      },
    );
    expect((await lire(chemin)).rangees).toEqual([{ ligne: 5, cellules: ["é & oui", "0.52"] }]);
  });
  it.each([
    ["une formule", `${entete}<row><c><f>1+1</f><v>2</v></c></row>`, /ligne 2, colonne « a ».+formule \(=1\+1\)/],
    ["un texte partagé absent", `${entete}<row><c t="s"><v>7</v></c></row>`, /abîmé/],
    ["une autre table", `<row>${texte("x")}${texte("y")}</row>`, /n’est pas un export d’Orion/],
    ["un XML mal formé", `${entete}<row><c>`, /abîmé/],
  ])("refuse %s", async (_, lignes, phrase) => {
    await expect(classeur(feuille(lignes)).then((c) => lire(c))).rejects.toThrow(phrase);
  });
  it("refuse une bombe sans la déplier, mémoire bornée", async () => {
    function* bombe() {
      yield `${FEUILLE}${entete}`;
      const zeros = `<row><c><v>${"0".repeat(100_000)}</v></c></row>`;
      for (let i = 0; i < 1_000; i++) yield zeros;
      yield "</sheetData></worksheet>";
    }
    const chemin = await classeur(bombe());
    const avant = process.memoryUsage.rss();
    await expect(lire(chemin)).rejects.toThrow(/démesuré/);
    expect((process.memoryUsage.rss() - avant) / 1e6).toBeLessThan(150);
  });
  it("refuse un document à macros, un DTD, un classeur coupé", async () => {
    await expect(classeur(feuille(entete), { "xl/vbaProject.bin": "x" }).then((c) => lire(c))).rejects.toThrow(
      /macros/,
    );
    const dtd = ['<!DOCTYPE x [<!ENTITY a "b">]>', ...feuille(entete)];
    await expect(classeur(dtd).then((c) => lire(c))).rejects.toThrow(/DTD/);
    const chemin = await classeur(feuille(entete));
    const { readFileSync } = await import("node:fs");
    writeFileSync(chemin, readFileSync(chemin).subarray(0, 700));
    await expect(lire(chemin)).rejects.toThrow(/abîmé/);
  });
});

it("refuse un fichier trop lourd avant de le lire", async () => {
  const { truncateSync } = await import("node:fs");
  const chemin = path.join(dossier, "lourd.csv");
  writeFileSync(chemin, "a;b\n");
  truncateSync(chemin, 200_000_000);
  await expect(lire(chemin)).rejects.toThrow(/dépasse la limite de 150/);
});

describe("ce qui n’est pas un tableau se dit par son nom, quel que soit celui du fichier", () => {
  const ole = (flux: string): Buffer => {
    const octets = Buffer.alloc(1_536);
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(octets);
    octets.writeUInt16LE(9, 30);
    octets.writeUInt32LE(1, 48);
    Buffer.from(flux, "utf16le").copy(octets, 1_024);
    return octets;
  };
  const zip = (partie: string): Buffer => {
    const nom = Buffer.from(partie);
    const local = Buffer.alloc(30);
    local.write("PK\u0003\u0004", 0, "latin1");
    local.writeUInt16LE(nom.length, 26);
    const central = Buffer.alloc(46);
    central.write("PK\u0001\u0002", 0, "latin1");
    central.writeUInt16LE(nom.length, 28);
    const fin = Buffer.alloc(22);
    fin.write("PK\u0005\u0006", 0, "latin1");
    fin.writeUInt16LE(1, 8);
    fin.writeUInt16LE(1, 10);
    fin.writeUInt32LE(46 + nom.length, 12);
    fin.writeUInt32LE(30 + nom.length, 16);
    return Buffer.concat([local, nom, central, nom, fin]);
  };
  it.each([
    ["un PDF", () => Buffer.from("%PDF-1.7\n1 0 obj"), /est un PDF/],
    ["un DOC", () => ole("WordDocument"), /document Word \(\.doc\)/],
    ["un XLS", () => ole("Workbook"), /ancien format Excel/],
    ["un DOCX", () => zip("word/document.xml"), /document Word \(\.docx\)/],
    ["un ZIP", () => zip("notes.txt"), /dossier compressé \(\.zip\)/],
  ])("%s", async (_, octets, phrase) => {
    const chemin = path.join(dossier, "renomme.csv");
    writeFileSync(chemin, octets());
    await expect(lire(chemin)).rejects.toThrow(phrase);
  });
});
