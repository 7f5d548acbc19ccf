import "server-only";
import { ajouterJours, type DateIso, debutDuJourAParis, jourAParis } from "@/lib/domain/dates";
import {
  BIENTOT_JOURS,
  type DatesHabilitation,
  GRACE_REVUE_JOURS,
  limiteRevue,
  type Portee,
  porteeDe,
} from "@/lib/domain/habilitations";
import type { CodeRole } from "@/lib/domain/roles";
import type { EtatListe } from "@/lib/schemas/filtres-acces";
import { deJour, versJour } from "@/lib/server/dossiers/lignes";
import type { Prisma } from "@/prisma/genere/client";

/** The states of lib/domain/habilitations.ts as conditions on the rows: lists count and page in SQL. */

type Condition = Prisma.HabilitationWhereInput;

const jour = (iso: DateIso): Date => deJour(iso) as Date;

/** Alive on that day: begun, neither withdrawn nor past its last day. Said here, and in the SQL of session/bail.ts. */
export const enCours = (aujourdhui: DateIso): Condition => ({
  retireeLe: null,
  debut: { lte: jour(aujourdhui) },
  OR: [{ fin: null }, { fin: { gte: jour(aujourdhui) } }],
});

/** The same, at this instant. */
export const habilitationVivante = (maintenant: Date): Condition => enCours(jourAParis(maintenant));

const revueAvant = (limite: Date): Condition => ({
  OR: [{ relueLe: null, accordeeLe: { lt: limite } }, { relueLe: { lt: limite } }],
});

/** Due for its yearly review. */
export const aRevoir = (aujourdhui: DateIso): Condition => ({
  AND: [enCours(aujourdhui), revueAvant(debutDuJourAParis(ajouterJours(limiteRevue(aujourdhui), 1)))],
});

/** Due for so long that administrators are told. */
export const revueEnRetard = (aujourdhui: DateIso): Condition =>
  revueAvant(debutDuJourAParis(ajouterJours(limiteRevue(ajouterJours(aujourdhui, -GRACE_REVUE_JOURS)), 1)));

export const ETATS_EN_SQL: Record<EtatListe, (aujourdhui: DateIso) => Condition> = {
  en_cours: enCours,
  bientot: (aujourdhui) => ({
    retireeLe: null,
    fin: { gte: jour(aujourdhui), lte: jour(ajouterJours(aujourdhui, BIENTOT_JOURS)) },
  }),
  a_revoir: aRevoir,
  terminee: (aujourdhui) => ({ OR: [{ retireeLe: { not: null } }, { fin: { lt: jour(aujourdhui) } }] }),
};

/** What makes two rights, or two requests, the same thing: the role and the one field that limits it. */
export function memePortee(role: CodeRole, p: Pick<Portee, "regionAcademique" | "uai" | "campus">) {
  switch (porteeDe(role).etendue) {
    case "regionale":
      return { role, regionAcademique: p.regionAcademique };
    case "campus":
      return { role, campus: p.campus };
    case "etablissement":
      return { role, uai: p.uai };
    case "dossier":
    case "nationale":
      return { role };
  }
}

/** A right of the whole service: one limited to a dossier does not count as held. */
export const dejaTenue = (
  utilisateurId: string,
  role: CodeRole,
  p: Pick<Portee, "regionAcademique" | "uai" | "campus">,
  aujourdhui: DateIso,
): Condition => ({ AND: [enCours(aujourdhui)], utilisateurId, dossierId: null, ...memePortee(role, p) });

type DatesLues = {
  debut: Date;
  fin: Date | null;
  accordeeLe: Date;
  relueLe: Date | null;
  retireeLe: Date | null;
};

const jourDe = (instant: Date | null): DateIso | null => (instant === null ? null : jourAParis(instant));

export const versDates = (h: DatesLues): DatesHabilitation => ({
  debut: versJour(h.debut) as DateIso,
  fin: versJour(h.fin),
  accordeeLe: jourAParis(h.accordeeLe),
  relueLe: jourDe(h.relueLe),
  retireeLe: jourDe(h.retireeLe),
});
