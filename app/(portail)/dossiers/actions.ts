"use server";
import { demandeCreation, demandeImport } from "@/lib/schemas/demandes";
import { demandeDuplication, demandeHomonymes } from "@/lib/schemas/duplication";
import { action } from "@/lib/server/action";
import { chercherHomonymes as homonymes } from "@/lib/server/dossiers/chercher-homonymes";
import { creerDossier } from "@/lib/server/dossiers/creer-dossier";
import { dupliquerDossier } from "@/lib/server/dossiers/dupliquer-dossier";
import { importerDossier } from "@/lib/server/dossiers/importer-dossier";

export const creer = action({
  nom: "dossier.creer",
  schema: demandeCreation,
  executer: creerDossier,
  revalider: () => [["/dossiers"]],
});

export const importer = action({
  nom: "dossier.importer",
  schema: demandeImport,
  executer: (agent, { texte }, maintenant) => importerDossier(agent, texte, maintenant),
  revalider: () => [["/dossiers"]],
});

export const dupliquer = action({
  nom: "dossier.dupliquer",
  schema: demandeDuplication,
  executer: dupliquerDossier,
  revalider: () => [["/dossiers"]],
});

export const chercherHomonymes = action({
  nom: "dossier.chercher_homonymes",
  schema: demandeHomonymes,
  executer: (agent, demande) => homonymes(agent, demande),
});
