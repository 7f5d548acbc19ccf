/** What was typed in the sheets, laid over the rows that the file was made from. */

import { typographie } from "../ecriture";
import { ecrireAdresse } from "../edition/adresses";
import { cleDeLigne } from "../edition/cles";
import { nomCase } from "./classeur";
import { type ContenuAnnexe, centimesDe, type LigneDepense, type LignePart, type LigneSource } from "./contenu";
import { CLE_INCONNUE, type FeuillePartenaireLue, type PartLue, type RangeeLue, type SourceLue } from "./lire-feuille";
import type { FauteAnnexe } from "./lire-fiche";
import { memeTexte } from "./lire-valeurs";
import { COLONNE } from "./reperes";

export type Lieu = { feuille: string; case: string };
type Listes = Pick<ContenuAnnexe, "budget" | "financements" | "repartition">;
export type Report = {
  contenu: { budget: LigneDepense[]; financements: LigneSource[]; repartition: LignePart[] };
  /** Cell that a field or a row was read in, by its address (lib/domain/edition/adresses.ts). */
  lieux: Map<string, Lieu>;
  fautes: FauteAnnexe[];
};

const memeMontant = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : centimesDe(a) === centimesDe(b);
/** The one that is stored, when the cell says the same thing. */
const garder = (avant: string | null, lu: string | null): string | null => (memeTexte(avant, lu) ? avant : lu);
const garderMontant = (avant: string | null, lu: string | null): string | null => (memeMontant(avant, lu) ? avant : lu);

/** `nouvelle`: a key for a row that has no place of its own. */
export function reporter(
  base: Listes,
  feuilles: readonly FeuillePartenaireLue[],
  annees: readonly (number | null)[],
  nouvelle: () => string,
): Report {
  const fautes: FauteAnnexe[] = [];
  const lieux = new Map<string, Lieu>();
  const vues = new Map<string, Lieu>();
  const faute = (feuille: string, colonne: number, ligne: number, message: string) =>
    fautes.push({ feuille, case: nomCase(colonne, ligne), message: typographie(message) });
  const lieu = (feuille: string, colonne: number, ligne: number): Lieu => ({ feuille, case: nomCase(colonne, ligne) });
  /** Each key once, and of this partner. False: a fault is told. */
  function reconnue(
    liste: string,
    cle: string,
    ligne: { partenaire: string | null } | undefined,
    f: FeuillePartenaireLue,
    rang: number,
  ): boolean {
    const deja = vues.get(`${liste} ${cle}`);
    if (deja !== undefined) {
      const autre =
        deja.feuille === f.feuille ? `la case ${deja.case}` : `la feuille « ${deja.feuille} », case ${deja.case}`;
      faute(
        f.feuille,
        COLONNE.poste,
        rang,
        `cette ligne porte la même clé que ${autre} : elle en est une copie. Videz-la, clé comprise, et saisissez-la dans une ligne vide.`,
      );
      return false;
    }
    vues.set(`${liste} ${cle}`, lieu(f.feuille, COLONNE.poste, rang));
    if (ligne !== undefined && ligne.partenaire === f.partenaire) return true;
    faute(
      f.feuille,
      COLONNE.poste,
      rang,
      ligne === undefined
        ? CLE_INCONNUE
        : "cette ligne vient de la feuille d’un autre partenaire : remettez-la dans la sienne, ou saisissez-la dans une ligne vide.",
    );
    return false;
  }

  // --- Expenses -----------------------------------------------------------------------------------------------
  const budget = new Map(base.budget.map((l) => [l.cle, l]));
  const prises = new Set(budget.keys());
  /** What a line becomes; empty: it goes. Lines of the base that no row names any more go too. */
  const suites = new Map<string, LigneDepense[]>();
  const nouvelles: LigneDepense[] = [];
  for (const f of feuilles) for (const r of f.rangees) reporterRangee(f, r);
  function reporterRangee(f: FeuillePartenaireLue, r: RangeeLue): void {
    const siennes = new Map<number | null, LigneDepense>();
    for (const [annee, cle] of r.cles ?? []) {
      const ligne = budget.get(cle);
      if (!reconnue("budget", cle, ligne, f, r.ligne)) return;
      if (ligne?.annee !== annee || !annees.includes(annee)) {
        if (ligne?.annee === annee && ligne.montant === null) siennes.set(annee, ligne);
        else return void faute(f.feuille, COLONNE.cle, r.ligne, CLE_INCONNUE);
      }
      siennes.set(annee, ligne);
    }
    const premiere = [...siennes.values()][0];
    const identite = {
      poste: r.poste,
      libelle: garder(premiere?.libelle ?? null, r.libelle),
      eligible: r.eligible,
    };
    const vide =
      r.poste === null &&
      r.libelle === null &&
      r.eligible === null &&
      [...r.montants.values()].every((m) => m === null);
    const etaitVide =
      premiere !== undefined &&
      premiere.poste === null &&
      premiere.libelle === null &&
      premiere.eligible === null &&
      [...siennes.values()].every((l) => l.montant === null);
    if (vide && !etaitVide) return; // Emptied: its lines go. A row that never was: nothing to do.

    const gardees: LigneDepense[] = [];
    const ajoutees: LigneDepense[] = [];
    const place = (ligne: LigneDepense, annee: number | null) => {
      const adresse = ecrireAdresse("budget", "budget", ligne.cle);
      const colonne = annees.indexOf(annee);
      const caseMontant = lieu(f.feuille, colonne < 0 ? COLONNE.poste : COLONNE.premiere + colonne, r.ligne);
      lieux.set(adresse, caseMontant);
      lieux.set(`${adresse}/montant`, caseMontant);
      lieux.set(`${adresse}/poste`, lieu(f.feuille, COLONNE.poste, r.ligne));
      lieux.set(`${adresse}/libelle`, lieu(f.feuille, COLONNE.libelle, r.ligne));
      lieux.set(`${adresse}/eligible`, lieu(f.feuille, COLONNE.eligible, r.ligne));
    };
    for (const [annee, ligne] of siennes) {
      place(ligne, annee);
      const montant = annees.includes(annee) ? (r.montants.get(annee) ?? null) : ligne.montant;
      if (montant === null && ligne.montant !== null) continue;
      gardees.push({ ...ligne, ...identite, montant: garderMontant(ligne.montant, montant) });
    }
    const ajouter = (annee: number | null, montant: string | null) => {
      const neuve = { partenaire: f.partenaire, annee, montant, ...identite };
      const cle = cleDeLigne("budget", neuve, prises, nouvelle);
      prises.add(cle);
      const ligne = { cle, ...neuve };
      place(ligne, annee);
      ajoutees.push(ligne);
    };
    for (const [annee, montant] of r.montants) if (montant !== null && !siennes.has(annee)) ajouter(annee, montant);
    // The line that waited for a first amount has had it.
    const attente = ajoutees.length === 0 ? -1 : gardees.findIndex((l) => l.annee === null && l.montant === null);
    if (attente >= 0) gardees.splice(attente, 1);
    // A row without any amount keeps its place, as in the grid.
    if (gardees.length + ajoutees.length === 0) ajouter(null, null);
    for (const ligne of gardees) suites.set(ligne.cle, [ligne]);
    const derniere = gardees.at(-1) ?? [...siennes.values()].at(-1);
    if (derniere === undefined) nouvelles.push(...ajoutees);
    else suites.set(derniere.cle, [...(suites.get(derniere.cle) ?? []), ...ajoutees]);
  }

  // --- Resources ----------------------------------------------------------------------------------------------
  const sources = new Map(base.financements.map((l) => [l.cle, l]));
  const suitesSources = new Map<string, LigneSource>();
  const nouvellesSources: LigneSource[] = [];
  for (const f of feuilles) for (const s of f.sources) reporterSource(f, s);
  function reporterSource(f: FeuillePartenaireLue, s: SourceLue): void {
    const ligne = s.cle === null ? undefined : sources.get(s.cle);
    if (s.cle !== null && !reconnue("financements", s.cle, ligne, f, s.ligne)) return;
    const vide = s.source === null && s.base === null && s.nature === null && s.montant === null;
    const etaitVide =
      ligne !== undefined &&
      ligne.source === null &&
      ligne.baseValorisation === null &&
      ligne.nature === null &&
      ligne.montant === null;
    if (vide && (ligne === undefined ? s.engage !== true : !etaitVide)) return;
    const cle = ligne?.cle ?? nouvelle();
    const adresse = ecrireAdresse("financement", "financements", cle);
    for (const [champ, colonne] of CASES_SOURCE) lieux.set(`${adresse}${champ}`, lieu(f.feuille, colonne, s.ligne));
    const suite: LigneSource = {
      cle,
      partenaire: f.partenaire,
      source: s.source,
      nature: s.nature,
      engage: s.engage ?? false,
      baseValorisation: garder(ligne?.baseValorisation ?? null, s.base),
      montant: garderMontant(ligne?.montant ?? null, s.montant),
    };
    if (ligne === undefined) nouvellesSources.push(suite);
    else suitesSources.set(cle, { ...ligne, ...suite });
  }

  // --- Shares of the subsidy ----------------------------------------------------------------------------------
  const parts = new Map(base.repartition.map((l) => [l.cle, l]));
  const clesParts = new Set(parts.keys());
  const suitesParts = new Map<string, LignePart>();
  const nouvellesParts: LignePart[] = [];
  for (const f of feuilles) for (const p of f.parts) reporterPart(f, p);
  function reporterPart(f: FeuillePartenaireLue, p: PartLue): void {
    const ligne = p.cle === null ? undefined : parts.get(p.cle);
    if (p.cle !== null && !reconnue("repartition", p.cle, ligne, f, p.ligne)) return;
    if (ligne === undefined && p.montant === null) return;
    const neuve = { partenaire: f.partenaire, subvention: p.montant, part: null };
    const cle = ligne?.cle ?? cleDeLigne("repartition", neuve, clesParts, nouvelle);
    clesParts.add(cle);
    const adresse = ecrireAdresse("financement", "repartition", cle);
    for (const champ of ["", "/subvention", "/part"])
      lieux.set(`${adresse}${champ}`, lieu(f.feuille, COLONNE.montant, p.ligne));
    if (ligne === undefined) nouvellesParts.push({ cle, ...neuve });
    // An amount typed is no longer what a share came to.
    else if (!memeMontant(ligne.subvention, p.montant))
      suitesParts.set(cle, { ...ligne, subvention: p.montant, part: null });
    else suitesParts.set(cle, ligne);
  }

  return {
    contenu: {
      budget: [...base.budget.flatMap((l) => suites.get(l.cle) ?? []), ...nouvelles],
      financements: [...base.financements.flatMap((l) => suitesSources.get(l.cle) ?? []), ...nouvellesSources],
      repartition: [...base.repartition.flatMap((l) => suitesParts.get(l.cle) ?? []), ...nouvellesParts],
    },
    lieux,
    fautes,
  };
}

const CASES_SOURCE = [
  ["", COLONNE.montant],
  ["/montant", COLONNE.montant],
  ["/source", COLONNE.source],
  ["/baseValorisation", COLONNE.base],
  ["/engage", COLONNE.engage],
  ["/nature", COLONNE.nature],
] as const;
