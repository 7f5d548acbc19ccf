/** Which lines lack an amount, a post or a source, by the names a person reads them under: a finding that names none leads nowhere. */
import { accorder, enumerer } from "../ecriture";
import type { Faits } from "../faits";
import { POSTES, SOURCES } from "../nomenclatures";

/** Two lines are named while that stays short, else the first one, which the finding's link leads to; the others are counted. */
const NOMMEES = 2;
const LONGUEUR = 90;

/** `budget: false`: only the financing plan is looked at. */
export type Manques = { budget?: boolean; poste: boolean; source: boolean };

type Incomplete = { nom: string; lieu: string; manques: string[] };

function lignesIncompletes({ dossier, partenaires }: Faits, lire: Manques): Incomplete[] {
  const nomDe = (id: string | undefined, sinon: string) =>
    id === undefined ? sinon : (partenaires.get(id)?.nom ?? id);
  const lignes: Incomplete[] = [];
  for (const l of lire.budget === false ? [] : dossier.budget) {
    const manques = [
      ...(l.montant === undefined ? ["montant"] : []),
      ...(lire.poste && l.poste === undefined && l.eligible !== false ? ["poste"] : []),
    ];
    const poste = l.poste === undefined ? "poste à préciser" : POSTES.libelles[l.poste];
    const annee = l.annee === undefined ? undefined : String(l.annee);
    const nom = [nomDe(l.partenaire, "partenaire à préciser"), poste, l.libelle, annee].filter(Boolean).join(", ");
    if (manques.length > 0) lignes.push({ nom, lieu: "budget", manques });
  }
  for (const f of dossier.financements) {
    const manques = [
      ...(f.montant === undefined ? ["montant"] : []),
      ...(lire.source && f.source === undefined ? ["source"] : []),
    ];
    const source = f.source === undefined ? "source à préciser" : SOURCES.libelles[f.source];
    const nom = f.partenaire === undefined ? source : `${nomDe(f.partenaire, "")}, ${source}`;
    if (manques.length > 0) lignes.push({ nom, lieu: "plan de financement", manques });
  }
  return lignes;
}

/** « Complétez « Lycée, Équipement, Four » (budget : montant) et 3 autres lignes. », in the order of the findings' fields. */
export function completer(faits: Faits, lire: Manques): string {
  const lignes = lignesIncompletes(faits, lire);
  const dites = lignes.map((l) => `« ${l.nom} » (${l.lieu} : ${enumerer(l.manques)})`);
  const phrase = (nommees: number): string => {
    const reste = lignes.length - nommees;
    const suite = reste > 0 ? [accorder(reste, "autre ligne", "autres lignes")] : [];
    return `Complétez ${enumerer([...dites.slice(0, nommees), ...suite])}.`;
  };
  const longue = phrase(NOMMEES);
  return longue.length <= LONGUEUR ? longue : phrase(1);
}
