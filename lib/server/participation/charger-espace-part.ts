import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { EspaceDossier } from "@/lib/schemas/espace";
import { versJeu } from "@/lib/schemas/vers-regime";
import { lecture } from "@/lib/server/base";
import { type Agent, partsPermises, peut } from "@/lib/server/droits";
import { lirePart } from "@/lib/server/participation/lire-part";
import { sectionsPourLaPart } from "@/lib/server/participation/nouveautes-part";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

const AUCUN_DROIT: EspaceDossier["droits"] = {
  modifier: false,
  deposer: false,
  exporter: false,
  dupliquer: false,
  rouvrir: false,
  abandonner: false,
  equipe: false,
  gererEquipe: false,
  historique: false,
  commentaires: false,
  points: false,
  paquet: false,
  inscrireRecepisse: false,
  creerPoint: false,
  scenarios: false,
  ecrireScenario: false,
  lettres: false,
  gererLettres: false,
  changerRegime: false,
  liens: false,
  deciderLiens: false,
};

/**
 * The workspace of one partner: its card, its budget lines, its co-financing, and what the project is called. The same shape as
 * the team's, with nothing in it of anyone else; null: no such part, or not this person's.
 */
export async function chargerEspacePart(
  agent: Agent,
  dossierId: string,
  partenaire: string,
  maintenant: Date = new Date(),
): Promise<EspaceDossier | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const permise = await tx.partenaire.findFirst({
      where: { dossierId, cle: partenaire, AND: [partsPermises(agent)] },
      select: { dossier: { select: { etat: true, regimeNumero: true } } },
    });
    if (permise === null) return null;
    const { etat, regimeNumero } = permise.dossier;
    const part = await lirePart(tx, dossierId, partenaire);
    if (part === null) return null;
    const { fichier, cles, revision } = part;
    return {
      id: dossierId,
      etat,
      regimeNumero,
      jeu: versJeu(await regimeDe(tx, fichier.regime, regimeNumero)),
      fichier,
      revision,
      cles,
      sections: await sectionsPourLaPart(tx, dossierId, agent),
      pieces: [],
      versions: [],
      contexte: { doublons: [], coutMedianParPlace: null, cfdAvecPlateau: [] },
      lecteur: { id: agent.id, nom: agent.nom },
      droits: { ...AUCUN_DROIT, modifier: peut(agent, "part.modifier", { dossierId, partenaire, etat }) },
      lettres: [],
      aujourdhui: jourAParis(maintenant),
    };
  });
}
