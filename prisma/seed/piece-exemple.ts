/** A one-page PDF standing for a piece: a real file, plainly an example, the same bytes every time. */
import PDFDocument from "pdfkit";

type Contenu = { titre: string; auteur: string; date: string; corps: string };

/** PDFKit derives the file's identifier from the creation date: a fixed date makes fixed bytes. */
const CREE_LE = new Date("2024-01-01T00:00:00Z");

export function produirePieceExemple({ titre, auteur, date, corps }: Contenu): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 72,
    lang: "fr-FR",
    tagged: true,
    displayTitle: true,
    info: { Title: `${titre} (exemple)`, Author: auteur, CreationDate: CREE_LE, ModDate: CREE_LE },
  });
  const morceaux: Buffer[] = [];
  const fini = new Promise<Buffer>((resoudre, rejeter) => {
    doc.on("data", (morceau: Buffer) => morceaux.push(morceau));
    doc.on("end", () => resoudre(Buffer.concat(morceaux)));
    doc.on("error", rejeter);
  });
  const document = doc.struct("Document");
  doc.addStructure(document);
  document.add(doc.struct("P", {}, () => doc.font("Helvetica").fontSize(10).text(`${auteur}, ${date}`)));
  document.add(doc.struct("H1", {}, () => doc.moveDown(2).font("Helvetica-Bold").fontSize(18).text(titre)));
  document.add(doc.struct("P", {}, () => doc.moveDown().fontSize(14).text("Document d’exemple, sans valeur")));
  document.add(doc.struct("P", {}, () => doc.moveDown().font("Helvetica").fontSize(11).text(corps)));
  document.end();
  doc.end();
  return fini;
}
