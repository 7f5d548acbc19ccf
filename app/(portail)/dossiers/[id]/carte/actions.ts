"use server";
import { avecLecteur } from "@/lib/schemas/lecteur";
import { demandeLiens, rechercheLien } from "@/lib/schemas/liens-carte";
import { action } from "@/lib/server/action";
import { chercherDemandes as chercher } from "@/lib/server/liens/chercher-demandes";
import { deciderLiens as decider } from "@/lib/server/liens/decider-liens";

export const deciderLiens = action({
  nom: "lien.decider",
  schema: avecLecteur(demandeLiens),
  executer: decider,
  // The section of the transformations shows them too.
  revalider: ({ dossierId }) => [[`/dossiers/${dossierId}`, "layout"]],
});

export const chercherDemandes = action({
  nom: "lien.chercher",
  schema: avecLecteur(rechercheLien),
  executer: chercher,
});
