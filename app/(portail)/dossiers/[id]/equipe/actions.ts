"use server";
import {
  demandeDepart,
  demandeDroit,
  demandeInvitationContact,
  demandeInvitationMembres,
  demandePassation,
  demandeRetraitContact,
  demandeRetraitMembre,
  demandeSurInvitation,
} from "@/lib/schemas/equipe";
import { action } from "@/lib/server/action";
import { changerDroit as changer } from "@/lib/server/equipe/changer-droit";
import { inviterContact as inviterUnContact } from "@/lib/server/equipe/inviter-contact";
import { inviterMembres as inviter } from "@/lib/server/equipe/inviter-membres";
import { passerLaMain as passer } from "@/lib/server/equipe/passer-la-main";
import { quitterEquipe as quitter } from "@/lib/server/equipe/quitter-equipe";
import { renvoyerInvitation as renvoyer } from "@/lib/server/equipe/renvoyer-invitation";
import { retirerContact as retirerUnContact } from "@/lib/server/equipe/retirer-contact";
import { retirerInvitation as retirer } from "@/lib/server/equipe/retirer-invitation";
import { retirerMembre as retirerUnMembre } from "@/lib/server/equipe/retirer-membre";

/** The layout too: what the person may do in the dossier may have changed. */
const dossier = ({ dossierId }: { dossierId: string }): [string, "layout"][] => [[`/dossiers/${dossierId}`, "layout"]];

export const inviterMembres = action({
  nom: "equipe.inviter",
  schema: demandeInvitationMembres,
  debit: "invitations",
  nombre: ({ adresses }) => adresses.length,
  executer: inviter,
  revalider: dossier,
});
export const inviterContact = action({
  nom: "equipe.inviter_contact",
  schema: demandeInvitationContact,
  debit: "invitations",
  executer: inviterUnContact,
  revalider: dossier,
});
export const renvoyerInvitation = action({
  nom: "equipe.renvoyer_invitation",
  schema: demandeSurInvitation,
  debit: "invitations",
  executer: renvoyer,
  revalider: dossier,
});
export const retirerInvitation = action({
  nom: "equipe.retirer_invitation",
  schema: demandeSurInvitation,
  executer: retirer,
  revalider: dossier,
});
export const changerDroit = action({
  nom: "equipe.changer_droit",
  schema: demandeDroit,
  executer: changer,
  revalider: dossier,
});
export const passerLaMain = action({
  nom: "equipe.passer_la_main",
  schema: demandePassation,
  executer: passer,
  revalider: dossier,
});
export const retirerMembre = action({
  nom: "equipe.retirer_membre",
  schema: demandeRetraitMembre,
  executer: retirerUnMembre,
  revalider: dossier,
});
export const retirerContact = action({
  nom: "equipe.retirer_contact",
  schema: demandeRetraitContact,
  executer: retirerUnContact,
  revalider: dossier,
});
// Nothing of the dossier is read again: it is no longer this person's, the list is.
export const quitterEquipe = action({
  nom: "equipe.quitter",
  schema: demandeDepart,
  executer: quitter,
  revalider: () => [["/dossiers"]],
});
