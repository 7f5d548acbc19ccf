/**
 * The budget as a grid: partner × post × label × mark on the rows, civil years on the columns.
 * The lines stay the truth: a cell only points at its line, so that opening and closing the grid changes nothing, and a
 * line the grid would not have made (same place twice, no year, no partner) keeps a place of its own and stays untouched.
 */
import { type Centimes, centimes, lireMontant, ZERO } from "./argent";
import { anneesCiviles, type DateIso } from "./dates";
import { cleDeLigne } from "./edition/cles";
import { type Appartenance, estEligible } from "./faits";
import { POSTES, type Poste } from "./nomenclatures";

/**
 * One line as the section holds it: the amount in the exchange format's writing, null for « not known yet ». An amount being
 * typed may not be readable yet: it adds nothing until it is.
 */
export type LigneGrille = {
  partenaire: string | null;
  poste: Poste | null;
  annee: number | null;
  montant: string | null;
  eligible: boolean | null;
  libelle: string | null;
  /** Key of the line (edition/cles.ts); absent: drawn from its place when it is written. */
  cle?: string;
};

/** What makes a row; `occurrence` tells apart lines that claim the very same cell. */
export type IdentiteRangee = Pick<LigneGrille, "partenaire" | "poste" | "libelle" | "eligible">;

export type Cellule = {
  /** null: the column of the amounts whose year is not given. */
  annee: number | null;
  /** Rank of the line in the section; null: no line yet. */
  index: number | null;
  montant: string | null;
  /** Zero when there is no amount, or none that can be read. */
  centimes: Centimes;
};

export type Rangee = IdentiteRangee & {
  cle: string;
  occurrence: number;
  /** Whether its amounts are part of the eligible cost; « inconnue » while the post is missing. */
  assiette: Appartenance;
  cellules: Cellule[];
  /** Ranks of all the row's lines, placeholder included. */
  lignes: number[];
  total: Centimes;
};

export type Totaux = { parAnnee: Centimes[]; total: Centimes };
export type BlocPartenaire = Totaux & { partenaire: string | null; rangees: Rangee[] };

export type Grille = {
  annees: (number | null)[];
  /** Eligible rows, partner by partner. */
  blocs: BlocPartenaire[];
  /** Rows without a post: in the total cost, not yet in the eligible cost. */
  aClasser: Rangee[];
  horsAssiette: Rangee[];
  coutEligible: Totaux;
  totalHorsAssiette: Totaux;
  coutTotal: Totaux;
};

const assietteDe = ({ poste, eligible }: IdentiteRangee): Appartenance =>
  estEligible({ poste: poste ?? undefined, eligible: eligible ?? undefined });

/** Civil years of the project, plus those already used; the year-less column only when an amount needs it. */
export function anneesGrille(
  lignes: readonly LigneGrille[],
  debut: DateIso | null | undefined,
  dureeMois: number | null | undefined,
): (number | null)[] {
  const annees = new Set<number>();
  if (debut != null && dureeMois != null) for (const annee of anneesCiviles(debut, dureeMois)) annees.add(annee);
  let sansAnnee = false;
  for (const ligne of lignes) {
    if (ligne.annee !== null) annees.add(ligne.annee);
    else if (ligne.montant !== null) sansAnnee = true;
  }
  const triees: (number | null)[] = [...annees].sort((a, b) => a - b);
  return sansAnnee ? [...triees, null] : triees;
}

/** Key of a row: stable while its identity is. */
export const cleRangee = (r: IdentiteRangee, occurrence = 0): string =>
  JSON.stringify([r.partenaire, r.poste, r.libelle, r.eligible, occurrence]);

const RANGS_POSTES = new Map<string | null, number>(POSTES.codes.map((code, i) => [code, i]));
const rangPoste = (poste: Poste | null): number => RANGS_POSTES.get(poste) ?? POSTES.codes.length;

/**
 * What a line gives the grid. Lines never change, they are replaced: at each amount typed all are the same but one, and only
 * that one is read again.
 */
type Lue = { cle: string; centimes: Centimes };
const LUES = new WeakMap<LigneGrille, Lue>();
function lireLigne(ligne: LigneGrille): Lue {
  let lue = LUES.get(ligne);
  if (!lue) {
    lue = { cle: cleRangee(ligne), centimes: montantDe(ligne.montant) };
    LUES.set(ligne, lue);
  }
  return lue;
}

/** What a row is, read back from its key. */
export function identiteDeCle(cle: string): IdentiteRangee & { occurrence: number } {
  const [partenaire, poste, libelle, eligible, occurrence] = JSON.parse(cle) as [
    IdentiteRangee["partenaire"],
    IdentiteRangee["poste"],
    IdentiteRangee["libelle"],
    IdentiteRangee["eligible"],
    number,
  ];
  return { partenaire, poste, libelle, eligible, occurrence };
}

/** A row that no line makes yet. */
export const rangeeVierge = (
  { partenaire, poste, libelle, eligible }: IdentiteRangee,
  annees: readonly (number | null)[],
  occurrence = 0,
  cle?: string,
): Rangee => ({
  partenaire,
  poste,
  libelle,
  eligible,
  cle: cle ?? cleRangee({ partenaire, poste, libelle, eligible }, occurrence),
  occurrence,
  assiette: assietteDe({ partenaire, poste, libelle, eligible }),
  cellules: annees.map((annee) => ({ annee, index: null, montant: null, centimes: ZERO })),
  lignes: [],
  total: ZERO,
});

/** A row that the screen offers without any line: the post of a partner, nothing else said. Emptied, it leaves nothing behind. */
export const seProposeSansLigne = ({ partenaire, poste, libelle, eligible }: IdentiteRangee): boolean =>
  partenaire !== null && poste !== null && libelle === null && eligible === null;

/** Rows that claim the same place, and how many lines each year has so far. */
type Famille = { rangees: Rangee[]; comptes: Map<number | null, number> };

/** Rows in the order of the lines, each line in exactly one of them. `seules`: keys of the only places wanted. */
function rangees(
  lignes: readonly LigneGrille[],
  annees: readonly (number | null)[],
  seules?: ReadonlySet<string>,
): Rangee[] {
  const colonne = new Map(annees.map((annee, i) => [annee, i]));
  const familles = new Map<string, Famille>();
  const toutes: Rangee[] = [];
  for (const [index, ligne] of lignes.entries()) {
    const lue = lireLigne(ligne);
    if (seules && !seules.has(lue.cle)) continue;
    let famille = familles.get(lue.cle);
    if (!famille) {
      famille = { rangees: [], comptes: new Map() };
      familles.set(lue.cle, famille);
    }
    const occurrence = famille.comptes.get(ligne.annee) ?? 0;
    famille.comptes.set(ligne.annee, occurrence + 1);
    let rangee = famille.rangees[occurrence];
    if (!rangee) {
      rangee = rangeeVierge(ligne, annees, occurrence, occurrence === 0 ? lue.cle : undefined);
      famille.rangees[occurrence] = rangee;
      toutes.push(rangee);
    }
    rangee.lignes.push(index);
    const i = colonne.get(ligne.annee);
    if (i !== undefined)
      rangee.cellules[i] = { annee: ligne.annee, index, montant: ligne.montant, centimes: lue.centimes };
    rangee.total = centimes(rangee.total + lue.centimes);
  }
  return toutes;
}

const montantDe = (montant: string | null): Centimes => (montant === null ? ZERO : (lireMontant(montant) ?? ZERO));

export function totaliserRangees(rangees: readonly Rangee[], colonnes: number): Totaux {
  const parAnnee = Array.from({ length: colonnes }, () => 0n);
  let total = 0n;
  for (const rangee of rangees) {
    total += rangee.total;
    for (let i = 0; i < colonnes; i++) parAnnee[i] = (parAnnee[i] ?? 0n) + (rangee.cellules[i]?.centimes ?? 0n);
  }
  return { parAnnee: parAnnee.map(centimes), total: centimes(total) };
}

/** The whole grid. `partenaires` gives the order of the blocks; partners without a line have no block. */
export function grille(
  lignes: readonly LigneGrille[],
  annees: readonly (number | null)[],
  partenaires: readonly string[],
): Grille {
  const rang = new Map<string | null, number>(partenaires.map((id, i) => [id, i]));
  const ordre = (r: Rangee) => rang.get(r.partenaire) ?? partenaires.length;
  // Array.prototype.sort is stable: within a partner and a post, rows keep the order of the lines.
  const toutes = rangees(lignes, annees).sort((a, b) => ordre(a) - ordre(b) || rangPoste(a.poste) - rangPoste(b.poste));
  const dedans = toutes.filter((r) => r.assiette === "oui");
  const horsAssiette = toutes.filter((r) => r.assiette === "non");
  const groupes = new Map<string | null, Rangee[]>();
  for (const r of dedans) {
    const siennes = groupes.get(r.partenaire);
    if (siennes) siennes.push(r);
    else groupes.set(r.partenaire, [r]);
  }
  return {
    annees: [...annees],
    blocs: [...groupes].map(([partenaire, siennes]) => ({
      partenaire,
      rangees: siennes,
      ...totaliserRangees(siennes, annees.length),
    })),
    aClasser: toutes.filter((r) => r.assiette === "inconnue"),
    horsAssiette,
    coutEligible: totaliserRangees(dedans, annees.length),
    totalHorsAssiette: totaliserRangees(horsAssiette, annees.length),
    coutTotal: totaliserRangees(toutes, annees.length),
  };
}

/** Rows that can be typed in, top to bottom as they are shown: where Enter and a pasted block go. */
export const rangeesAffichees = (g: Grille): Rangee[] => [
  ...g.blocs.flatMap((b) => b.rangees),
  ...g.aClasser,
  ...g.horsAssiette,
];

export type Ecriture = { cle: string; annee: number | null; montant: string | null };

/** « 5.0 » and « 5.00 » are one amount: typing it again must not rewrite the file. */
function memeMontant(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  const [ca, cb] = [lireMontant(a), lireMontant(b)];
  return ca === undefined || cb === undefined ? a === b : ca === cb;
}

/**
 * What one row becomes: lines replaced or dropped (null) by rank, and lines to add after its last one. A line stands for one
 * cell and keeps its key as long as it is that cell's: filling the placeholder drops it and adds the line of the cell, so that
 * two people who fill two cells of a fresh row write two lines.
 * `jumelle`: another row claims the same cells, and dropping a line here would pull one of its own in.
 */
function modifierRangee(
  lignes: readonly LigneGrille[],
  rangee: Rangee,
  ecritures: ReadonlyMap<number | null, string | null>,
  jumelle: boolean,
): { changees: Map<number, LigneGrille | null>; ajoutees: LigneGrille[] } {
  const { partenaire, poste, libelle, eligible } = rangee;
  const changees = new Map<number, LigneGrille | null>();
  const ajoutees: LigneGrille[] = [];
  for (const [annee, montant] of ecritures) {
    const index = rangee.lignes.find((i) => lignes[i]?.annee === annee);
    const ligne = index === undefined ? undefined : lignes[index];
    if (index !== undefined && ligne) {
      if (!memeMontant(ligne.montant, montant))
        changees.set(index, montant === null && !jumelle ? null : { ...ligne, montant });
    } else if (montant !== null) ajoutees.push({ partenaire, poste, annee, montant, eligible, libelle });
  }
  const attente = rangee.lignes.find(
    (i) => !changees.has(i) && lignes[i]?.montant === null && lignes[i]?.annee === null,
  );
  const premiere = attente === undefined ? undefined : ajoutees.shift();
  if (attente !== undefined && premiere) changees.set(attente, premiere);
  if (ajoutees.length > 0 || changees.size === 0) return { changees, ajoutees };
  if (seProposeSansLigne(rangee)) {
    const enAttente = (i: number) => !changees.has(i) && lignes[i]?.montant === null && lignes[i]?.annee === null;
    if (!jumelle && rangee.lignes.every((i) => changees.get(i) === null || enAttente(i)))
      for (const i of rangee.lignes) changees.set(i, null);
    return { changees, ajoutees };
  }
  const gardee = rangee.lignes[0];
  if (rangee.lignes.every((i) => changees.get(i) === null) && gardee !== undefined)
    changees.set(gardee, { partenaire, poste, annee: null, montant: null, eligible, libelle });
  return { changees, ajoutees };
}

/** Lines of rows that only the screen had until now, each after its partner's last line. */
function naissances(
  lignes: readonly LigneGrille[],
  parCle: ReadonlyMap<string, ReadonlyMap<number | null, string | null>>,
  connues: ReadonlySet<string>,
): Map<number, LigneGrille[]> {
  const nees = new Map<number, LigneGrille[]>();
  const nouvelles = [...parCle].filter(([cle]) => !connues.has(cle));
  if (nouvelles.length === 0) return nees;
  const derniere = new Map<string | null, number>(lignes.map((l, i) => [l.partenaire, i]));
  for (const [cle, ecritures] of nouvelles) {
    const { occurrence, ...identite } = identiteDeCle(cle);
    // A twin that is no longer there: nothing says where it stood.
    if (occurrence > 0) continue;
    const siennes = [...ecritures].flatMap(([annee, montant]) =>
      montant === null ? [] : [{ ...identite, annee, montant }],
    );
    const place = derniere.get(identite.partenaire) ?? lignes.length - 1;
    nees.set(place, [...(nees.get(place) ?? []), ...siennes]);
  }
  return nees;
}

/**
 * Writes cells. A new amount takes the row's placeholder (a line without year nor amount) or comes just after the row's
 * last line; an emptied cell drops its line, the last of a row staying as placeholder so that nobody's row vanishes; the screen
 * keeps by itself a row that a post offers (`seProposeSansLigne`). A row that no line makes yet is made by its first amount.
 */
export function ecrireCellules(
  lignes: readonly LigneGrille[],
  annees: readonly (number | null)[],
  ecritures: readonly Ecriture[],
): LigneGrille[] {
  const parCle = new Map<string, Map<number | null, string | null>>();
  for (const { cle, annee, montant } of ecritures) {
    const siennes = parCle.get(cle) ?? new Map<number | null, string | null>();
    parCle.set(cle, siennes.set(annee, montant));
  }
  const changees = new Map<number, LigneGrille | null>();
  const ajouts = new Map<number, LigneGrille[]>();
  // Only the places written to are looked at: an amount costs a reading of the keys, not of the whole grid.
  const seules = new Set([...parCle.keys()].map((cle) => cleRangee(identiteDeCle(cle))));
  const toutes = rangees(lignes, annees, seules);
  const jumelles = new Set(toutes.flatMap((r) => (r.occurrence > 0 ? [cleRangee(r)] : [])));
  for (const rangee of toutes) {
    const siennes = parCle.get(rangee.cle);
    const derniere = rangee.lignes.at(-1);
    if (!siennes || derniere === undefined) continue;
    const resultat = modifierRangee(lignes, rangee, siennes, jumelles.size > 0 && jumelles.has(cleRangee(rangee)));
    for (const [i, ligne] of resultat.changees) changees.set(i, ligne);
    if (resultat.ajoutees.length > 0) ajouts.set(derniere, resultat.ajoutees);
  }
  const nees = naissances(lignes, parCle, new Set(toutes.map((r) => r.cle)));
  const suite = lignes.flatMap((ligne, i) => {
    const changee = changees.has(i) ? changees.get(i) : ligne;
    return [...(changee ? [changee] : []), ...(ajouts.get(i) ?? []), ...(nees.get(i) ?? [])];
  });
  return [...suite, ...(nees.get(-1) ?? [])];
}

/** The same lines, each with its key: those just made draw that of their cell, so that two people who fill it meet on one line. */
export function avecCles(lignes: readonly LigneGrille[], nouvelle: () => string): (LigneGrille & { cle: string })[] {
  const prises = new Set(lignes.flatMap((l) => l.cle ?? []));
  return lignes.map((ligne) => {
    // The same object: rows of the grid that nothing changed are not rendered again.
    if (ligne.cle !== undefined) return ligne as LigneGrille & { cle: string };
    const cle = cleDeLigne("budget", ligne, prises, nouvelle);
    prises.add(cle);
    return { ...ligne, cle };
  });
}

/** A row waiting for its first amount. */
export const ajouterRangee = (lignes: readonly LigneGrille[], identite: IdentiteRangee): LigneGrille[] => [
  ...lignes,
  { ...identite, annee: null, montant: null },
];

export const retirerRangee = (lignes: readonly LigneGrille[], rangee: Rangee): LigneGrille[] => {
  const retirees = new Set(rangee.lignes);
  return lignes.filter((_, i) => !retirees.has(i));
};

/** Puts removed lines back at their ranks. */
export const remettreLignes = (
  lignes: readonly LigneGrille[],
  retirees: readonly { rang: number; ligne: LigneGrille }[],
): LigneGrille[] => {
  const suite = [...lignes];
  for (const { rang, ligne } of retirees) suite.splice(rang, 0, ligne);
  return suite;
};

/** Partner, post, label or mark of a row, changed on each of its lines, in place. */
export const requalifierRangee = (
  lignes: readonly LigneGrille[],
  rangee: Rangee,
  identite: Partial<IdentiteRangee>,
): LigneGrille[] => {
  const siennes = new Set(rangee.lignes);
  return lignes.map((ligne, i) => (siennes.has(i) ? { ...ligne, ...identite } : ligne));
};
