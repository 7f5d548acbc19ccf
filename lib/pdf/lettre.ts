/**
 * A partner's commitment letter, ready to be signed: an accessible, archivable PDF (PDF/UA-1, PDF/A-3a) whose bytes depend on its
 * content alone. Blanks are drawn lines: PDFKit's form fields ask readers to draw them anew, which PDF/A forbids.
 */
import { type Centimes, ecrireMontant, somme } from "@/lib/domain/argent";
import { ecrireDate, ecrireEuros, typographie } from "@/lib/domain/ecriture";
import { ecrireEnLettres } from "@/lib/domain/montant-en-lettres";
import type { NatureFinancement } from "@/lib/domain/nomenclatures";
import { NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import { sha256 } from "./donnees";
import { Feuille } from "./feuille";
import type { EntreeLettre, LigneLettre } from "./lettre/entree";
import { ecrireIdentitePartenaire, ecrireProjet, ecrireSignature } from "./lettre/parties";
import { ecrirePagination } from "./pagination";
import { ouvrirDocument, terminer } from "./pdfkit";
import { ouvrirPolices } from "./polices";
import { ecrireTableau, type Rangee } from "./tableau";
import type { Style } from "./texte";
import { COULEURS, STYLES } from "./theme";

export type LettrePdf = {
  octets: Uint8Array;
  montant: Centimes;
  /** SHA-256 of what the letter says. */
  contenuSha256: string;
};

export const montantLettre = (e: Pick<EntreeLettre, "lignes">): Centimes => somme(e.lignes.map((l) => l.montant));

/** One text per content, amounts as the exchange format writes them. */
export const texteLettre = (e: EntreeLettre): string =>
  JSON.stringify(e, (_, valeur: unknown) => (typeof valeur === "bigint" ? ecrireMontant(valeur as Centimes) : valeur));

/** « A41F-09C3-77B2 »: what a person reads aloud to name this very letter. */
export const referenceLettre = (contenuSha256: string): string =>
  (contenuSha256.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join("-");

const TITRE: Style = { graisse: "gras", taille: 20, couleur: COULEURS.texte };
const MONTANT: Style = { graisse: "gras", taille: 13, couleur: COULEURS.texte };

const forme = (l: LigneLettre): string => (l.nature === null ? "À préciser" : NATURES_FINANCEMENT.libelles[l.nature]);

/** Money first, what is given in kind with how it is valued, and the whole. */
function ecrireDetail(f: Feuille, e: EntreeLettre): void {
  const total = montantLettre(e);
  const par = (nature: NatureFinancement) => somme(e.lignes.filter((l) => l.nature === nature).map((l) => l.montant));
  const sousTotaux = ([nature, montant]: readonly [string, Centimes]): Rangee => ({
    genre: "sous-total",
    cases: [
      { texte: `dont ${nature.toLocaleLowerCase("fr")}`, colonnes: 3, entete: true },
      { texte: ecrireEuros(montant), droite: true },
    ],
  });
  const natures = (["numeraire", "valorisation"] as const).map(
    (n) => [NATURES_FINANCEMENT.libelles[n], par(n)] as const,
  );
  const partage = natures.filter(([, montant]) => montant > 0n);
  ecrireTableau(f, {
    legende: "Détail de l’engagement",
    colonnes: [
      { titre: "Origine", part: 0.3 },
      { titre: "Forme", part: 0.2 },
      { titre: "Base de valorisation", part: 0.5 },
      { titre: "Montant", droite: true },
    ],
    rangees: [
      ...e.lignes.map(
        (l): Rangee => ({
          cases: [
            { texte: SOURCES.libelles[l.source], entete: true },
            forme(l),
            l.baseValorisation ?? (l.nature === "valorisation" ? "À préciser" : "Sans objet"),
            { texte: ecrireEuros(l.montant), droite: true },
          ],
        }),
      ),
      ...(partage.length > 1 ? partage.map(sousTotaux) : []),
      {
        genre: "total",
        cases: [
          { texte: "Total de l’engagement", colonnes: 3, entete: true },
          { texte: ecrireEuros(total), droite: true },
        ],
      },
    ],
  });
}

function ecrireEngagement(f: Feuille, e: EntreeLettre): void {
  const { partenaire: p, projet } = e;
  const total = montantLettre(e);
  const projetNomme = projet.acronyme === null ? `« ${projet.titre} »` : `${projet.acronyme}, « ${projet.titre} »`;
  const beneficiaire = p.chefDeFile
    ? "dont nous sommes le chef de file"
    : projet.chefDeFile === null
      ? ""
      : `porté par ${projet.chefDeFile}`;
  f.titre(2, "Engagement", STYLES.titre3, { avant: 8, apres: 4 });
  f.paragraphe(
    typographie(
      `Au nom de ${p.nom}, j’engage notre organisation à apporter au projet ${projetNomme}${beneficiaire === "" ? "" : `, ${beneficiaire}`}, s’il est retenu, un cofinancement de :`,
    ),
  );
  f.paragraphe(ecrireEuros(total), MONTANT, { apres: 1 });
  f.paragraphe(`${ecrireEnLettres(total)}.`, STYLES.corpsMoyen, { apres: 8 });
  ecrireDetail(f, e);
  if (p.aideEtat !== null)
    f.bloc([
      f.troncon("Base d’aide d’État. ", STYLES.corpsGras),
      f.troncon(p.aideEtat.endsWith(".") ? p.aideEtat : `${p.aideEtat}.`, STYLES.corps),
    ]);
  f.paragraphe(
    typographie(
      "Cette lettre vaut pour ce montant et ce projet. Si le montant inscrit au plan de financement change, elle est périmée : une autre la remplace et doit être signée.",
    ),
  );
}

export async function produireLettrePdf(e: EntreeLettre): Promise<LettrePdf> {
  const contenuSha256 = sha256(texteLettre(e));
  const reference = referenceLettre(contenuSha256);
  const date = new Date(`${e.prepareeLe}T12:00:00Z`);
  const projet = e.projet.acronyme ?? e.projet.titre;
  const nom = `Lettre d’engagement n°\u00a0${e.numero}, ${e.partenaire.nom}`;
  const polices = ouvrirPolices();
  const doc = ouvrirDocument(
    {
      titre: `${nom}, projet ${projet}`,
      auteur: e.administration,
      sujet: `Engagement de ${ecrireEuros(montantLettre(e))} au projet ${projet}. Référence ${reference}.`,
      date,
      donneesSha256: contenuSha256,
    },
    polices,
  );
  const f = new Feuille(doc, polices);
  f.nouvellePage();
  f.dans("Sect", () => {
    ecrireIdentitePartenaire(f, e);
    f.titre(1, "Lettre d’engagement financier", TITRE, { apres: 2 });
    f.paragraphe(
      `N°\u00a0${e.numero}, référence ${reference}, préparée le ${ecrireDate(e.prepareeLe)}`,
      STYLES.discret,
      { apres: 8 },
    );
    ecrireProjet(f, e);
    ecrireEngagement(f, e);
    ecrireSignature(f, e);
    f.paragraphe(
      typographie(`Contenu de cette lettre : SHA-256 ${contenuSha256}. Préparée avec Rigel, ${e.administration}.`),
      STYLES.courant,
      { apres: 0 },
    );
  });
  f.clore();
  ecrirePagination(f, nom, `Référence ${reference}`, contenuSha256, { depuis: 0, quoi: "contenu" });
  return { octets: await terminer(doc), montant: montantLettre(e), contenuSha256 };
}
