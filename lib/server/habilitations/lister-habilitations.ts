import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type EtatHabilitation, echeanceRevue, etatHabilitation, type Portee } from "@/lib/domain/habilitations";
import type { CodeRole } from "@/lib/domain/roles";
import {
  ETATS_LISTE,
  type EtatListe,
  type FiltresHabilitations,
  type TriHabilitations,
} from "@/lib/schemas/filtres-acces";
import { lecture } from "@/lib/server/base";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, habilitationsPermises } from "@/lib/server/droits";
import { ETATS_EN_SQL, versDates } from "@/lib/server/habilitations/conditions";
import type { Prisma } from "@/prisma/genere/client";

export const PAR_PAGE = 20;

export type LigneHabilitation = Portee & {
  id: string;
  personne: string;
  organisation: string;
  email: string;
  role: CodeRole;
  accordeeLe: DateIso;
  relueLe: DateIso | null;
  /** First day of the next review. */
  revueLe: DateIso;
  fin: DateIso | null;
  etat: EtatHabilitation;
  version: number;
};

export type ListeHabilitations = {
  lignes: LigneHabilitation[];
  total: number;
  /** Of everything this person answers for, whatever the filters. */
  totaux: Record<EtatListe, number>;
  page: number;
  pages: number;
};

export const SELECTION_LIGNE = {
  id: true,
  role: true,
  regionAcademique: true,
  uai: true,
  campus: true,
  dossierId: true,
  partenaire: true,
  debut: true,
  fin: true,
  accordeeLe: true,
  relueLe: true,
  retireeLe: true,
  version: true,
  utilisateur: { select: { prenom: true, nom: true, organisation: true, email: true } },
} as const satisfies Prisma.HabilitationSelect;

type Lue = Prisma.HabilitationGetPayload<{ select: typeof SELECTION_LIGNE }>;

export function versLigne(
  { utilisateur: u, debut, fin, accordeeLe, relueLe, retireeLe, ...h }: Lue,
  aujourdhui: DateIso,
): LigneHabilitation {
  const dates = versDates({ debut, fin, accordeeLe, relueLe, retireeLe });
  return {
    ...h,
    personne: `${u.prenom} ${u.nom}`,
    organisation: u.organisation,
    email: u.email,
    accordeeLe: dates.accordeeLe,
    relueLe: dates.relueLe,
    revueLe: echeanceRevue(dates),
    fin: dates.fin,
    etat: etatHabilitation(dates, aujourdhui),
  };
}

const condition = (agent: Agent, f: FiltresHabilitations, aujourdhui: DateIso): Prisma.HabilitationWhereInput => ({
  AND: [
    habilitationsPermises(agent),
    ...(f.etat ? [ETATS_EN_SQL[f.etat](aujourdhui)] : []),
    ...motsCherches(f.q).map((mot) => ({ utilisateur: { recherche: { contains: mot } } })),
  ],
  ...(f.role && { role: f.role }),
  ...(f.region && { regionAcademique: f.region }),
});

type Ordre = Prisma.HabilitationOrderByWithRelationInput;
const COLONNES: Record<TriHabilitations, (sens: "asc" | "desc") => Ordre> = {
  personne: (sens) => ({ utilisateur: { recherche: sens } }),
  role: (sens) => ({ role: sens }),
  region: (sens) => ({ regionAcademique: { sort: sens, nulls: "last" } }),
  fin: (sens) => ({ fin: { sort: sens, nulls: "last" } }),
  accord: (sens) => ({ accordeeLe: sens }),
};

/** Equal rows keep one order from page to page. */
const ordre = ({ tri, sens }: FiltresHabilitations): Ordre[] => [
  COLONNES[tri](sens),
  ...(tri === "personne" ? [] : [{ utilisateur: { recherche: "asc" as const } }]),
  { id: "asc" },
];

/** One page of the rights given to others that this person answers for. */
export async function listerHabilitations(
  agent: Agent,
  f: FiltresHabilitations,
  maintenant: Date,
): Promise<ListeHabilitations> {
  const aujourdhui = jourAParis(maintenant);
  const where = condition(agent, f, aujourdhui);
  return lecture(async (tx) => {
    const total = await tx.habilitation.count({ where });
    const totaux = { en_cours: 0, bientot: 0, a_revoir: 0, terminee: 0 };
    for (const etat of ETATS_LISTE)
      totaux[etat] = await tx.habilitation.count({
        where: { AND: [habilitationsPermises(agent), ETATS_EN_SQL[etat](aujourdhui)] },
      });
    const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
    const page = Math.min(f.page, pages);
    const lues = await tx.habilitation.findMany({
      where,
      orderBy: ordre(f),
      skip: (page - 1) * PAR_PAGE,
      take: PAR_PAGE,
      select: SELECTION_LIGNE,
    });
    return { lignes: lues.map((h) => versLigne(h, aujourdhui)), total, totaux, page, pages };
  });
}

/** The same list as a whole, for the export. */
export async function listerToutesHabilitations(
  agent: Agent,
  f: FiltresHabilitations,
  maintenant: Date,
): Promise<LigneHabilitation[]> {
  const aujourdhui = jourAParis(maintenant);
  const lues = await lecture((tx) =>
    tx.habilitation.findMany({ where: condition(agent, f, aujourdhui), orderBy: ordre(f), select: SELECTION_LIGNE }),
  );
  return lues.map((h) => versLigne(h, aujourdhui));
}
