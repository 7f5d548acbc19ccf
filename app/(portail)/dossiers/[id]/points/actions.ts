"use server";
import {
  demandeCreationPoint,
  demandeLecturePoint,
  demandeRenommagePoint,
  demandeSurPoint,
} from "@/lib/schemas/points";
import { action } from "@/lib/server/action";
import { creerPoint as creer } from "@/lib/server/points/creer-point";
import { lirePoint as lire } from "@/lib/server/points/lire-point";
import { renommerPoint as renommer } from "@/lib/server/points/renommer-point";
import { remettrePoint as remettre, retirerPoint as retirer } from "@/lib/server/points/retirer-point";

const page = ({ dossierId }: { dossierId: string }): [string][] => [[`/dossiers/${dossierId}/points`]];

export const creerPoint = action({
  nom: "point.creer",
  schema: demandeCreationPoint,
  executer: creer,
  revalider: page,
});

export const renommerPoint = action({
  nom: "point.renommer",
  schema: demandeRenommagePoint,
  executer: (agent, demande) => renommer(agent, demande),
  revalider: page,
});

export const retirerPoint = action({
  nom: "point.retirer",
  schema: demandeSurPoint,
  executer: retirer,
  revalider: page,
});

export const remettrePoint = action({
  nom: "point.remettre",
  schema: demandeSurPoint,
  executer: (agent, demande) => remettre(agent, demande),
  revalider: page,
});

/** What a return would bring back: read only when someone asks for it. */
export const lirePoint = action({
  nom: "point.lire",
  schema: demandeLecturePoint,
  executer: (agent, demande) => lire(agent, demande),
});
