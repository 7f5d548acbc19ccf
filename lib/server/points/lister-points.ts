import "server-only";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { VerdictGlobal } from "@/lib/domain/verdict";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { PointsVus } from "@/lib/schemas/points";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis, peut, RESPONSABLE_OUVERT } from "@/lib/server/droits";

type Ligne = {
  id: string;
  nom: string;
  note: string | null;
  creeLe: Date;
  prenom: string;
  nomAuteur: string;
  revision: number;
  version: number;
  verdict: string;
  coutTotal: string | null;
  subvention: string | null;
};

/** The save points of a dossier, newest first; null: no such dossier for this person, or not its points. */
export async function listerPoints(agent: Agent, dossierId: string): Promise<PointsVus | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "point.lire")] },
      select: {
        revision: true,
        etat: true,
        regime: true,
        regionAcademique: true,
        versions: { orderBy: { numero: "desc" }, select: { numero: true } },
        membres: { where: { utilisateurId: agent.id }, select: { droit: true } },
        _count: { select: { membres: { where: RESPONSABLE_OUVERT } } },
      },
    });
    if (dossier === null) return null;
    // A point can weigh a megabyte: only its figures leave the database. Amounts of nothing entered are no zero.
    const points = await tx.$queryRaw<Ligne[]>`
      SELECT p."id", p."nom", p."note", p."creeLe", u."prenom", u."nom" AS "nomAuteur", p."revision", p."version",
             p."verdicts"->>'verdict' AS "verdict",
             CASE WHEN jsonb_path_exists(p."donnees", '$.budget[*].montant') THEN p."verdicts"->>'coutTotal' END
               AS "coutTotal",
             CASE WHEN jsonb_path_exists(p."donnees", '$.financements[*] ? (@.source == "france2030").montant')
                  THEN p."verdicts"->>'subvention' END AS "subvention"
        FROM "PointSauvegarde" p JOIN "Utilisateur" u ON u."id" = p."creeParId"
       WHERE p."dossierId" = ${dossierId}::uuid AND p."retireLe" IS NULL
       ORDER BY p."creeLe" DESC, p."id"`;
    const objet = {
      id: dossierId,
      dejaDepose: dossier.versions.length > 0,
      sansResponsable: dossier._count.membres === 0,
      etat: dossier.etat,
      regime: dossier.regime as CodeRegime,
      regionAcademique: dossier.regionAcademique,
      membre: dossier.membres[0]?.droit ?? null,
    };
    return {
      dossierId,
      revision: dossier.revision,
      versions: dossier.versions.map((v) => v.numero),
      droits: { creer: peut(agent, "point.creer", objet), retirer: peut(agent, "point.retirer", objet) },
      points: points.map(({ prenom, nomAuteur, creeLe, verdict, ...p }) => ({
        ...p,
        creeLe: creeLe.toISOString(),
        creePar: `${prenom} ${nomAuteur}`,
        verdict: verdict as VerdictGlobal,
      })),
    };
  });
}
