import "server-only";
import { ErreurMetier } from "@/lib/server/erreur";

export const membreIntrouvable = () =>
  new ErreurMetier("introuvable", "Cette personne ne fait plus partie de l’équipe.");
export const invitationIntrouvable = () =>
  new ErreurMetier("introuvable", "Cette invitation n’attend plus de réponse : elle a été acceptée ou retirée.");
/** The page is read again after it: the sentence says what to do then. */
export const dejaChange = () =>
  new ErreurMetier(
    "conflit",
    "Quelqu’un a modifié l’équipe entre-temps. La liste est à jour : vérifiez, puis recommencez.",
  );
