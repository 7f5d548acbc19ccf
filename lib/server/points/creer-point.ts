import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { canonique } from "@/lib/schemas/lecture";
import { type demandeCreationPoint, POINTS_MAX } from "@/lib/schemas/points";
import { type Tx, transaction } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { clesDe, placesDe } from "@/lib/server/dossiers/places-lignes";
import { calculerSynthese } from "@/lib/server/dossiers/synthese";
import { type DossierTenu, verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { figer } from "@/lib/server/points/figer";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/** Points put away that can still be put back; older ones go. */
const RETIRES_MAX = 100;

/** One more would not fit: said in words that tell what to do. What makes a point by itself says it before the person's yes. */
export async function refusPlace(tx: Tx, dossierId: string): Promise<string | null> {
  const gardes = await tx.pointSauvegarde.count({ where: { dossierId, retireLe: null } });
  return gardes < POINTS_MAX
    ? null
    : `Ce dossier garde déjà ${POINTS_MAX} points de sauvegarde, le maximum. Retirez-en un, puis recommencez.`;
}

export async function exigerPlace(tx: Tx, dossierId: string): Promise<void> {
  const refus = await refusPlace(tx, dossierId);
  if (refus !== null) throw new ErreurMetier("regle", refus);
}

/** Put away for at least so many days before it may go: a point is not erased behind the team's back in an afternoon. */
const RETRAIT_JOURS = 30;

/** Those put away long ago leave, beyond a hundred of them. */
async function effacerAnciens(tx: Tx, dossierId: string, maintenant: Date): Promise<number> {
  const limite = new Date(maintenant.getTime() - RETRAIT_JOURS * 86_400_000);
  const anciens = await tx.pointSauvegarde.findMany({
    where: { dossierId, retireLe: { not: null } },
    orderBy: [{ retireLe: "desc" }, { id: "asc" }],
    skip: RETIRES_MAX,
    select: { id: true, retireLe: true },
  });
  const partants = anciens.flatMap(({ id, retireLe }) => (retireLe !== null && retireLe < limite ? [id] : []));
  if (partants.length > 0) await tx.pointSauvegarde.deleteMany({ where: { id: { in: partants } } });
  if (anciens.length - partants.length >= RETIRES_MAX)
    throw new ErreurMetier(
      "regle",
      "Trop de points ont été créés puis retirés ces derniers jours : remettez-en un, ou attendez quelques jours.",
    );
  return partants.length;
}

/**
 * Freezes this moment in the transaction of the gesture that needs it: the dossier as it is stored, its verdicts today, the keys
 * of its rows. The caller holds the dossier's lock.
 */
export async function poserPoint(
  tx: Tx,
  agent: Agent,
  dossier: Pick<DossierTenu, "id" | "regime" | "regimeNumero">,
  { nom, note }: { nom: string; note: string | null },
  maintenant: Date,
): Promise<{ id: string }> {
  const dossierId = dossier.id;
  await exigerPlace(tx, dossierId);
  const lu = await tx.dossier.findUniqueOrThrow({
    where: { id: dossierId },
    select: { ...SELECTION_FICHIER, revision: true },
  });
  const fichier = canonique(versFichier(lu));
  // For nobody in particular: whoever reads this point must not learn another dossier's name from it.
  const contexte = await lireContexte(tx, null, dossierId, fichier);
  const regime = await regimeDe(tx, fichier.regime, dossier.regimeNumero);
  const { resultat } = calculerSynthese(fichier, regime, contexte, jourAParis(maintenant));
  const point = await tx.pointSauvegarde.create({
    data: {
      dossierId,
      nom,
      note,
      creeLe: maintenant,
      creeParId: agent.id,
      revision: lu.revision,
      regime: dossier.regime,
      regimeNumero: dossier.regimeNumero,
      donnees: figer(fichier),
      verdicts: figer(resultat),
      cles: figer(clesDe(placesDe(lu))),
    },
    select: { id: true },
  });
  const effaces = await effacerAnciens(tx, dossierId, maintenant);
  // The name is the team's own words: the trail holds none of it.
  await ecrireEntree(tx, {
    action: "point.creer",
    acteur: agent,
    dossierId,
    objet: point.id,
    apres: { revision: lu.revision, ...(effaces > 0 && { anciensEffaces: effaces }) },
  });
  return point;
}

/** Gives this moment a name. */
export async function creerPoint(
  agent: Agent,
  { dossierId, nom, note }: z.output<typeof demandeCreationPoint>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "point.creer");
    return poserPoint(tx, agent, dossier, { nom, note }, maintenant);
  });
}
