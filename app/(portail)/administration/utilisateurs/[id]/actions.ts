"use server";
import {
  demandeCompte,
  demandeDeliaison,
  demandeDesactivation,
  demandeEffacementAutrui,
  demandeSessions,
} from "@/lib/schemas/comptes";
import { action } from "@/lib/server/action";
import { delierUtilisateur } from "@/lib/server/utilisateurs/delier-utilisateur";
import {
  desactiverUtilisateur,
  effacerUtilisateur,
  fermerSessionsUtilisateur,
  reactiverUtilisateur,
} from "@/lib/server/utilisateurs/modifier-utilisateur";

const pages = ({ utilisateurId }: { utilisateurId: string }): [string][] => [
  ["/administration/utilisateurs"],
  [`/administration/utilisateurs/${utilisateurId}`],
];

export const desactiver = action({
  nom: "utilisateur.desactiver",
  schema: demandeDesactivation,
  executer: desactiverUtilisateur,
  revalider: pages,
});

export const reactiver = action({
  nom: "utilisateur.reactiver",
  schema: demandeCompte,
  executer: reactiverUtilisateur,
  revalider: pages,
});

export const fermerSessions = action({
  nom: "utilisateur.fermer_sessions",
  schema: demandeSessions,
  executer: fermerSessionsUtilisateur,
  revalider: pages,
});

export const effacer = action({
  nom: "compte.effacer",
  schema: demandeEffacementAutrui,
  executer: effacerUtilisateur,
  revalider: pages,
});

export const delier = action({
  nom: "utilisateur.delier",
  schema: demandeDeliaison,
  executer: delierUtilisateur,
  revalider: pages,
});
