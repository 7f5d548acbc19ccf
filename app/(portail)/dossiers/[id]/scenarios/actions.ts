"use server";
import {
  demandeApercuScenario,
  demandeApplication,
  demandeCreationScenario,
  demandeModificationScenario,
  demandeSurScenario,
} from "@/lib/schemas/scenarios";
import { action } from "@/lib/server/action";
import { apercevoirScenario as apercevoir } from "@/lib/server/scenarios/apercevoir-scenario";
import { appliquerScenario as appliquer } from "@/lib/server/scenarios/appliquer-scenario";
import { creerScenario as creer, dupliquerScenario as dupliquer } from "@/lib/server/scenarios/creer-scenario";
import { modifierScenario as modifier } from "@/lib/server/scenarios/modifier-scenario";
import { remettreScenario as remettre, retirerScenario as retirer } from "@/lib/server/scenarios/retirer-scenario";

const page = ({ dossierId }: { dossierId: string }): [string][] => [[`/dossiers/${dossierId}/scenarios`]];

export const creerScenario = action({
  nom: "scenario.creer",
  schema: demandeCreationScenario,
  executer: creer,
  revalider: page,
});

export const modifierScenario = action({
  nom: "scenario.modifier",
  schema: demandeModificationScenario,
  executer: modifier,
  revalider: page,
});

export const dupliquerScenario = action({
  nom: "scenario.dupliquer",
  schema: demandeSurScenario,
  executer: dupliquer,
  revalider: page,
});

export const retirerScenario = action({
  nom: "scenario.retirer",
  schema: demandeSurScenario,
  executer: retirer,
  revalider: page,
});

export const remettreScenario = action({
  nom: "scenario.remettre",
  schema: demandeSurScenario,
  executer: (agent, demande) => remettre(agent, demande),
  revalider: page,
});

/** What an application would write: read only when someone asks for it. */
export const apercevoirScenario = action({
  nom: "scenario.apercevoir",
  schema: demandeApercuScenario,
  executer: apercevoir,
});

/** Content changes: every page of the workspace is read again. */
export const appliquerScenario = action({
  nom: "scenario.appliquer",
  schema: demandeApplication,
  executer: appliquer,
  revalider: ({ dossierId }) => [[`/dossiers/${dossierId}`, "layout"]],
});
