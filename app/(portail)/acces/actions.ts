"use server";
import { demandeAcces, retraitDemande } from "@/lib/schemas/acces";
import { action } from "@/lib/server/action";
import { demanderAcces } from "@/lib/server/habilitations/demander-acces";
import { retirerDemande } from "@/lib/server/habilitations/retirer-demande";

export const demander = action({
  nom: "acces.demander",
  schema: demandeAcces,
  debit: "demandes_acces",
  executer: demanderAcces,
  revalider: () => [["/acces"]],
});

export const retirer = action({
  nom: "demande.retirer",
  schema: retraitDemande,
  executer: retirerDemande,
  revalider: () => [["/acces"]],
});
