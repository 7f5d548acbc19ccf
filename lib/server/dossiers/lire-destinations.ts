import "server-only";
import { destinations } from "@/lib/domain/changement-regime";
import { jourAParis } from "@/lib/domain/dates";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import { versJeu } from "@/lib/schemas/vers-regime";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { refusPlace } from "@/lib/server/points/creer-point";
import { avecNoms, regimesCourants } from "@/lib/server/regimes/lire-regimes";

/** `refusPoint`: why the save point that a change makes first would not fit. */
export type Destinations = { jeux: JeuRegles[]; refusPoint: string | null };

/** Sets of rules that this dossier may be moved to today; null: not for this person, or not any more. */
export async function lireDestinations(agent: Agent, id: string, maintenant: Date): Promise<Destinations | null> {
  if (!estIdentifiant(id)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id, AND: [dossiersPermis(agent, "dossier.changer_regime")] },
      select: { regime: true, regimeNumero: true },
    });
    if (dossier === null) return null;
    const present = { code: dossier.regime as CodeRegime, numero: dossier.regimeNumero };
    const ouvertes = destinations(present, await regimesCourants(tx, maintenant), jourAParis(maintenant));
    const jeux: JeuRegles[] = [];
    for (const r of ouvertes) jeux.push(versJeu(await avecNoms(tx, r)));
    return { jeux, refusPoint: await refusPlace(tx, id) };
  });
}
