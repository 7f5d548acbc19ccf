import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import type { CodeEtat } from "@/lib/domain/etats";
import { modifiable } from "@/lib/domain/etats";
import type { Jeu } from "@/lib/domain/scenarios/evaluer";
import { type Geste, partenairesDe } from "@/lib/domain/scenarios/gestes";
import { type ContenusScenario, contenusDe, jeuDe } from "@/lib/schemas/contenus-scenario";
import { geste } from "@/lib/schemas/scenarios";
import type { Tx } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { clesDe, placesDe } from "@/lib/server/dossiers/places-lignes";
import type { Agent } from "@/lib/server/droits";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/** The dossier as what-ifs are played on it, and what judges them. */
export type EtatJoue = {
  revision: number;
  /** Last write of the dossier. */
  enregistreLe: Date;
  jeu: Jeu<ContenusScenario>;
};

/** The caller has the right to read it, checked in this transaction. */
export async function lireEtat(tx: Tx, agent: Agent, dossierId: string, maintenant: Date): Promise<EtatJoue> {
  const lu = await tx.dossier.findUniqueOrThrow({
    where: { id: dossierId },
    select: { ...SELECTION_FICHIER, revision: true, modifieLe: true, etat: true, regimeNumero: true },
  });
  const fichier = versFichier(lu);
  const juge = {
    regime: await regimeDe(tx, fichier.regime, lu.regimeNumero),
    contexte: await lireContexte(tx, agent, dossierId, fichier),
    jour: jourAParis(maintenant),
    modifiable: modifiable(lu.etat as CodeEtat),
  };
  return {
    revision: lu.revision,
    enregistreLe: lu.modifieLe,
    jeu: jeuDe(fichier, contenusDe(fichier, clesDe(placesDe(lu))), juge),
  };
}

/** As stored: what a newer or older Rigel wrote and this one does not read is left out, and said by nobody else than the count. */
export const lireGestes = (json: unknown): Geste[] =>
  Array.isArray(json)
    ? json.flatMap((g) => {
        const lu = geste.safeParse(g);
        return lu.success ? [lu.data] : [];
      })
    : [];

/** For the audit trail: identifiers and amounts, nothing that someone wrote. */
export const resumerGestes = (gestes: readonly Geste[]) =>
  gestes.map((g) => {
    const montant = g.type === "couper_poste" ? g.valeur : "montant" in g ? g.montant : null;
    const partenaires = partenairesDe(g);
    return { type: g.type, ...(partenaires.length > 0 && { partenaires }), ...(montant !== null && { montant }) };
  });
