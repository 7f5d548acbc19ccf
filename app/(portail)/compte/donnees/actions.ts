"use server";
import { demandeEffacement } from "@/lib/schemas/comptes";
import { action } from "@/lib/server/action";
import { effacerMonCompte } from "@/lib/server/comptes/effacer-mon-compte";

export const effacer = action({
  nom: "compte.effacer",
  schema: demandeEffacement,
  executer: effacerMonCompte,
});
