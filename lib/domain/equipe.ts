/** The team of a dossier (domain/3): what each right allows in plain words, and the rules that no gesture may break. */

/** From the least to the most. */
export const DROITS_MEMBRE = {
  lecteur: { nom: "Lecteur", phrase: "Lit tout le dossier, ses pièces et ses versions déposées, sans rien modifier." },
  redacteur: { nom: "Rédacteur", phrase: "Remplit les sections et joint les pièces. Ne dépose pas le dossier." },
  responsable: {
    nom: "Responsable",
    phrase: "Fait tout ce que fait un rédacteur, dépose le dossier et compose l’équipe.",
  },
} as const;
export type DroitMembre = keyof typeof DROITS_MEMBRE;
export const CODES_DROIT = Object.keys(DROITS_MEMBRE) as [DroitMembre, ...DroitMembre[]];
export const nomDroit = (droit: DroitMembre): string => DROITS_MEMBRE[droit].nom;
export const phraseDroit = (droit: DroitMembre): string => DROITS_MEMBRE[droit].phrase;

/** An invitation accepted by someone already in the team never lowers their right. */
export const plusFort = (a: DroitMembre, b: DroitMembre): DroitMembre =>
  CODES_DROIT.indexOf(a) >= CODES_DROIT.indexOf(b) ? a : b;

export const PHRASE_DERNIER_RESPONSABLE =
  "Un dossier garde toujours au moins un responsable qui peut y accéder. Donnez d’abord ce droit à un autre membre.";

/** What a gesture on the team would leave behind. `actif`: the account is open and its access right is alive. */
export type MembreCompte = { utilisateurId: string; droit: DroitMembre; actif: boolean };

/** Whether someone can still run the dossier once this member has this right (null: is gone). */
export function resteUnResponsable(
  membres: readonly MembreCompte[],
  utilisateurId: string,
  nouveau: DroitMembre | null,
): boolean {
  const vise = membres.find((m) => m.utilisateurId === utilisateurId);
  // Who could not run it before takes nothing away.
  if (nouveau === "responsable" || vise?.droit !== "responsable" || !vise.actif) return true;
  return membres.some((m) => m.utilisateurId !== utilisateurId && m.droit === "responsable" && m.actif);
}
