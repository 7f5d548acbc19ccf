import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyseur } from "@/lib/integrations/classeur/parties";
import { ouvrirTable } from "@/lib/integrations/table/ouvrir";
import { avecChaines, ecrireXlsx } from "@/tests/outils/export-orion";

let dossier: string;
beforeAll(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-table-hostile-"));
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

async function lire(chemin: string): Promise<string[][]> {
  const table = await ouvrirTable(chemin, "t", { attendu: "un export d’Orion", entetesAttendus: ["UAI", "a"] });
  try {
    const lues = [];
    for await (const r of table.rangees) lues.push([...r.cellules]);
    return lues;
  } finally {
    await table.fermer();
  }
}
/** Reads without keeping: what is measured is the reader. */
async function parcourir(chemin: string): Promise<void> {
  const table = await ouvrirTable(chemin, "t", { attendu: "un export d’Orion", entetesAttendus: ["a"] });
  try {
    for await (const _ of table.rangees);
  } finally {
    await table.fermer();
  }
}
const csv = (contenu: string): string => {
  const chemin = path.join(dossier, "t.csv");
  writeFileSync(chemin, contenu);
  return chemin;
};
const texte = (t: string) => `<c t="inlineStr"><is><t>${t}</t></is></c>`;
const entete = (n: number) => `<row r="1">${texte("a")}${texte("b").repeat(n - 1)}</row>`;
async function xlsx(lignes: Iterable<string>, chaines?: readonly string[]): Promise<string> {
  const chemin = path.join(dossier, "t.xlsx");
  function* feuille() {
    yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
    yield* lignes;
    yield "</sheetData></worksheet>";
  }
  await ecrireXlsx(chemin, feuille(), chaines === undefined ? {} : avecChaines(chaines));
  return chemin;
}
const partagee = (rang: number) => `<c t="s"><v>${rang}</v></c>`;

describe("un texte partagé par des milliers de cellules", () => {
  it.each([
    [4_500_000, /démesuré/],
    [32_768, /plus de 32.767 caractères/],
  ])("n’est pas pris à %i caractères : 6 Ko ne font pas 1,8 Go", async (longueur, phrase) => {
    const chemin = await xlsx([entete(400), `<row r="2">${partagee(0).repeat(400)}</row>`], ["a".repeat(longueur)]);
    expect(statSync(chemin).size).toBeLessThan(10_000);
    const avant = process.memoryUsage.rss();
    await expect(parcourir(chemin)).rejects.toThrow(phrase);
    expect((process.memoryUsage.rss() - avant) / 1e6).toBeLessThan(100);
  });
  it("ne fait pas une ligne démesurée", async () => {
    const chemin = await xlsx([entete(400), `<row r="2">${partagee(0).repeat(400)}</row>`], ["a".repeat(32_767)]);
    await expect(parcourir(chemin)).rejects.toThrow(/la ligne 2/);
  });
  it("ne fait pas un contenu démesuré, et n’occupe pas la mémoire d’ici là", async () => {
    function* lignes() {
      yield entete(6);
      for (let i = 2; i < 2_000; i++) yield `<row r="${i}">${partagee(0).repeat(6)}</row>`;
    }
    const chemin = await xlsx(lignes(), ["a".repeat(32_767)]);
    expect(statSync(chemin).size).toBeLessThan(15_000);
    const avant = process.memoryUsage.rss();
    await expect(parcourir(chemin)).rejects.toThrow(/démesuré/);
    expect((process.memoryUsage.rss() - avant) / 1e6).toBeLessThan(200);
  });
});

describe("les bornes d’une cellule, d’une ligne et d’un en-tête", () => {
  const long = "x".repeat(32_768);
  it("refuse une cellule plus longue que celle d’un tableur, et la nomme", async () => {
    await expect(lire(csv(`a;b\n1;${long}\n`))).rejects.toThrow(/ligne 2, colonne « b ».+dépasse 32.767 caractères/);
    await expect(xlsx([entete(2), `<row r="2">${texte(long)}</row>`]).then(lire)).rejects.toThrow(
      /ligne 2, colonne « a ».+dépasse 32.767 caractères/,
    );
    expect((await lire(csv(`a;b\n1;${long.slice(1)}\n`)))[0]?.[1]).toHaveLength(32_767);
  });
  it("refuse une ligne faite de cellules permises", async () => {
    const cellules = Array.from({ length: 7 }, () => long.slice(1)).join(";");
    await expect(lire(csv(`a;b;c;d;e;f;g\n${cellules}\n`))).rejects.toThrow(/ligne 2 : cette ligne dépasse 200.000/);
  });
  it("refuse un en-tête démesuré que ses lettres font reconnaître", async () => {
    const entetes = `UAI${".".repeat(198)}`;
    await expect(lire(csv(`${entetes};b\n1;2\n`))).rejects.toThrow(/colonne n° 1 dépasse 200 caractères/);
    await expect(xlsx([`<row>${texte(entetes)}${texte("b")}</row>`]).then(lire)).rejects.toThrow(
      /colonne n° 1 dépasse/,
    );
    expect(await lire(csv(`${entetes.slice(1)};a\n1;2\n`))).toEqual([["1", "2"]]);
  });
  it("garde tel quel un nombre de plus de vingt décimales, sans y passer des secondes", async () => {
    const zeros = `1,${"0".repeat(25)}`;
    expect(await lire(csv(`a;b\n1,50;${zeros}\n`))).toEqual([["1.5", zeros]]);
    const lent = `1,${"0".repeat(32_000)}1`;
    const debut = performance.now();
    await lire(csv(`a;b\n${`${lent};${lent}\n`.repeat(6)}`));
    expect(performance.now() - debut).toBeLessThan(1_000);
  });
});

describe("ce qui ne se voit pas", () => {
  const sale = "\u202elycée\u200b \u2066A\u0007\ufeff\ud800";
  it("est ôté, sauf les fins de ligne et les tabulations", async () => {
    expect(await lire(csv(`a;b\n"${sale.slice(0, -1)}";\u200b12,50\n"x\r\ny\tz";\u00ad\n"u\rv";w\n`))).toEqual([
      ["lycée A", "12.5"],
      ["x\ny\tz", ""],
      ["u\nv", "w"],
    ]);
  });
  it("l’est aussi d’un classeur, textes partagés et caractères échappés compris", async () => {
    const echappe = "_x202E_lyc_x00E9_e_x0000_ A_xD800_";
    const partage = "\u202elycée\u0000 A\r\nfin";
    const chemin = await xlsx([entete(2), `<row r="2">${texte(echappe)}${partagee(0)}</row>`], [partage]);
    expect(await lire(chemin)).toEqual([["lycée A", "lycée A\nfin"]]);
  });
  it("ne cache pas une formule", async () => {
    await expect(lire(csv("a;b\n1;\u200b=1+1\n"))).rejects.toThrow(/formule/);
  });
});

it.each([
  ["répétées", [2, 2]],
  ["à reculons", [3, 2]],
])("des lignes %s font un classeur abîmé", async (_, [premiere, seconde]) => {
  const lignes = [premiere, seconde].map((r) => `<row r="${r}">${texte("1")}</row>`);
  await expect(xlsx([entete(2), ...lignes]).then(lire)).rejects.toThrow(/abîmé/);
});

describe("un nœud de XML qui ne finit pas", () => {
  it.each([
    ["un texte", "<a>"],
    ["un attribut", '<a b="'],
    ["un commentaire", "<a><!--"],
    ["une section CDATA", "<a><![CDATA["],
    ["une instruction", "<a><?b "],
    ["un nom", "<a"],
  ])("%s est refusé à 2 Mo, pas à sa fin", (_, debut) => {
    const xml = analyseur({});
    xml.write(debut);
    let ecrits = 0;
    expect(() => {
      for (; ecrits < 10_000_000; ecrits += 64_000) xml.write("x".repeat(64_000));
    }).toThrow(/démesuré/);
    expect(ecrits).toBeLessThan(2_100_000);
  });
  it("et des millions de petits passent", () => {
    const xml = analyseur({});
    xml.write("<a>");
    for (let i = 0; i < 100; i++) xml.write("<b>texte</b><!-- x -->".repeat(2_000));
    expect(() => xml.write("</a>")).not.toThrow();
  });
});
