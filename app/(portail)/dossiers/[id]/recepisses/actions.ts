"use server";
import { demandeRetraitRecepisse } from "@/lib/schemas/recepisses";
import { action } from "@/lib/server/action";
import { retirerRecepisse as retirer } from "@/lib/server/recepisses/retirer-recepisse";

export const retirerRecepisse = action({
  nom: "recepisse.retirer",
  schema: demandeRetraitRecepisse,
  executer: retirer,
  revalider: ({ dossierId }) => [[`/dossiers/${dossierId}`, "layout"]],
});
