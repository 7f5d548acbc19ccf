import "server-only";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { evaluer, evaluerActuel } from "@/lib/domain/scenarios/evaluer";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { COLONNES_MAX, type ScenariosVus } from "@/lib/schemas/scenarios";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis, peut, RESPONSABLE_OUVERT } from "@/lib/server/droits";
import { lireEtat, lireGestes } from "@/lib/server/scenarios/lire-etat";
import { lirePlanDepuis } from "@/lib/server/scenarios/lire-plan-depuis";

const NOM = { select: { prenom: true, nom: true } } as const;
const nomDe = (p: { prenom: string; nom: string }) => `${p.prenom} ${p.nom}`;

/**
 * The what-ifs of a dossier; those asked for (`voir`, else the last ones made) played on it as it is, each judged by its rules.
 * null: no such dossier for this person, or not its what-ifs.
 */
export async function listerScenarios(
  agent: Agent,
  dossierId: string,
  voir: readonly string[] | null,
  maintenant: Date = new Date(),
): Promise<ScenariosVus | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "scenario.lire")] },
      select: {
        etat: true,
        regime: true,
        regionAcademique: true,
        creeLe: true,
        membres: { where: { utilisateurId: agent.id }, select: { droit: true } },
        scenarios: {
          where: { retireLe: null },
          orderBy: [{ creeLe: "asc" }, { id: "asc" }],
          select: {
            id: true,
            nom: true,
            gestes: true,
            creePar: NOM,
            modifieLe: true,
            modifiePar: NOM,
            appliqueLe: true,
            surRevision: true,
            version: true,
          },
        },
        _count: { select: { versions: true, membres: { where: RESPONSABLE_OUVERT } } },
      },
    });
    if (dossier === null) return null;
    const etat = await lireEtat(tx, agent, dossierId, maintenant);
    const actuel = evaluerActuel(etat.jeu);
    const faitsSur = new Map(dossier.scenarios.map((s) => [s.id, s.surRevision]));
    const scenarios = dossier.scenarios.map(({ gestes, creePar, modifiePar, surRevision: _, ...s }) => ({
      ...s,
      gestes: lireGestes(gestes),
      creePar: nomDe(creePar),
      modifiePar: nomDe(modifiePar),
      modifieLe: s.modifieLe.toISOString(),
      appliqueLe: s.appliqueLe?.toISOString() ?? null,
    }));
    const choisis =
      voir === null
        ? scenarios.slice(-COLONNES_MAX)
        : scenarios.filter((s) => voir.includes(s.id)).slice(0, COLONNES_MAX);
    const plan = { id: dossierId, revision: etat.revision, creeLe: dossier.creeLe };
    const depuis = new Map<string, string>();
    for (const { id } of choisis) {
      const instant = await lirePlanDepuis(tx, plan, faitsSur.get(id) ?? etat.revision);
      if (instant !== null) depuis.set(id, instant.toISOString());
    }
    const objet = {
      id: dossierId,
      dejaDepose: dossier._count.versions > 0,
      sansResponsable: dossier._count.membres === 0,
      etat: dossier.etat,
      regime: dossier.regime as CodeRegime,
      regionAcademique: dossier.regionAcademique,
      membre: dossier.membres[0]?.droit ?? null,
    };
    return {
      dossierId,
      revision: etat.revision,
      enregistreLe: etat.enregistreLe.toISOString(),
      scenarios,
      actuel,
      colonnes: choisis.map((s) => ({
        id: s.id,
        depuis: depuis.get(s.id) ?? null,
        ...evaluer(etat.jeu, s.gestes, actuel.chiffres),
      })),
      noms: etat.jeu.contenus.partenaires.partenaires.map((p) => [p.id, p.nom ?? p.id]),
      droits: {
        ecrire: peut(agent, "scenario.ecrire", objet),
        appliquer: peut(agent, "scenario.ecrire", objet) && peut(agent, "dossier.modifier", objet),
      },
    };
  });
}
