"use server";
import { demandePart, type EnregistrerPart } from "@/lib/schemas/participation";
import { action } from "@/lib/server/action";
import { enregistrerPart as modifierPart } from "@/lib/server/edition/enregistrer-part";

export const enregistrerPart: EnregistrerPart = action({
  nom: "part.modifier",
  schema: demandePart,
  debit: "parts",
  executer: modifierPart,
});
