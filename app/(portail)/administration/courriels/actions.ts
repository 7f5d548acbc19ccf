"use server";
import { demandeRenvoi } from "@/lib/schemas/courriels";
import { action } from "@/lib/server/action";
import { renvoyerCourriel } from "@/lib/server/courriels/gerer-courriels";

export const renvoyer = action({
  nom: "courriel.renvoyer",
  schema: demandeRenvoi,
  executer: renvoyerCourriel,
  revalider: ({ courrielId }) => [["/administration/courriels"], [`/administration/courriels/${courrielId}`]],
});
