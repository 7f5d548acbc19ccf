import "server-only";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { SECTIONS } from "@/lib/domain/sections";
import { type Battement, demandeBattement } from "@/lib/schemas/atelier";
import type { EtatSection } from "@/lib/schemas/espace";
import { signalerPresence } from "@/lib/server/atelier/signaler-presence";
import { base } from "@/lib/server/base";
import { type Agent, dossiersPermis, type VerbeDossier } from "@/lib/server/droits";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { introuvable } from "@/lib/server/erreur";
import { analyser } from "@/lib/server/repondre";

type Droits = {
  revision: number;
  regime: string;
  regimeNumero: number;
  presence: boolean;
  commentaires: boolean;
};

/** One query for a member, who may do all three; whoever merely reads costs one for each. */
async function droitsDe(agent: Agent, dossierId: string): Promise<Droits> {
  const client = await base();
  const trouver = (...verbes: VerbeDossier[]) =>
    client.dossier.findFirst({
      where: { id: dossierId, AND: verbes.map((verbe) => dossiersPermis(agent, verbe)) },
      select: { revision: true, regime: true, regimeNumero: true },
    });
  const membre = await trouver("dossier.lire", "presence.signaler", "commentaire.lire");
  if (membre !== null) return { ...membre, presence: true, commentaires: true };
  const lu = await trouver("dossier.lire");
  if (lu === null) throw introuvable();
  return {
    ...lu,
    presence: (await trouver("dossier.lire", "presence.signaler")) !== null,
    commentaires: (await trouver("dossier.lire", "commentaire.lire")) !== null,
  };
}

const AUCUNE: EtatSection = { version: 0, modifieeLe: null, modifieePar: null };

/**
 * What an open page asks every few seconds: what others wrote, who is there, whether the talk moved. For a member of a quiet
 * dossier, two statements outside of any transaction, the sign of life included; what others wrote is read only when there is
 * some.
 */
export async function lireBattement(
  agent: Agent,
  dossierId: string,
  brut: unknown,
  maintenant: Date,
): Promise<Battement> {
  exigerLecteur(agent, (brut as { lecteur?: unknown } | null)?.lecteur);
  const droits = await droitsDe(agent, dossierId);
  // After the right: whatever is sent about someone else's dossier, it does not exist.
  const demande = analyser(demandeBattement, brut);
  const { presents, sections, commentaires } = await signalerPresence(agent, dossierId, demande, {
    maintenant,
    visible: droits.presence,
  });
  const parCode = new Map(sections.map((s) => [s.section, s]));
  const etat = (code: string): EtatSection => {
    const s = parCode.get(code);
    return s === undefined || s.version === 0
      ? AUCUNE
      : { version: s.version, modifieeLe: s.modifieeLe, modifieePar: s.modifieePar };
  };
  return {
    nouveautes:
      droits.revision === demande.depuis
        ? {
            revision: droits.revision,
            changements: [],
            recharger: false,
            sections: Object.fromEntries(SECTIONS.map(({ code }) => [code, etat(code)])) as never,
            regime: { code: droits.regime as CodeRegime, numero: droits.regimeNumero },
          }
        : await lireNouveautes(agent, { dossierId, depuis: demande.depuis, client: demande.client }),
    presents: droits.presence ? presents : [],
    commentaires: droits.commentaires
      ? {
          ouverts: commentaires.ouverts,
          marque: [commentaires.nombre, commentaires.versions, commentaires.nonLues].join("."),
        }
      : null,
  };
}
