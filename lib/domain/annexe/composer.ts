/** The annexe financière of a dossier as a workbook: recapitulation, one sheet per partner, and what recognises it on its way back. */
import { NATURES_FINANCEMENT, POSTES, POSTES_NON_ELIGIBLES, SOURCES } from "../nomenclatures";
import { type Classeur, type Feuille, nouvelleFeuille } from "./classeur";
import { anneesAnnexe, type ContenuAnnexe } from "./contenu";
import { feuillePartenaire } from "./feuille-partenaire";
import { FEUILLE_CACHEE, nommerFeuilles, SANS_PARTENAIRE } from "./noms-feuilles";
import { type EnTeteAnnexe, recapitulation } from "./recapitulation";
import { ecrireAnnees, empreinteFiche, FICHE, FORMAT_ANNEXE, LISTES } from "./reperes";

export type SourceAnnexe = {
  dossierId: string;
  revision: number;
  tete: Omit<EnTeteAnnexe, "debut" | "dureeMois">;
  contenu: ContenuAnnexe;
};

function fiche({ dossierId, revision, tete }: SourceAnnexe, annees: readonly (number | null)[]): Feuille {
  const f = nouvelleFeuille(FEUILLE_CACHEE);
  const ecrites = { dossier: dossierId, revision: String(revision), annees: ecrireAnnees(annees) };
  const lignes: Record<keyof typeof FICHE, string> = {
    format: FORMAT_ANNEXE,
    ...ecrites,
    empreinte: empreinteFiche(ecrites.dossier, ecrites.revision, ecrites.annees),
    titre: tete.acronyme || tete.titre,
  };
  for (const [nom, ligne] of Object.entries(FICHE)) f.texte(1, ligne, "cle", lignes[nom as keyof typeof FICHE]);
  const listes: Record<keyof typeof LISTES, readonly string[]> = {
    postes: POSTES.codes.map((c) => POSTES.libelles[c]),
    nonEligibles: POSTES_NON_ELIGIBLES.map((c) => POSTES.libelles[c]),
    sources: SOURCES.codes.map((c) => SOURCES.libelles[c]),
    natures: NATURES_FINANCEMENT.codes.map((c) => NATURES_FINANCEMENT.libelles[c]),
  };
  for (const [nom, colonne] of Object.entries(LISTES))
    for (const [i, texte] of listes[nom as keyof typeof LISTES].entries()) f.texte(colonne, i + 1, "cle", texte);
  return { nom: FEUILLE_CACHEE, cachee: true, lignes: f.lignes, largeurs: [], defile: null, validations: [] };
}

export function composerAnnexe(source: SourceAnnexe): Classeur {
  const { contenu, tete } = source;
  const annees = anneesAnnexe(contenu);
  const noms = nommerFeuilles(contenu.partenaires.map((p) => p.nom));
  const commun = { contenu, annees, nonEligibles: POSTES_NON_ELIGIBLES.length };
  const feuilles = [
    ...contenu.partenaires.map((partenaire, rang) =>
      feuillePartenaire({ ...commun, partenaire, rang, nomFeuille: noms[rang] as string }),
    ),
    feuillePartenaire({ ...commun, partenaire: null, rang: -1, nomFeuille: SANS_PARTENAIRE }),
  ];
  const { debut, dureeMois } = contenu;
  return {
    titre: `Annexe financière — ${tete.acronyme || tete.titre}`,
    feuilles: [
      recapitulation({ ...tete, debut, dureeMois }, annees, feuilles),
      ...feuilles.map((f) => f.feuille),
      fiche(source, annees),
    ],
  };
}
