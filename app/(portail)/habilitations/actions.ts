"use server";
import { accordDemande, prolongation, refusDemande, relecture, retraitHabilitation } from "@/lib/schemas/acces";
import { action } from "@/lib/server/action";
import { accorderDemande } from "@/lib/server/habilitations/accorder-demande";
import { prolongerHabilitation } from "@/lib/server/habilitations/prolonger-habilitation";
import { refuserDemande } from "@/lib/server/habilitations/refuser-demande";
import { relireHabilitations } from "@/lib/server/habilitations/relire-habilitations";
import { retirerHabilitation } from "@/lib/server/habilitations/retirer-habilitation";

export const accorder = action({
  nom: "demande.accorder",
  schema: accordDemande,
  executer: accorderDemande,
  revalider: () => [["/habilitations", "layout"]],
});

export const refuser = action({
  nom: "demande.refuser",
  schema: refusDemande,
  executer: refuserDemande,
  revalider: () => [["/habilitations", "layout"]],
});

export const prolonger = action({
  nom: "habilitation.prolonger",
  schema: prolongation,
  executer: prolongerHabilitation,
  revalider: () => [["/habilitations", "layout"]],
});

export const retirer = action({
  nom: "habilitation.retirer",
  schema: retraitHabilitation,
  executer: retirerHabilitation,
  revalider: () => [["/habilitations", "layout"]],
});

export const relire = action({
  nom: "habilitation.relire",
  schema: relecture,
  executer: relireHabilitations,
  revalider: () => [["/habilitations", "layout"]],
});
