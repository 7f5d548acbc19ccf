/**
 * A block copied from a spreadsheet, laid on the grid: from one cell to the right and down or, when it carries its own years
 * or posts, by their names. Nothing is written here: what would be, what is refused and what would be replaced.
 */
import { cleRangee, type Ecriture, type Rangee, rangeeVierge } from "../budget";
import { lireMontantEcrit, type MotifMontant } from "../montant-ecrit";
import { type Entete, estTotal, estValeur, libellesSeuls, lireEntete, nu, posteNomme } from "./noms-bloc";
import type { Case } from "./selection";

export type MotifRefus =
  | MotifMontant
  | "annee_inconnue"
  | "sans_annee"
  | "poste_inconnu"
  | "partenaire_inconnu"
  | "doublon";

export type CaseCollee = Ecriture & { avant: string | null };

export type Refus = {
  /** Place in the block, from 1, as one counts in the spreadsheet. */
  ligne: number;
  colonne: number;
  texte: string;
  motif: MotifRefus;
  /** Row of the grid it would have gone to; null: none. */
  cle: string | null;
  /** undefined: no column. */
  annee: number | null | undefined;
};

export type Collage = {
  /** Cells whose value changes. */
  ecritures: CaseCollee[];
  /** Those that held another amount. */
  remplacees: CaseCollee[];
  /** Amounts that the grid already holds. */
  inchangees: number;
  refus: Refus[];
  /** Values without a cell, right of the last year or under the last row. */
  debordement: { colonnes: number; lignes: number; valeurs: number };
  /** Recognised by their names rather than by their place. */
  noms: { annees: boolean; postes: boolean };
  /** What the row taken as the heading says, cell by cell; null: none is. */
  entete: string[] | null;
  /** A row that could be one of years was read as amounts. */
  anneesDouteuses: boolean;
  /** Rows of totals and of headings, and the amounts of theirs and of the columns of totals: left out. */
  ecartees: { lignes: number; valeurs: number };
};

export type Cible = {
  /** Rows that can be typed in, as they are shown. */
  rangees: readonly Rangee[];
  annees: readonly (number | null)[];
  partenaires: readonly { id: string; nom: string }[];
  /** Rows known and hidden (filter, folded block), for blocks that name their posts. */
  toutes: readonly Rangee[];
};

export function preparerCollage(cible: Cible, depart: Case, bloc: readonly (readonly string[])[]): Collage {
  const partenaires = new Map(cible.partenaires.map((p) => [nu(p.nom), p.id]));
  const lue = lireEntete(bloc, partenaires);
  const entete = lue === "doute" ? null : lue;
  const libelles = entete ? entete.libelles : libellesSeuls(bloc);
  const corps = entete ? bloc.slice(1) : bloc;
  const resultat: Collage = {
    ecritures: [],
    remplacees: [],
    inchangees: 0,
    refus: [],
    debordement: { colonnes: 0, lignes: 0, valeurs: 0 },
    noms: { annees: entete !== null, postes: libelles > 0 },
    entete: entete && (bloc[0] ?? []).filter((t) => t !== ""),
    anneesDouteuses: lue === "doute",
    ecartees: { lignes: 0, valeurs: 0 },
  };
  const placer = creerPlaces(cible, depart, libelles, partenaires);
  const colonneDe = creerColonnes(cible, depart, entete);
  const poses = new Map<string, CaseCollee>();

  for (const [i, valeurs] of corps.entries()) {
    const place = placer(i, valeurs);
    if (place === "vide") continue;
    if (place === "ecartee") {
      resultat.ecartees.lignes += 1;
      resultat.ecartees.valeurs += valeurs.filter(estValeur).length;
      continue;
    }
    const ligne = i + 1 + (entete ? 1 : 0);
    const motif = "motif" in place ? place.motif : null;
    // A figure where labels stand: no cell is its own, and it must not be lost without a word.
    for (const [j, texte] of valeurs.slice(0, libelles).entries())
      if (estValeur(texte) && !partenaires.has(nu(texte)))
        resultat.refus.push({
          ...{ ligne, colonne: j + 1, texte },
          ...{ motif: motif ?? "poste_inconnu", cle: null, annee: undefined },
        });
    let sansLigne = false;
    for (const [j, texte] of valeurs.slice(libelles).entries()) {
      const colonne = colonneDe(j);
      const annee = typeof colonne === "number" ? cible.annees[colonne] : undefined;
      const ou = { ligne, colonne: j + 1 + libelles, texte };
      if (colonne === "total") {
        if (estValeur(texte)) resultat.ecartees.valeurs += 1;
      } else if ("motif" in place) {
        if (estValeur(texte)) resultat.refus.push({ ...ou, motif: place.motif, cle: null, annee });
      } else if (typeof colonne === "string") {
        if (texte !== "") resultat.refus.push({ ...ou, motif: colonne, cle: place.rangee?.cle ?? null, annee });
      } else if (place.rangee === null || annee === undefined) {
        if (texte === "") continue;
        resultat.debordement.valeurs += 1;
        if (place.rangee === null) sansLigne = true;
        else resultat.debordement.colonnes = Math.max(resultat.debordement.colonnes, colonne + 1 - cible.annees.length);
      } else poser(resultat, poses, place.rangee, colonne, annee, ou);
    }
    if (sansLigne) resultat.debordement.lignes += 1;
  }
  for (const c of poses.values()) {
    if (memeMontantColle(c.avant, c.montant)) {
      if (c.montant !== null) resultat.inchangees += 1;
      continue;
    }
    resultat.ecritures.push(c);
    if (c.avant !== null) resultat.remplacees.push(c);
  }
  return resultat;
}

/** Which column of the grid each column of figures goes to, past the last one included; a word: none, and why. */
function creerColonnes(
  cible: Cible,
  depart: Case,
  entete: Entete | null,
): (j: number) => number | "total" | "sans_annee" | "annee_inconnue" {
  if (entete === null) return (j) => depart.colonne + j;
  const rangs = new Map(cible.annees.map((a, i) => [a, i]));
  return (j) => {
    const colonne = entete.colonnes[j];
    // The total that spreadsheets put on the right is recomputed here.
    if (colonne?.type === "total") return "total";
    return colonne?.type === "annee" ? (rangs.get(colonne.annee) ?? "annee_inconnue") : "sans_annee";
  };
}

function poser(
  resultat: Collage,
  poses: Map<string, CaseCollee>,
  rangee: Rangee,
  colonne: number,
  annee: number | null,
  ou: Pick<Refus, "ligne" | "colonne" | "texte">,
): void {
  const lu = lireMontantEcrit(ou.texte);
  if ("motif" in lu) {
    resultat.refus.push({ ...ou, motif: lu.motif, cle: rangee.cle, annee });
    return;
  }
  const avant = rangee.cellules[colonne]?.montant ?? null;
  const ici = `${rangee.cle} ${annee}`;
  // Two rows of the block that name the same post: the first amount stays, the second is told.
  const deja = poses.get(ici)?.montant ?? null;
  if (deja === null) poses.set(ici, { cle: rangee.cle, annee, montant: lu.montant, avant });
  else if (lu.montant !== null) resultat.refus.push({ ...ou, motif: "doublon", cle: rangee.cle, annee });
}

function memeMontantColle(avant: string | null, apres: string | null): boolean {
  if (avant === null || apres === null) return avant === apres;
  const lu = lireMontantEcrit(avant);
  return "montant" in lu && lu.montant === apres;
}

type Place = { rangee: Rangee | null } | { motif: MotifRefus } | "ecartee" | "vide";

/** Which row each row of the block goes to. */
function creerPlaces(
  cible: Cible,
  depart: Case,
  libelles: number,
  partenaires: ReadonlyMap<string, string>,
): (i: number, valeurs: readonly string[]) => Place {
  const premiere = cible.rangees.findIndex((r) => r.cle === depart.cle);
  if (libelles === 0) return (i) => ({ rangee: (premiere < 0 ? undefined : cible.rangees[premiere + i]) ?? null });
  const parCle = new Map([...cible.toutes, ...cible.rangees].map((r) => [r.cle, r]));
  // Without a post of its own the row that was clicked still says whose block it is.
  let courant = cible.rangees[premiere]?.partenaire ?? null;
  return (_, valeurs) => {
    const nommes = valeurs.slice(0, libelles).filter((t) => t !== "");
    if (nommes.length === 0) return valeurs.some((v) => v !== "") ? { motif: "poste_inconnu" } : "vide";
    const poste = nommes.map(posteNomme).find((p) => p !== undefined);
    const id = nommes.map((t) => partenaires.get(nu(t))).find((p) => p !== undefined);
    if (id !== undefined) courant = id;
    if (poste === undefined)
      // A heading of the block: the partner's own line, or a total.
      return nommes.every((t) => partenaires.has(nu(t)) || estTotal(t)) ? "ecartee" : { motif: "poste_inconnu" };
    if (id === undefined && nommes.length > 1 && posteNomme(nommes[0] as string) === undefined)
      return { motif: "partenaire_inconnu" };
    if (courant === null) return { motif: "partenaire_inconnu" };
    const identite = { partenaire: courant, poste, libelle: null, eligible: null };
    return { rangee: parCle.get(cleRangee(identite)) ?? rangeeVierge(identite, cible.annees) };
  };
}

/** One value copied on several cells fills them all. */
export const etendre = (bloc: readonly (readonly string[])[], lignes: number, colonnes: number): string[][] => {
  const [valeur] = bloc[0] ?? [];
  return bloc.length === 1 && bloc[0]?.length === 1 && valeur !== undefined && lignes * colonnes > 1
    ? Array.from({ length: lignes }, () => Array.from({ length: colonnes }, () => valeur))
    : bloc.map((l) => [...l]);
};

/** Something to look at before it is written. */
export const aVerifier = (c: Collage): boolean =>
  c.refus.length > 0 ||
  c.remplacees.length > 0 ||
  c.debordement.valeurs > 0 ||
  c.noms.annees ||
  c.noms.postes ||
  c.anneesDouteuses ||
  c.ecartees.lignes > 0;
