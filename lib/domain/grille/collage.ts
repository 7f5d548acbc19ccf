/**
 * A block copied from a spreadsheet, laid on the grid: from one cell to the right and down or, when it carries its own years
 * or posts, by their names. Nothing is written here: what would be, what is refused and what would be replaced.
 */
import { cleRangee, type Ecriture, type Rangee, rangeeVierge } from "../budget";
import { POSTES, type Poste } from "../nomenclatures";
import { lireMontantColle, type MotifRefus } from "./montant-colle";
import type { Case } from "./selection";

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
  /** Values that the grid already holds. */
  inchangees: number;
  refus: Refus[];
  /** Values without a cell, right of the last year or under the last row. */
  debordement: { colonnes: number; lignes: number; valeurs: number };
  /** Recognised by their names rather than by their place. */
  noms: { annees: boolean; postes: boolean };
  /** Rows of the block left out: totals, headings. */
  ignorees: number;
};

export type Cible = {
  /** Rows that can be typed in, as they are shown. */
  rangees: readonly Rangee[];
  annees: readonly (number | null)[];
  partenaires: readonly { id: string; nom: string }[];
  /** Rows known and hidden (filter, folded block), for blocks that name their posts. */
  toutes: readonly Rangee[];
};

const nu = (texte: string): string =>
  texte
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const PAR_NOM = new Map<string, Poste>(
  POSTES.codes.flatMap((code) => [
    [nu(POSTES.libelles[code as Poste]), code as Poste] as const,
    [nu(code), code as Poste] as const,
  ]),
);
const TOTAUX = /^(?:sous )?(?:total|totaux|cout eligible|cout total)/;

const estAnnee = (texte: string) => /^20\d\d$/.test(texte.trim());

/** Columns of the block by year when its first row is one of years, after the labels; null: it has none. */
function lireEntete(bloc: readonly (readonly string[])[]): { libelles: number; annees: (number | null)[] } | null {
  const premiere = bloc[0] ?? [];
  const debut = premiere.findIndex(estAnnee);
  if (debut < 0 || bloc.length < 2 || premiere.slice(0, debut).some((t) => lireChiffre(t))) return null;
  const suite = premiere.slice(debut);
  const annees = suite.map((t) => (estAnnee(t) ? Number(t.trim()) : null));
  const reelles = annees.filter((a) => a !== null);
  const autres = suite.filter((t) => !estAnnee(t) && t !== "" && !TOTAUX.test(nu(t)));
  if (autres.length > 0 || new Set(reelles).size !== reelles.length) return null;
  return { libelles: debut, annees };
}

/** A figure, not a word. */
function lireChiffre(texte: string): boolean {
  const lu = lireMontantColle(texte);
  return "montant" in lu && lu.montant !== null;
}

/** How many columns of labels stand left of the figures, when every row that has figures starts by a known post. */
function libellesSeuls(bloc: readonly (readonly string[])[]): number {
  const nommes = bloc.filter((l) => l.some((t) => t !== ""));
  const reconnu = (t: string | undefined) => PAR_NOM.has(nu(t ?? ""));
  for (const rang of [0, 1]) {
    const connues = nommes.filter((l) => reconnu(l[rang])).length;
    if (connues > 0 && connues * 2 >= nommes.length) return rang + 1;
  }
  return 0;
}

export function preparerCollage(cible: Cible, depart: Case, bloc: readonly (readonly string[])[]): Collage {
  const entete = lireEntete(bloc);
  const libelles = entete ? entete.libelles : libellesSeuls(bloc);
  const corps = entete ? bloc.slice(1) : bloc;
  const resultat: Collage = {
    ecritures: [],
    remplacees: [],
    inchangees: 0,
    refus: [],
    debordement: { colonnes: 0, lignes: 0, valeurs: 0 },
    noms: { annees: entete !== null, postes: libelles > 0 },
    ignorees: 0,
  };
  const placer = creerPlaces(cible, depart, libelles);
  const rangAnnee = new Map(cible.annees.map((a, i) => [a, i]));
  const poses = new Map<string, CaseCollee>();
  let horsColonnes = 0;

  for (const [i, valeurs] of corps.entries()) {
    const place = placer(i, valeurs);
    if (place === "ignoree") {
      resultat.ignorees += 1;
      continue;
    }
    let sansLigne = false;
    for (const [j, texte] of valeurs.slice(libelles).entries()) {
      const anneeLue = entete?.annees[j];
      // The total that spreadsheets put on the right is recomputed here.
      if (entete && (anneeLue === null || anneeLue === undefined)) continue;
      const colonne = entete ? rangAnnee.get(anneeLue as number) : depart.colonne + j;
      const annee = colonne === undefined ? undefined : cible.annees[colonne];
      const vide = texte === "";
      const ou = { ligne: i + 1 + (entete ? 1 : 0), colonne: j + 1 + libelles, texte };
      if ("motif" in place) {
        if (!vide && lireChiffre(texte)) {
          resultat.refus.push({ ...ou, motif: place.motif, cle: null, annee });
        }
        continue;
      }
      if (place.rangee === null || annee === undefined) {
        if (vide) continue;
        if (entete && annee === undefined) {
          resultat.refus.push({ ...ou, motif: "annee_inconnue", cle: place.rangee?.cle ?? null, annee: undefined });
          continue;
        }
        resultat.debordement.valeurs += 1;
        if (place.rangee === null) sansLigne = true;
        else horsColonnes = Math.max(horsColonnes, depart.colonne + j + 1 - cible.annees.length);
        continue;
      }
      poser(resultat, poses, place.rangee, colonne as number, annee, ou);
    }
    if (sansLigne) resultat.debordement.lignes += 1;
  }
  resultat.debordement.colonnes = horsColonnes;
  for (const c of poses.values()) {
    resultat.ecritures.push(c);
    if (c.avant !== null) resultat.remplacees.push(c);
  }
  return resultat;
}

function poser(
  resultat: Collage,
  poses: Map<string, CaseCollee>,
  rangee: Rangee,
  colonne: number,
  annee: number | null,
  ou: Pick<Refus, "ligne" | "colonne" | "texte">,
): void {
  const lu = lireMontantColle(ou.texte);
  if ("motif" in lu) {
    resultat.refus.push({ ...ou, motif: lu.motif, cle: rangee.cle, annee });
    return;
  }
  const avant = rangee.cellules[colonne]?.montant ?? null;
  const ici = `${rangee.cle} ${annee}`;
  if (memeMontantColle(avant, lu.montant)) {
    resultat.inchangees += 1;
    poses.delete(ici);
  } else poses.set(ici, { cle: rangee.cle, annee, montant: lu.montant, avant });
}

function memeMontantColle(avant: string | null, apres: string | null): boolean {
  if (avant === null || apres === null) return avant === apres;
  const lu = lireMontantColle(avant);
  return "montant" in lu && lu.montant === apres;
}

type Place = { rangee: Rangee | null } | { motif: MotifRefus } | "ignoree";

/** Which row each row of the block goes to. */
function creerPlaces(cible: Cible, depart: Case, libelles: number): (i: number, valeurs: readonly string[]) => Place {
  const premiere = cible.rangees.findIndex((r) => r.cle === depart.cle);
  if (libelles === 0) return (i) => ({ rangee: (premiere < 0 ? undefined : cible.rangees[premiere + i]) ?? null });
  const partenaires = new Map(cible.partenaires.map((p) => [nu(p.nom), p.id]));
  const parCle = new Map([...cible.toutes, ...cible.rangees].map((r) => [r.cle, r]));
  // Without a post of its own the row that was clicked still says whose block it is.
  let courant = cible.rangees[premiere]?.partenaire ?? null;
  return (_, valeurs) => {
    const mots = valeurs.slice(0, libelles).map(nu);
    const nommes = mots.filter((m) => m !== "");
    if (nommes.length === 0) return valeurs.some((v) => v !== "") ? { motif: "poste_inconnu" } : "ignoree";
    const poste = nommes.map((m) => PAR_NOM.get(m)).find((p) => p !== undefined);
    const id = nommes.map((m) => partenaires.get(m)).find((p) => p !== undefined);
    if (id !== undefined) courant = id;
    if (poste === undefined) {
      // A heading of the block: the partner's own line, or a total.
      const autres = nommes.filter((m) => !partenaires.has(m) && !TOTAUX.test(m));
      return autres.length === 0 ? "ignoree" : { motif: "poste_inconnu" };
    }
    if (id === undefined && nommes.length > 1 && !PAR_NOM.has(nommes[0] as string))
      return { motif: "partenaire_inconnu" };
    if (courant === null) return { motif: "partenaire_inconnu" };
    const cle = cleRangee({ partenaire: courant, poste, libelle: null, eligible: null });
    return {
      rangee:
        parCle.get(cle) ?? rangeeVierge({ partenaire: courant, poste, libelle: null, eligible: null }, cible.annees),
    };
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
  c.ignorees > 0;
