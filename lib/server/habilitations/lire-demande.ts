import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import type { Portee } from "@/lib/domain/habilitations";
import type { CodeRole } from "@/lib/domain/roles";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { lecture } from "@/lib/server/base";
import { type Agent, demandesPermises } from "@/lib/server/droits";
import { enCours } from "@/lib/server/habilitations/conditions";
import type { LigneDemande } from "@/lib/server/habilitations/lister-demandes";

export type DemandeLue = LigneDemande & {
  utilisateurId: string;
  email: string;
  siret: string | null;
  motif: string;
  version: number;
  decideeLe: DateIso | null;
  decideePar: string | null;
  reponse: string | null;
  habilitationId: string | null;
  /** What the person can already do, as far as it helps to decide: roles and scopes, never a dossier's name. */
  droits: (Portee & { id: string; role: CodeRole })[];
};

/** One request, for whoever may decide it; null: it does not exist, or is someone else's to decide. */
export async function lireDemande(agent: Agent, id: string, maintenant: Date): Promise<DemandeLue | null> {
  if (!estIdentifiant(id)) return null;
  return lecture(async (tx) => {
    const lue = await tx.demandeAcces.findFirst({
      where: { AND: [demandesPermises(agent)], id },
      include: {
        utilisateur: {
          select: {
            prenom: true,
            nom: true,
            email: true,
            organisation: true,
            habilitations: {
              where: enCours(jourAParis(maintenant)),
              orderBy: { role: "asc" },
              select: {
                id: true,
                role: true,
                regionAcademique: true,
                uai: true,
                campus: true,
                dossierId: true,
                partenaire: true,
              },
            },
          },
        },
        decideePar: { select: { prenom: true, nom: true } },
        habilitations: { take: 1, select: { id: true } },
      },
    });
    if (lue === null) return null;
    const { utilisateur: u, decideePar: d } = lue;
    const { role, regionAcademique, uai, campus, etat, siret, motif, version } = lue;
    return {
      ...{ id, role, regionAcademique, uai, campus, etat, siret, motif, version },
      utilisateurId: lue.utilisateurId,
      personne: `${u.prenom} ${u.nom}`,
      organisation: u.organisation,
      email: u.email,
      creeLe: jourAParis(lue.creeLe),
      decideeLe: lue.decideeLe === null ? null : jourAParis(lue.decideeLe),
      decideePar: d === null ? null : `${d.prenom} ${d.nom}`,
      reponse: lue.motifDecision,
      habilitationId: lue.habilitations[0]?.id ?? null,
      droits: u.habilitations,
    };
  });
}
