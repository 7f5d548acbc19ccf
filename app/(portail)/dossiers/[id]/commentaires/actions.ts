"use server";
import { mentionsDe } from "@/lib/domain/mentions";
import {
  demandeCommentaire,
  demandeMentionsLues,
  demandeModificationCommentaire,
  demandeReponse,
  demandeResolution,
  demandeRetraitCommentaire,
} from "@/lib/schemas/commentaires";
import { action } from "@/lib/server/action";
import { ecrireCommentaire as ecrire } from "@/lib/server/commentaires/ecrire-commentaire";
import { lireMentions as lire } from "@/lib/server/commentaires/lire-mentions";
import { modifierCommentaire as modifier } from "@/lib/server/commentaires/modifier-commentaire";
import { repondreCommentaire as repondre } from "@/lib/server/commentaires/repondre-commentaire";
import { resoudreFil as resoudre } from "@/lib/server/commentaires/resoudre-fil";
import { retirerCommentaire as retirer } from "@/lib/server/commentaires/retirer-commentaire";

/** Each person mentioned receives a mail. */
const mentions = ({ texte }: { texte: string }): number => mentionsDe(texte).length;

// Nothing is revalidated: the open pages read the talk again as soon as the beat says that it moved.
export const ecrireCommentaire = action({
  nom: "commentaire.ecrire",
  schema: demandeCommentaire,
  debit: "mentions",
  nombre: mentions,
  executer: ecrire,
});
export const repondreCommentaire = action({
  nom: "commentaire.repondre",
  schema: demandeReponse,
  debit: "mentions",
  nombre: mentions,
  executer: repondre,
});
export const modifierCommentaire = action({
  nom: "commentaire.modifier",
  schema: demandeModificationCommentaire,
  debit: "mentions",
  nombre: mentions,
  executer: modifier,
});
export const retirerCommentaire = action({
  nom: "commentaire.retirer",
  schema: demandeRetraitCommentaire,
  executer: retirer,
});
export const resoudreFil = action({
  nom: "commentaire.resoudre",
  schema: demandeResolution,
  executer: resoudre,
});
export const lireMentions = action({
  nom: "commentaire.lire_mentions",
  schema: demandeMentionsLues,
  executer: lire,
});
