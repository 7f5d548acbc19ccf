import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type EtatHabilitation, etatHabilitation, type Portee } from "@/lib/domain/habilitations";
import type { CodeRole } from "@/lib/domain/roles";
import { lecture } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { versDates } from "@/lib/server/habilitations/conditions";

export type EtatDemande = "en_attente" | "accordee" | "refusee" | "retiree";

export type MaDemande = Pick<Portee, "regionAcademique" | "uai" | "campus"> & {
  id: string;
  role: CodeRole;
  motif: string;
  etat: EtatDemande;
  creeLe: DateIso;
  decideeLe: DateIso | null;
  /** What whoever decided wants the person to know. */
  reponse: string | null;
  version: number;
};

export type MonDroit = Portee & {
  id: string;
  role: CodeRole;
  debut: DateIso;
  fin: DateIso | null;
  etat: EtatHabilitation;
  motifRetrait: string | null;
};

export type MesAcces = { siret: string | null; demandes: MaDemande[]; droits: MonDroit[] };

/** A page shows what is recent; the export of one's data holds all of it. */
const MONTREES_MAX = 50;

/** One's own rights and requests: nobody decides alone on someone else's page. */
export async function lireMesAcces(agent: Agent, maintenant: Date): Promise<MesAcces> {
  const aujourdhui = jourAParis(maintenant);
  return lecture(async (tx) => {
    const { siret } = await tx.utilisateur.findUniqueOrThrow({ where: { id: agent.id }, select: { siret: true } });
    const demandes = await tx.demandeAcces.findMany({
      where: { utilisateurId: agent.id },
      orderBy: [{ creeLe: "desc" }, { id: "asc" }],
      take: MONTREES_MAX,
    });
    const droits = await tx.habilitation.findMany({
      where: { utilisateurId: agent.id },
      orderBy: [{ retireeLe: { sort: "desc", nulls: "first" } }, { accordeeLe: "desc" }, { id: "asc" }],
      take: MONTREES_MAX,
    });
    return {
      siret,
      demandes: demandes.map(({ id, role, regionAcademique, uai, campus, motif, etat, version, ...d }) => ({
        ...{ id, role, regionAcademique, uai, campus, motif, etat, version },
        creeLe: jourAParis(d.creeLe),
        decideeLe: d.decideeLe === null ? null : jourAParis(d.decideeLe),
        reponse: d.motifDecision,
      })),
      droits: droits.map((h) => {
        const dates = versDates(h);
        const { id, role, regionAcademique, uai, campus, dossierId, partenaire, motifRetrait } = h;
        return {
          ...{ id, role, regionAcademique, uai, campus, dossierId, partenaire, motifRetrait },
          debut: dates.debut,
          fin: dates.fin,
          etat: etatHabilitation(dates, aujourdhui),
        };
      }),
    };
  });
}
