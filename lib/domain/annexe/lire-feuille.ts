/** One partner's sheet, cell by cell: what is typed in it, and every fault at once. Nothing is changed here. */
import { typographie } from "../ecriture";
import {
  NATURES_FINANCEMENT,
  type NatureFinancement,
  POSTES,
  type Poste,
  SOURCES,
  type Source,
} from "../nomenclatures";
import { type FeuilleLue, nomCase, type ValeurLue } from "./classeur";
import type { PartenaireAnnexe } from "./contenu";
import { identiteDe } from "./feuille-partenaire";
import { FAUTES_MAX, type FauteAnnexe, texteDe } from "./lire-fiche";
import { type Lu, lireChoixCase, lireMontantCase, lireOuiNonCase, lireTexteCase, memeTexte } from "./lire-valeurs";
import {
  COLONNE,
  ENTETES_DEPENSES,
  ENTETES_SOURCES,
  enteteAnnee,
  lireCle,
  lireCles,
  lireMarquePartenaire,
  MARQUE,
} from "./reperes";

export type RangeeLue = {
  ligne: number;
  /** null: a row added by hand. */
  cles: ReadonlyMap<number | null, string> | null;
  poste: Poste | null;
  libelle: string | null;
  eligible: boolean | null;
  montants: ReadonlyMap<number | null, string | null>;
};
export type SourceLue = {
  ligne: number;
  cle: string | null;
  source: Source | null;
  base: string | null;
  engage: boolean | null;
  nature: NatureFinancement | null;
  montant: string | null;
};
export type PartLue = { ligne: number; cle: string | null; montant: string | null };
export type FeuillePartenaireLue = {
  feuille: string;
  partenaire: string | null;
  rangees: RangeeLue[];
  sources: SourceLue[];
  parts: PartLue[];
};

const LIBELLE_MAX = 300;
const BASE_MAX = 1_000;
const STRUCTURE =
  "la première colonne, masquée, a été modifiée : elle dit où commence chaque tableau. Exportez l’annexe de nouveau et reportez-y vos montants.";

/** The partner that a sheet is about; undefined: none, or not by its mark. */
export const partenaireDe = (f: FeuilleLue): string | null | undefined =>
  lireMarquePartenaire(texteDe(f.lignes.get(1)?.get(COLONNE.cle)));

/** `partenaire`: as it was when the file was exported; null: the sheet of what belongs to none. */
export function lireFeuille(
  f: FeuilleLue,
  partenaire: PartenaireAnnexe | null,
  nom: string,
  annees: readonly (number | null)[],
  anneesPossibles: readonly (number | null)[],
): { lue: FeuillePartenaireLue; fautes: FauteAnnexe[] } {
  const fautes: FauteAnnexe[] = [];
  const faute = (colonne: number | null, ligne: number | null, message: string): void => {
    if (fautes.length >= FAUTES_MAX) return;
    const place = colonne === null || ligne === null ? null : nomCase(colonne, ligne);
    fautes.push({ feuille: f.nom, case: place, message: typographie(message) });
  };
  const valeur = (colonne: number, ligne: number): ValeurLue | undefined => f.lignes.get(ligne)?.get(colonne);
  /** Reads one cell; a fault is kept with its place, and the cell counts as empty. */
  const lire = <T>(colonne: number, ligne: number, comment: (v: ValeurLue | undefined) => Lu<T | null>): T | null => {
    const resultat = comment(valeur(colonne, ligne));
    if (resultat.ok) return resultat.valeur;
    faute(colonne, ligne, resultat.message);
    return null;
  };
  const attendu = (colonne: number, ligne: number, texte: string): void => {
    const trouve = texteDe(valeur(colonne, ligne));
    if (memeTexte(trouve, texte)) return;
    const dit = texte === "" ? "cette case était vide : videz-la." : `remettez « ${texte} ».`;
    faute(colonne, ligne, `l’intitulé a été remplacé par « ${trouve} » : ${dit}`);
  };

  const lue: FeuillePartenaireLue = {
    feuille: f.nom,
    partenaire: partenaire?.id ?? null,
    rangees: [],
    sources: [],
    parts: [],
  };
  const lignesTriees = [...f.lignes.keys()].sort((a, b) => a - b);
  const marques = new Map<string, number>();
  for (const ligne of lignesTriees) {
    const texte = texteDe(valeur(COLONNE.cle, ligne));
    if (!texte.startsWith("#") || marques.has(texte)) continue;
    marques.set(texte, ligne);
  }
  const [depenses, finDepenses, sources, finSources, parts, finParts] = Object.values(MARQUE).map((m) =>
    marques.get(m),
  );
  const enOrdre = [depenses, finDepenses, sources, finSources, parts, finParts].every(
    (n, i, tous) => n !== undefined && (i === 0 || n > (tous[i - 1] as number)),
  );
  if (!enOrdre || depenses === undefined || finDepenses === undefined || sources === undefined) {
    faute(null, null, STRUCTURE);
    return { lue, fautes };
  }

  // --- Headings -----------------------------------------------------------------------------------------------
  attendu(COLONNE.poste, 1, nom);
  for (const [i, [etiquette, texte]] of identiteDe(partenaire).entries()) {
    attendu(COLONNE.poste, 2 + i, etiquette);
    const trouve = texteDe(valeur(COLONNE.libelle, 2 + i));
    if (!memeTexte(trouve, texte))
      faute(
        COLONNE.libelle,
        2 + i,
        `l’identité du partenaire ne se modifie pas ici : remettez « ${texte} », et changez-la dans la section Partenaires de Rigel.`,
      );
  }
  for (const [i, texte] of ENTETES_DEPENSES.entries()) attendu(COLONNE.poste + i, depenses, texte);
  for (const [i, annee] of annees.entries()) {
    const colonne = COLONNE.premiere + i;
    const trouve = texteDe(valeur(colonne, depenses));
    if (memeTexte(trouve, enteteAnnee(annee))) continue;
    const autre = /^\d{4}$/.test(trouve) ? Number(trouve) : undefined;
    if (autre !== undefined && !anneesPossibles.includes(autre))
      faute(colonne, depenses, `l’année ${autre} est en dehors du projet : remettez « ${enteteAnnee(annee)} ».`);
    else attendu(colonne, depenses, enteteAnnee(annee));
  }
  attendu(COLONNE.premiere + annees.length, depenses, "Total");
  for (const [i, texte] of ENTETES_SOURCES.entries()) attendu(COLONNE.source + i, sources, texte);

  // --- What it spends -----------------------------------------------------------------------------------------
  const entre = (debut: number, fin: number): number[] => lignesTriees.filter((n) => n > debut && n < fin);
  for (const ligne of entre(depenses, finDepenses)) {
    for (const [colonne, v] of f.lignes.get(ligne) ?? [])
      if (colonne > COLONNE.premiere + annees.length && texteDe(v) !== "") {
        faute(colonne, ligne, "rien n’est attendu à droite du total : videz cette case.");
        if (fautes.length >= FAUTES_MAX) break;
      }
    const brute = texteDe(valeur(COLONNE.cle, ligne));
    const cles = brute === "" ? null : lireCles(brute);
    if (cles === undefined) {
      faute(COLONNE.cle, ligne, CLE_INCONNUE);
      continue;
    }
    const rangee: RangeeLue = {
      ligne,
      cles,
      poste: lire(COLONNE.poste, ligne, (v) => lireChoixCase(v, POSTES.libelles, "poste inconnu")),
      libelle: lire(COLONNE.libelle, ligne, (v) => lireTexteCase(v, LIBELLE_MAX)),
      eligible: lire(COLONNE.eligible, ligne, lireOuiNonCase),
      montants: new Map(annees.map((a, i) => [a, lire(COLONNE.premiere + i, ligne, lireMontantCase)])),
    };
    lue.rangees.push(rangee);
  }
  // --- What it brings, what it receives -----------------------------------------------------------------------
  const lireSaCle = (ligne: number): string | null | undefined => {
    const brute = texteDe(valeur(COLONNE.cle, ligne));
    const cle = brute === "" ? null : lireCle(brute);
    if (cle === undefined) faute(COLONNE.cle, ligne, CLE_INCONNUE);
    return cle;
  };
  for (const ligne of entre(sources, finSources as number)) {
    const cle = lireSaCle(ligne);
    if (cle === undefined) continue;
    lue.sources.push({
      ligne,
      cle,
      source: lire(COLONNE.source, ligne, (v) => lireChoixCase(v, SOURCES.libelles, "source inconnue")),
      base: lire(COLONNE.base, ligne, (v) => lireTexteCase(v, BASE_MAX)),
      engage: lire(COLONNE.engage, ligne, lireOuiNonCase),
      nature: lire(COLONNE.nature, ligne, (v) => lireChoixCase(v, NATURES_FINANCEMENT.libelles, "nature inconnue")),
      montant: lire(COLONNE.montant, ligne, lireMontantCase),
    });
  }
  for (const ligne of entre(parts as number, finParts as number)) {
    const cle = lireSaCle(ligne);
    if (cle === undefined) continue;
    lue.parts.push({ ligne, cle, montant: lire(COLONNE.montant, ligne, lireMontantCase) });
  }
  return { lue, fautes };
}

export const CLE_INCONNUE =
  "la clé de cette ligne (première colonne, masquée) n’est pas connue : videz cette ligne, clé comprise, et saisissez-la dans une ligne vide du tableau.";
