"use server";
import { demandeDossier } from "@/lib/schemas/demandes";
import { action } from "@/lib/server/action";
import { verifierHistorique as verifier } from "@/lib/server/audit/historique";

export const verifierHistorique = action({
  nom: "journal.verifier",
  schema: demandeDossier,
  executer: (agent, { dossierId }, maintenant) => verifier(agent, dossierId, maintenant),
});
