"use server";
import { z } from "zod";
import { action } from "@/lib/server/action";
import { verifierTout } from "@/lib/server/audit/historique";

export const verifierJournal = action({
  nom: "journal.verifier",
  schema: z.strictObject({}),
  executer: (agent, _entree, maintenant) => verifierTout(agent, maintenant),
});
