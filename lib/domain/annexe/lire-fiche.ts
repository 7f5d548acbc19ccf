/** What a workbook that comes back says of itself: which dossier, exported when. Read before anything else. */
import { typographie } from "../ecriture";
import type { ClasseurLu, FeuilleLue, ValeurLue } from "./classeur";
import { FEUILLE_CACHEE } from "./noms-feuilles";
import { empreinteFiche, FICHE, FORMAT_ANNEXE, lireAnnees } from "./reperes";

export type FauteAnnexe = { feuille: string | null; case: string | null; message: string };
/** Faults told at once: nobody reads more. */
export const FAUTES_MAX = 1_000;

/** « Feuille « Région », case D12 : montant négatif… » */
export const direFaute = ({ feuille, case: place, message }: FauteAnnexe): string =>
  typographie(
    [feuille === null ? [] : [`Feuille « ${feuille} »`], place === null ? [] : [`case ${place}`]].flat().join(", ") +
      (feuille === null && place === null ? "" : " : "),
  ) + message;

export type Fiche = { dossier: string; revision: number; annees: (number | null)[]; titre: string };

export const texteDe = (v: ValeurLue | undefined): string =>
  v === undefined ? "" : v.type === "booleen" ? (v.vrai ? "oui" : "non") : v.texte.trim();
export const caseDe = (f: FeuilleLue, colonne: number, ligne: number): ValeurLue | undefined =>
  f.lignes.get(ligne)?.get(colonne);

const EXPORTER = "Exportez l’annexe depuis Rigel, reportez-y vos montants, puis importez ce fichier.";

export function lireFiche(classeur: ClasseurLu): { ok: true; fiche: Fiche } | { ok: false; faute: FauteAnnexe } {
  const refuser = (message: string) =>
    ({ ok: false, faute: { feuille: null, case: null, message: typographie(message) } }) as const;
  const feuille = classeur.feuilles.find((f) => texteDe(caseDe(f, 1, FICHE.format)).startsWith("rigel-annexe/"));
  if (feuille === undefined)
    return refuser(
      `ce classeur n’est pas une annexe financière exportée de Rigel (sa feuille masquée « ${FEUILLE_CACHEE} » manque). ${EXPORTER}`,
    );
  const lire = (nom: keyof typeof FICHE) => texteDe(caseDe(feuille, 1, FICHE[nom]));
  if (lire("format") !== FORMAT_ANNEXE)
    return refuser(`cette annexe est d’un autre format (${lire("format")}) que celui d’aujourd’hui. ${EXPORTER}`);
  const annees = lireAnnees(lire("annees"));
  const revision = Number(lire("revision"));
  const juste = empreinteFiche(lire("dossier"), lire("revision"), lire("annees")) === lire("empreinte");
  if (!juste || annees === undefined || !Number.isSafeInteger(revision) || revision < 0)
    return refuser(
      `la feuille masquée « ${FEUILLE_CACHEE} », qui dit d’où vient ce fichier, a été modifiée. ${EXPORTER}`,
    );
  return { ok: true, fiche: { dossier: lire("dossier"), revision, annees, titre: lire("titre") } };
}
