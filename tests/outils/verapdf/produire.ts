/** Writes the documents that veraPDF must pass, into the given folder. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { PDFBool, PDFDict, PDFDocument, PDFName } from "pdf-lib";
import { composerDossierPdf } from "@/lib/pdf/dossier";
import { dossierHostile, dossierRiche, EXEMPLES, entreeDe, exemple, grandDossier } from "@/tests/outils/pdf/dossiers";

const piece = { nom: "strategie.pdf", type: "strategie_recteur", octets: 482_133, sha256: "7c".repeat(32) };
/** Known to valider.mjs. */
const NOM_FAUTIF = "fautif.pdf";
const version = { type: "version", numero: 2, deposeeLe: "2024-03-15" } as const;

/** A document with two planted faults (not declared as tagged, figures without text): the check must refuse it. */
async function fautif(octets: Uint8Array): Promise<Uint8Array> {
  const doc = await PDFDocument.load(octets, { updateMetadata: false });
  doc.catalog.lookup(PDFName.of("MarkInfo"), PDFDict).set(PDFName.of("Marked"), PDFBool.False);
  for (const [, objet] of doc.context.enumerateIndirectObjects())
    if (objet instanceof PDFDict && objet.get(PDFName.of("S")) === PDFName.of("Figure"))
      objet.delete(PDFName.of("Alt"));
  return doc.save({ useObjectStreams: false });
}

async function produire(dossier: string): Promise<void> {
  const documents = {
    ...Object.fromEntries(EXEMPLES.map((nom) => [`apercu-${nom}`, entreeDe(exemple(nom))])),
    "version-fpi-aura": entreeDe(exemple("fpi-aura"), { mention: version, pieces: [piece] }),
    "apercu-2400-lignes": entreeDe(grandDossier()),
    "version-2400-lignes": entreeDe(grandDossier(), { mention: version }),
    "apercu-hostile": entreeDe(dossierHostile()),
    "apercu-textes-longs": entreeDe(dossierRiche()),
  };
  for (const [nom, entree] of Object.entries(documents))
    writeFileSync(path.join(dossier, `${nom}.pdf`), (await composerDossierPdf(entree)).octets);
  const { octets } = await composerDossierPdf(entreeDe(exemple("fpi-aura")));
  writeFileSync(path.join(dossier, NOM_FAUTIF), await fautif(octets));
}

produire(process.argv[2] as string);
