/**
 * What a partner still has to do in its part: four steps, in the order they are best taken. Only what is expected of it is asked:
 * who spends nothing has no budget to fill, who brings nothing signs no letter.
 */
import { lireMontant } from "./argent";

export type EtatEtape = "faite" | "a_faire" | "a_confirmer" | "sans_objet";
export type EtapePart = { code: "budget" | "engagement" | "signataire" | "lettre"; libelle: string; etat: EtatEtape };

type Montant = string | null | undefined;
type Part = {
  budget: readonly { montant?: Montant }[];
  financements: readonly { montant?: Montant; engage?: boolean | null | undefined }[];
  /** What the team gives it of the subsidy; null: nothing written. Who is given some is expected to spend. */
  subvention: string | null;
  signataireNom: string | null;
  /** Signed, for the amount of today. */
  lettreSignee: boolean;
  /** The team changed the amount of a pledge since it was given. */
  aConfirmer: boolean;
};

const rempli = (texte: Montant): boolean => texte != null && texte.trim() !== "";
/** An amount still to come may be anything. */
const peutEtrePositif = (montant: Montant): boolean => !rempli(montant) || (lireMontant(montant as string) ?? 1n) > 0n;
const etat = (attendue: boolean, faite: boolean): EtatEtape => (!attendue ? "sans_objet" : faite ? "faite" : "a_faire");

export function etapesDeLaPart({
  budget,
  financements,
  subvention,
  signataireNom,
  lettreSignee,
  aConfirmer,
}: Part): EtapePart[] {
  const depense = budget.length > 0 || (rempli(subvention) && peutEtrePositif(subvention));
  const apports = financements.filter((f) => peutEtrePositif(f.montant));
  const apporte = apports.length > 0;
  const nomme = rempli(signataireNom);
  const engagee = apports.every((f) => rempli(f.montant) && f.engage === true);
  return [
    {
      code: "budget",
      libelle: "Chaque ligne de votre budget a son montant",
      etat: etat(depense, budget.length > 0 && budget.every((l) => rempli(l.montant))),
    },
    {
      code: "engagement",
      libelle: "Votre cofinancement a un montant, et vous vous y engagez",
      etat: apporte && engagee && aConfirmer && !lettreSignee ? "a_confirmer" : etat(apporte, engagee),
    },
    {
      code: "signataire",
      libelle: "Le signataire de la lettre est nommé",
      // Nobody needs the name once the letter is signed.
      etat: etat(apporte && (nomme || !lettreSignee), nomme),
    },
    { code: "lettre", libelle: "La lettre d’engagement est signée", etat: etat(apporte, lettreSignee) },
  ];
}
