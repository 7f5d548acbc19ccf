/** Writes the documents that veraPDF must pass, into the given folder. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { PDFBool, PDFDict, PDFDocument, PDFName } from "pdf-lib";
import { composerSommaire } from "@/lib/pdf/assemblage/sommaire";
import { composerDossierPdf } from "@/lib/pdf/dossier";
import { assemblerAnnexes } from "@/tests/outils/pdf/assembler-en-memoire";
import { dossierHostile, dossierRiche, EXEMPLES, entreeDe, exemple, grandDossier } from "@/tests/outils/pdf/dossiers";

const piece = { nom: "strategie.pdf", type: "strategie_recteur", octets: 482_133, sha256: "7c".repeat(32) };
/** Known to valider.mjs. */
const NOM_FAUTIF = "fautif.pdf";
const NOM_RECUEIL = "recueil-annexes.pdf";
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

/** A conforming document without the file that it carries, which an assembly would take out, and say. */
async function sansFichier(octets: Uint8Array): Promise<Uint8Array> {
  const doc = await PDFDocument.load(octets, { updateMetadata: false });
  for (const cle of ["AF", "Names"]) doc.catalog.delete(PDFName.of(cle));
  return doc.save({ useObjectStreams: false });
}

/** Annexes that conform, assembled: what comes out says that it conforms to PDF/UA, and must. */
async function recueil(): Promise<Uint8Array> {
  const entrees = [entreeDe(exemple("fpi-aura")), entreeDe(dossierRiche()), entreeDe(dossierHostile())];
  const annexes = [];
  for (const [i, entree] of entrees.entries())
    annexes.push({
      titre: `${i + 1}. Stratégie académique (note ${i}.pdf)`,
      octets: await sansFichier((await composerDossierPdf(entree)).octets),
    });
  const entete = {
    titre: "Annexes",
    dossier: "Essai, version 1",
    auteur: "Rigel",
    date: new Date("2024-03-15T12:00:00Z"),
  };
  const hors = [
    { titre: "4. Pièce (budget.xlsx)", fichier: "pieces/04-piece-budget.xlsx", motif: "Jointe telle quelle." },
  ];
  const { octets } = await assemblerAnnexes([...annexes, annexes[0] as (typeof annexes)[number]], {
    ...entete,
    sommaire: (assemblees) => composerSommaire(entete, assemblees, hors),
  });
  if (!Buffer.from(octets).toString("latin1").includes("<pdfuaid:part>1<"))
    throw new Error("Le recueil d’annexes conformes ne se dit pas conforme.");
  return octets;
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
  writeFileSync(path.join(dossier, NOM_RECUEIL), await recueil());
  const { octets } = await composerDossierPdf(entreeDe(exemple("fpi-aura")));
  writeFileSync(path.join(dossier, NOM_FAUTIF), await fautif(octets));
}

produire(process.argv[2] as string);
