import { deflateSync } from "node:zlib";
import { PDFDocument, PDFName, PDFRawStream, PDFString } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "@/lib/pdf/donnees";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { extraireDossier } from "@/lib/pdf/extraction";
import {
  brutExemple,
  dossierHostile,
  dossierValide,
  EXEMPLES,
  entreeDe,
  exemple,
  grandDossier,
} from "@/tests/outils/pdf/dossiers";

let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await produireDossierPdf(entreeDe(exemple("fpi-aura")));
});

describe("les données jointes reviennent telles qu’elles ont été données", () => {
  it.each(EXEMPLES)("%s", async (nom) => {
    const brut = brutExemple(nom);
    const extrait = await extraireDossier(await produireDossierPdf(entreeDe(dossierValide(brut))));
    expect(extrait).toMatchObject({ ok: true, donnees: brut });
    if (extrait.ok) {
      expect(JSON.parse(extrait.texte)).toEqual(brut);
      expect(extrait.sha256).toBe(sha256(extrait.texte));
    }
  });

  it("les null, les listes et les textes vides compris", async () => {
    const brut = {
      format: "rigel-dossier/1",
      titre: "",
      regime: "ATCF",
      acronyme: null,
      campus: [],
      reponses: { besoins: " " },
    };
    expect(await extraireDossier(await produireDossierPdf(entreeDe(dossierValide(brut))))).toMatchObject({
      ok: true,
      donnees: brut,
    });
  });

  it("2 400 lignes, et ce que la police ne sait pas dessiner", async () => {
    for (const fichier of [grandDossier(), dossierHostile()]) {
      const extrait = await extraireDossier(await produireDossierPdf(entreeDe(fichier)));
      expect(extrait.ok && extrait.donnees).toEqual(fichier);
    }
  });

  it("après qu’un autre outil a enregistré le fichier", async () => {
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(await extraireDossier(await doc.save())).toMatchObject({ ok: true });
    expect(await extraireDossier(await doc.save({ useObjectStreams: false }))).toMatchObject({ ok: true });
  });
});

/** Changes one object of the PDF and saves it again. */
async function alterer(changer: (doc: PDFDocument, flux: PDFRawStream) => void): Promise<Uint8Array> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const flux = doc.context
    .enumerateIndirectObjects()
    .map(([, objet]) => objet)
    .find(
      (o): o is PDFRawStream =>
        o instanceof PDFRawStream && o.dict.get(PDFName.of("Type")) === PDFName.of("EmbeddedFile"),
    );
  changer(doc, flux as PDFRawStream);
  return doc.save({ useObjectStreams: false });
}

describe("ce qui a été modifié est refusé", () => {
  it.each([
    ["un montant changé", (t: string) => t.replace("9500000.00", "9600000.00")],
    ["un espace ajouté", (t: string) => `${t} `],
    ["un texte qui n’est plus du JSON", () => "{"],
    ["des données vides", () => ""],
  ])("données : %s", async (_, changer) => {
    const extrait = await extraireDossier(pdf);
    const texte = changer(extrait.ok ? extrait.texte : "");
    const altere = await alterer((_doc, flux) => flux.updateContents(new Uint8Array(deflateSync(Buffer.from(texte)))));
    expect(await extraireDossier(altere)).toEqual({ ok: false, motif: "empreinte" });
  });

  it("données : un flux qui ne se décompresse plus", async () => {
    const altere = await alterer((_doc, flux) => flux.updateContents(new Uint8Array([1, 2, 3, 4])));
    expect(await extraireDossier(altere)).toEqual({ ok: false, motif: "empreinte" });
  });

  it("empreinte : changée dans les propriétés du document", async () => {
    const altere = await alterer((doc) => {
      const info = doc.context.lookup(doc.context.trailerInfo.Info);
      (info as never as { set: (n: PDFName, v: PDFString) => void }).set(
        PDFName.of("RigelDonneesSha256"),
        PDFString.of("0".repeat(64)),
      );
    });
    expect(await extraireDossier(altere)).toEqual({ ok: false, motif: "empreinte" });
  });

  it("un octet changé n’importe où dans les données compressées", async () => {
    const texte = Buffer.from(pdf).toString("latin1");
    const debut = texte.indexOf("stream\n", texte.indexOf("/Type /EmbeddedFile")) + 7;
    const longueur = Number(/\/Length (\d+)/.exec(texte.slice(texte.indexOf("/Type /EmbeddedFile"), debut))?.[1]);
    for (let i = 0; i < longueur; i += Math.ceil(longueur / 40)) {
      const altere = Uint8Array.from(pdf);
      altere[debut + i] = (altere[debut + i] as number) ^ 0x5a;
      const extrait = await extraireDossier(altere);
      expect(extrait.ok).toBe(false);
    }
  });
});

describe("ce qui n’est pas un PDF de Rigel le dit", () => {
  it("illisible : vide, texte, coupé, chiffré", async () => {
    const autre = await PDFDocument.load(pdf, { updateMetadata: false });
    autre.encrypt({ userPassword: "secret", ownerPassword: "secret" });
    const cas = [
      new Uint8Array(),
      new TextEncoder().encode("bonjour"),
      new TextEncoder().encode("%PDF-1.7\nstartxref\n0\n%%EOF"),
      pdf.subarray(0, pdf.length - 10),
      pdf.subarray(0, Math.floor(pdf.length / 2)),
      await autre.save(),
    ];
    for (const octets of cas) expect(await extraireDossier(octets)).toEqual({ ok: false, motif: "illisible" });
  });

  it("sans données : un PDF d’ailleurs, avec ou sans pièce jointe", async () => {
    const doc = await PDFDocument.create();
    doc.addPage();
    expect(await extraireDossier(await doc.save())).toEqual({ ok: false, motif: "sans_donnees" });
    await doc.attach(new TextEncoder().encode("{}"), "autre.json");
    expect(await extraireDossier(await doc.save())).toEqual({ ok: false, motif: "sans_donnees" });
  });

  it("un fichier de même nom sans empreinte ne passe pas pour le nôtre", async () => {
    const doc = await PDFDocument.create();
    doc.addPage();
    await doc.attach(new TextEncoder().encode("{}"), "rigel-dossier.json");
    expect(await extraireDossier(await doc.save())).toEqual({ ok: false, motif: "empreinte" });
  });
});

describe("un PDF fait pour arrêter qui le lit", () => {
  const objets = (...corps: string[]): Uint8Array =>
    Buffer.from(
      `%PDF-1.7\n${corps.map((c, i) => `${i + 1} 0 obj\n${c}\nendobj\n`).join("")}trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`,
      "latin1",
    );
  const CATALOGUE = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>";
  const PAGES = ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"];
  const flux = (dictionnaire: string, octets: Uint8Array): string =>
    `<< ${dictionnaire} /Length ${octets.byteLength} >>\nstream\n${Buffer.from(octets).toString("latin1")}\nendstream`;
  /** Our attached file under this chain of filters, on ten megabytes of one letter. */
  const joint = (filtre: string, octets: Uint8Array): Uint8Array =>
    objets(
      CATALOGUE,
      ...PAGES,
      "<< /Names [(rigel-dossier.json) << /Type /Filespec /UF (rigel-dossier.json) /EF << /F 5 0 R >> >>] >>",
      flux(`/Type /EmbeddedFile /Filter ${filtre}`, octets),
    );

  it("un nœud de fichiers joints qui se contient dix fois", async () => {
    const boucle = objets(CATALOGUE, ...PAGES, `<< /Kids [${"4 0 R ".repeat(10)}] >>`);
    expect(await extraireDossier(boucle)).toEqual({ ok: false, motif: "sans_donnees" });
  }, 5_000);

  it("une table de références qui se décompresse en 300 Mo n’est pas décompressée", async () => {
    const bombe = deflateSync(Buffer.alloc(300_000_000));
    const pdfBombe = objets(
      "<< /Type /Catalog /Pages 2 0 R >>",
      ...PAGES,
      flux("/Type /XRef /W [1 2 1] /Size 9 /Root 1 0 R /Filter /FlateDecode", bombe),
    );
    const avant = process.memoryUsage().rss;
    expect(await extraireDossier(pdfBombe)).toEqual({ ok: false, motif: "sans_donnees" });
    expect(process.memoryUsage().rss - avant).toBeLessThan(200_000_000);
  }, 20_000);

  it.each([
    ["deux compressions l’une dans l’autre", "[/FlateDecode /FlateDecode]"],
    ["LZW", "/LZWDecode"],
    ["une compression dont le contenu dépasse la limite", "/FlateDecode"],
  ])(
    "%s : refusé",
    async (_, filtre) => {
      const une = deflateSync(Buffer.alloc(60_000_000, 0x61));
      const octets = filtre.startsWith("[") ? deflateSync(une) : une;
      expect(await extraireDossier(joint(filtre, octets))).toEqual({ ok: false, motif: "empreinte" });
    },
    10_000,
  );
});
