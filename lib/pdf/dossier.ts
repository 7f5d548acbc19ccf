/** A dossier as an accessible, archivable, reproducible PDF with its data inside. */
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import { decrireDonnees, NOM_DONNEES, sha256, TYPE_DONNEES, texteDesDonnees } from "./donnees";
import type { EntreePdf } from "./entree";
import { Feuille } from "./feuille";
import { ecrireMention, nomCourt, texteOu } from "./lecture";
import type { Metadonnees } from "./metadonnees";
import { ecrirePagination } from "./pagination";
import { joindreFichier, ouvrirDocument, terminer } from "./pdfkit";
import { ouvrirPolices } from "./polices";
import { ecrireAnnexe } from "./sections/annexe";
import { ecrireBudget } from "./sections/budget";
import { ecrireTransformations } from "./sections/carte";
import { ecrireFinancement } from "./sections/financement";
import { ecrireGarde } from "./sections/garde";
import { ecrireIdentite, ecrireLettre } from "./sections/identite";
import { ecrirePartenaires } from "./sections/partenaires";
import { ecrirePieces } from "./sections/pieces";
import { ecrirePublics } from "./sections/publics";
import { ecrireResume } from "./sections/resume";
import { ecrireDiagnostic, ecrireStrategie } from "./sections/strategie";
import { ecrireVerification } from "./sections/verification";

export type { EntreePdf } from "./entree";

/** Filing is an act of the portal: it has no section in the document. */
const ECRIVAINS: Record<Exclude<CodeSection, "depot">, (f: Feuille, e: EntreePdf) => void> = {
  identite: ecrireIdentite,
  lettre: ecrireLettre,
  diagnostic: ecrireDiagnostic,
  strategie: ecrireStrategie,
  partenaires: ecrirePartenaires,
  budget: ecrireBudget,
  financement: ecrireFinancement,
  transformations: ecrireTransformations,
  publics: ecrirePublics,
  pieces: ecrirePieces,
  verification: ecrireVerification,
};

/** Without any date in the data: a day before Rigel, so that nobody takes it for the day of writing. */
const DATE_INCONNUE = "2000-01-01";

/** Noon UTC is the same civil day in mainland France and in every overseas région. */
const dateDuDocument = ({ fichier, mention }: EntreePdf): Date =>
  new Date(
    `${mention.type === "version" ? mention.deposeeLe.slice(0, 10) : (fichier.dateDepot ?? DATE_INCONNUE)}T12:00:00Z`,
  );

export type DossierPdf = { octets: Uint8Array; pages: number; donneesSha256: string };

export const produireDossierPdf = async (entree: EntreePdf): Promise<Uint8Array> =>
  (await composerDossierPdf(entree)).octets;

/** Same, with what the command line tells about the file. */
export async function composerDossierPdf(entree: EntreePdf): Promise<DossierPdf> {
  const { fichier } = entree;
  const donnees = new TextEncoder().encode(texteDesDonnees(fichier));
  const empreinte = sha256(donnees);
  const date = dateDuDocument(entree);
  const titre = texteOu(fichier.titre) ?? "Dossier sans titre";
  const metadonnees: Metadonnees = {
    titre: [texteOu(fichier.acronyme), titre].filter((t) => t).join(", "),
    auteur: entree.administration,
    sujet: `Dossier de projet, régime ${fichier.regime}. ${ecrireMention(entree.mention)}.`,
    date,
    donneesSha256: empreinte,
  };
  const polices = ouvrirPolices();
  const doc = ouvrirDocument(metadonnees, polices);
  const feuille = new Feuille(doc, polices);

  ecrireGarde(feuille, entree, empreinte);
  ecrireResume(feuille, entree);
  feuille.nouvellePage();
  let numero = 0;
  for (const section of SECTIONS) {
    if (section.code === "depot") continue;
    const ecrire = ECRIVAINS[section.code];
    numero += 1;
    feuille.section(`${numero}. ${section.nom}`, () => ecrire(feuille, entree));
  }
  feuille.section("Annexe. Données jointes", () =>
    ecrireAnnexe(feuille, entree, { empreinte, octets: donnees.byteLength }),
  );
  feuille.clore();

  ecrirePagination(feuille, `${nomCourt(fichier)} · Dossier de projet`, ecrireMention(entree.mention), empreinte);
  joindreFichier(doc, {
    nom: NOM_DONNEES,
    type: TYPE_DONNEES,
    description: decrireDonnees(empreinte),
    octets: donnees,
    date,
  });
  const pages = doc.bufferedPageRange().count;
  return { octets: await terminer(doc), pages, donneesSha256: empreinte };
}
