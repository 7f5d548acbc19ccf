"use server";
import { demandeVerification } from "@/lib/schemas/organisations";
import { action } from "@/lib/server/action";
import { verifierOrganisation } from "@/lib/server/organisations/verifier-organisation";

export const verifierIdentite = action({
  nom: "organisation.verifier",
  schema: demandeVerification,
  debit: "registre",
  executer: (agent, demande, maintenant) => verifierOrganisation(agent, demande, maintenant),
});
