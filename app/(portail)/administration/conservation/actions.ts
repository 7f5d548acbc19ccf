"use server";
import { z } from "zod";
import { action } from "@/lib/server/action";
import { executerSurDemande } from "@/lib/server/conservation/executer";

export const executer = action({
  nom: "conservation.executer",
  schema: z.strictObject({ confirme: z.literal(true, { error: "Confirmez : l’effacement est définitif." }) }),
  executer: executerSurDemande,
  revalider: () => [["/administration/conservation"], ["/administration"]],
});
