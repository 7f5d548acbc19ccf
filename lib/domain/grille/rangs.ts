/** What the grid shows, top to bottom: blocks of partners, rows to classify, rows out of the eligible cost. */
import {
  type BlocPartenaire,
  type Grille,
  type IdentiteRangee,
  identiteDeCle,
  type Rangee,
  rangeeVierge,
  type Totaux,
  totaliserRangees,
} from "../budget";
import { POSTES, type Poste } from "../nomenclatures";

export type Rang =
  | { type: "partenaire"; cle: string; partenaire: string | null; totaux: Totaux; replie: boolean; vide: boolean }
  | { type: "rangee"; cle: string; rangee: Rangee }
  | { type: "titre"; cle: string; titre: "a_classer" | "hors_assiette" };

export type Affichage = {
  /** Every partner of the dossier, in its order. */
  partenaires: readonly string[];
  /** undefined: all of them; null: the lines that name none. */
  partenaire: string | null | undefined;
  poste: Poste | null;
  /** Blocks folded, and blocks of partners unfolded while they had no line: being filled, whatever was typed in them since. */
  replies: ReadonlySet<string | null>;
  deplies: ReadonlySet<string | null>;
  /** Every post of every partner, those without a line included. */
  tousLesPostes: boolean;
  lectureSeule: boolean;
  /** Keys of rows emptied since the page was opened: without a line, they stay where they were. */
  videes: ReadonlySet<string>;
};

export const AFFICHAGE_ENTIER: Affichage = {
  partenaires: [],
  partenaire: undefined,
  poste: null,
  replies: new Set(),
  deplies: new Set(),
  tousLesPostes: false,
  lectureSeule: false,
  videes: new Set(),
};

const rangPoste = (poste: Poste | null): number => (poste === null ? POSTES.codes.length : POSTES.codes.indexOf(poste));

/** Rows of the posts that this partner does not use yet: nothing is stored before an amount is typed in one. */
function proposees(partenaire: string, prises: ReadonlySet<string>, g: Grille): Rangee[] {
  return POSTES.codes.flatMap((code) => {
    const identite: IdentiteRangee = { partenaire, poste: code as Poste, libelle: null, eligible: null };
    return prises.has(`${partenaire} ${code}`) ? [] : [rangeeVierge(identite, g.annees)];
  });
}

/** Rows emptied on this page, by partner: they are offered for as long as it is open. */
function restees(videes: ReadonlySet<string>, presentes: ReadonlySet<string>, g: Grille): Map<string | null, Rangee[]> {
  const parPartenaire = new Map<string | null, Rangee[]>();
  for (const cle of videes) {
    if (presentes.has(cle)) continue;
    const rangee = rangeeVierge(identiteDeCle(cle), g.annees);
    parPartenaire.set(rangee.partenaire, [...(parPartenaire.get(rangee.partenaire) ?? []), rangee]);
  }
  return parPartenaire;
}

const parPoste = (rangees: readonly Rangee[]): Rangee[] =>
  rangees.toSorted((a, b) => rangPoste(a.poste) - rangPoste(b.poste));

export function rangsDe(g: Grille, a: Affichage): Rang[] {
  const parPartenaire = new Map<string | null, BlocPartenaire>(g.blocs.map((b) => [b.partenaire, b]));
  const toutes = [...g.blocs.flatMap((b) => b.rangees), ...g.aClasser, ...g.horsAssiette];
  const avecLigne = new Set(toutes.map((r) => r.partenaire));
  const prises = new Set(toutes.map((r) => `${r.partenaire} ${r.poste}`));
  const videes = restees(a.videes, new Set(toutes.map((r) => r.cle)), g);
  const garde = (r: Rangee) =>
    (a.partenaire === undefined || r.partenaire === a.partenaire) && (a.poste === null || r.poste === a.poste);
  const filtre = a.partenaire !== undefined || a.poste !== null;
  const connus = new Set<string | null>(a.partenaires);
  const ordre: (string | null)[] = [
    ...a.partenaires,
    ...g.blocs.map((b) => b.partenaire).filter((p) => !connus.has(p)),
  ];
  const horsProposees: Rangee[] = [];
  const rangs: Rang[] = [];

  for (const partenaire of ordre) {
    if (a.partenaire !== undefined && partenaire !== a.partenaire) continue;
    const bloc = parPartenaire.get(partenaire);
    const vide = !avecLigne.has(partenaire);
    // One partner alone is the one being filled; so is one whose empty block was unfolded, or chosen.
    const enCours = a.partenaires.length === 1 || a.deplies.has(partenaire);
    const attendu = enCours || a.partenaire === partenaire;
    const siennesVidees = a.lectureSeule ? [] : (videes.get(partenaire) ?? []);
    const replie = a.replies.has(partenaire) || (vide && !attendu && !a.tousLesPostes && siennesVidees.length === 0);
    // The rows one types in stay where they are: the first amount must not fold those below.
    const desPostes =
      partenaire !== null && !a.lectureSeule && !replie && (a.tousLesPostes || vide || enCours)
        ? proposees(partenaire, prises, g)
        : [];
    const dejaOffertes = new Set(desPostes.map((r) => r.cle));
    const offertes = [...desPostes, ...(replie ? [] : siennesVidees.filter((r) => !dejaOffertes.has(r.cle)))].filter(
      garde,
    );
    horsProposees.push(...offertes.filter((r) => r.assiette === "non"));
    const gardees = (bloc?.rangees ?? []).filter(garde);
    const siennes = parPoste([...gardees, ...offertes.filter((r) => r.assiette === "oui")]);
    // A partner without any line is named, so that its first amount has where to go.
    if (siennes.length === 0 && (!vide || a.poste !== null || a.lectureSeule)) continue;
    const totaux = filtre || bloc === undefined ? totaliserRangees(gardees, g.annees.length) : bloc;
    rangs.push({
      type: "partenaire",
      cle: `partenaire ${partenaire}`,
      partenaire,
      totaux: { parAnnee: totaux.parAnnee, total: totaux.total },
      replie,
      vide,
    });
    if (!replie) for (const rangee of siennes) rangs.push({ type: "rangee", cle: rangee.cle, rangee });
  }

  const partie = (titre: "a_classer" | "hors_assiette", rangees: readonly Rangee[]) => {
    if (rangees.length === 0) return;
    rangs.push({ type: "titre", cle: `titre ${titre}`, titre });
    for (const rangee of rangees) rangs.push({ type: "rangee", cle: rangee.cle, rangee });
  };
  partie("a_classer", g.aClasser.filter(garde));
  const rangPartenaire = new Map<string | null, number>(ordre.map((p, i) => [p, i]));
  const place = (r: Rangee) => rangPartenaire.get(r.partenaire) ?? ordre.length;
  partie(
    "hors_assiette",
    parPoste([...g.horsAssiette.filter(garde), ...horsProposees]).sort((x, y) => place(x) - place(y)),
  );
  return rangs;
}

/** Rows that can be typed in, in the order of the screen. */
export const rangeesDe = (rangs: readonly Rang[]): Rangee[] =>
  rangs.flatMap((r) => (r.type === "rangee" ? [r.rangee] : []));

/** What must be opened for this line's row to be seen; null: no such line. */
export function rangeeDeLigne(g: Grille, ligne: number): Rangee | null {
  const dans = (rangees: readonly Rangee[]) => rangees.find((r) => r.lignes.includes(ligne));
  for (const bloc of g.blocs) {
    const trouvee = dans(bloc.rangees);
    if (trouvee) return trouvee;
  }
  return dans(g.aClasser) ?? dans(g.horsAssiette) ?? null;
}
