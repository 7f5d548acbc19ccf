import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { lecture } from "@/lib/server/base";
import { type Agent, habilitationsPermises } from "@/lib/server/droits";
import { compterSansResponsable } from "@/lib/server/equipe/finir-equipes";
import { type LigneHabilitation, SELECTION_LIGNE, versLigne } from "@/lib/server/habilitations/lister-habilitations";

export type PasHistorique = { id: string; le: string; action: string; par: string | null; fin: DateIso | null };

export type HabilitationLue = LigneHabilitation & {
  debut: DateIso;
  /** Why it was given: the words of the request. */
  motif: string | null;
  accordeePar: string | null;
  retireeLe: DateIso | null;
  motifRetrait: string | null;
  demandeId: string | null;
  /** Live dossiers that nobody could run any more without this right. */
  seulResponsable: number;
  /** Live dossiers that its withdrawal left without anyone to run them. */
  dossiersLaisses: number;
  /** From the audit trail, the latest first. */
  historique: PasHistorique[];
};

const ACTIONS = [
  "demande.accorder",
  "habilitation.prolonger",
  "habilitation.relire",
  "habilitation.retirer",
  "administrateur.ajouter",
  "administrateur.retirer",
];

const complet = (u: { prenom: string; nom: string } | null): string | null =>
  u === null ? null : `${u.prenom} ${u.nom}`;
const personne = { select: { prenom: true, nom: true } } as const;

/** One right, for whoever answers for it; null: it does not exist, or is not theirs. */
export async function lireHabilitation(agent: Agent, id: string, maintenant: Date): Promise<HabilitationLue | null> {
  if (!estIdentifiant(id)) return null;
  return lecture(async (tx) => {
    const lue = await tx.habilitation.findFirst({
      where: { AND: [habilitationsPermises(agent)], id },
      select: {
        ...SELECTION_LIGNE,
        motif: true,
        utilisateurId: true,
        motifRetrait: true,
        demandeId: true,
        accordeePar: personne,
      },
    });
    if (lue === null) return null;
    const entrees = await tx.entreeJournal.findMany({
      where: { objet: id, issue: "ok", action: { in: ACTIONS } },
      orderBy: { id: "desc" },
      select: { id: true, le: true, action: true, apres: true, acteur: personne },
    });
    const { motif, motifRetrait, demandeId, accordeePar, utilisateurId, ...ligne } = lue;
    const equipe = lue.role === "equipe_projet" && lue.retireeLe === null;
    const seulResponsable = equipe ? await compterSansResponsable(tx, { ...ligne, utilisateurId }, maintenant) : 0;
    return {
      ...versLigne(ligne, jourAParis(maintenant)),
      debut: lue.debut.toISOString().slice(0, 10),
      motif,
      motifRetrait,
      demandeId,
      accordeePar: complet(accordeePar),
      seulResponsable,
      dossiersLaisses: laisses(entrees),
      retireeLe: lue.retireeLe === null ? null : jourAParis(lue.retireeLe),
      historique: entrees.map((e) => {
        const fin = (e.apres as { fin?: unknown } | null)?.fin;
        return {
          id: String(e.id),
          le: e.le.toISOString(),
          action: e.action,
          par: complet(e.acteur),
          fin: typeof fin === "string" ? fin : null,
        };
      }),
    };
  });
}

/** As the withdrawal's own entry counted them. */
function laisses(entrees: readonly { action: string; apres: unknown }[]): number {
  const retrait = entrees.find((e) => e.action === "habilitation.retirer");
  const nombre = (retrait?.apres as { sansResponsable?: unknown } | null | undefined)?.sansResponsable;
  return typeof nombre === "number" ? nombre : 0;
}
