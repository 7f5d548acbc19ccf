/** Why a file is refused: what follows its name in the sentence shown, remedy included. Null: nothing to say against it. */
export type Motif = string | null;

export const MACROS = "contient des macros ou du code : enregistrez-le sans macros, puis joignez-le.";
export const PROGRAMME = "contient un programme : retirez-le du fichier, puis joignez-le.";
export const PROTEGE = "est protégé par un mot de passe ou chiffré : enregistrez-le sans protection, puis joignez-le.";
export const ABIME = "est abîmé ou incomplet : ouvrez-le, enregistrez-le de nouveau, puis joignez-le.";
export const DEMESURE = "se décompresse en un contenu démesuré : allégez-le, puis joignez-le.";
export const DOUBLE = "contient deux formats de fichier à la fois : enregistrez-le de nouveau, puis joignez-le.";
export const PDF_ACTIF =
  "contient du code ou une action automatique : imprimez-le en PDF (« Imprimer », puis « Enregistrer en PDF »), puis joignez-le.";

/** Stops an examination wherever it is. */
export class Refus extends Error {
  constructor(readonly motif: string) {
    super(motif);
  }
}
