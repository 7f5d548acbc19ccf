/** Why an annexe cannot be put in the assembly: what follows its name in the sentence shown, remedy included. */
export const ANNEXE_PROTEGEE =
  "est protégée par un mot de passe ou chiffrée : enregistrez-la sans protection, puis joignez-la de nouveau.";
export const ANNEXE_TRONQUEE =
  "est incomplète, sa fin manque : ouvrez-la, enregistrez-la de nouveau, puis joignez-la de nouveau.";
export const ANNEXE_ABIMEE =
  "est abîmée et ne peut pas être lue en entier : ouvrez-la, enregistrez-la de nouveau, puis joignez-la de nouveau.";
export const ANNEXE_SANS_PAGE = "ne contient aucune page : vérifiez le fichier, puis joignez-le de nouveau.";
export const ANNEXE_DEMESUREE =
  "se décompresse en un contenu démesuré : imprimez-la en PDF (« Imprimer », puis « Enregistrer en PDF »), puis joignez-la de nouveau.";
export const IMAGE_DEMESUREE = "est une image trop grande pour tenir dans le recueil : réduisez-la, puis joignez-la.";
export const IMAGE_ABIMEE = "est une image abîmée : ouvrez-la, enregistrez-la de nouveau, puis joignez-la.";

/** One annexe stays out of the assembly; the others go on. */
export class AnnexeFautive extends Error {
  override name = "AnnexeFautive";
  constructor(readonly motif: string) {
    super(motif);
  }
}

/** What was taken out of an annexe so that the assembly only holds pages; the file itself is untouched in `pieces/`. */
export type Retire = "code" | "actions" | "fichiers" | "formulaire" | "signature" | "multimedia" | "liens";

const PHRASES: Record<Retire, string> = {
  code: "le code (JavaScript) qu’elle contenait est retiré",
  actions: "ses actions automatiques sont retirées",
  fichiers: "les fichiers qu’elle portait ne sont pas repris",
  formulaire: "son formulaire est repris comme une page imprimée, sans champ à remplir",
  signature: "sa signature électronique n’est valable que dans le fichier d’origine",
  multimedia: "ses sons, vidéos ou objets animés sont retirés",
  liens: "des liens vers des pages qui n’existent pas sont retirés",
};
const ORDRE = Object.keys(PHRASES) as Retire[];

export const ecrireRetires = (retires: ReadonlySet<Retire>): string[] =>
  ORDRE.filter((r) => retires.has(r)).map((r) => PHRASES[r]);
