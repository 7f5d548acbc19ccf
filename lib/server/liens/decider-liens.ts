import "server-only";
import type { z } from "zod";
import type { DecisionsPrises, demandeLiens, EtatLien } from "@/lib/schemas/liens-carte";
import { type Tx, transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import { type Agent, cartePermise } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { correspondanceDe, SELECTION_PROJET, versProjet } from "@/lib/server/liens/projet-carte";
import { SELECTION_DEMANDE } from "@/lib/server/liens/selection-demande";

type Demande = z.output<typeof demandeLiens>;

/**
 * Ties demands of the carte to a dossier, sets them aside, or takes either back: all or none. Not the dossier's content, so in the
 * states of a funded project too.
 */
export async function deciderLiens(
  agent: Agent,
  { dossierId, decisions }: Demande,
  maintenant: Date,
): Promise<DecisionsPrises> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "lien.decider");
    const enBase = await tx.lienCarte.findMany({
      where: { dossierId, numero: { in: decisions.map((d) => d.numero) } },
      select: { numero: true, etat: true, version: true },
    });
    const liens = new Map(enBase.map((l) => [l.numero, l]));
    for (const { numero, vu } of decisions) {
      const lien = liens.get(numero);
      if (lien?.etat !== vu?.etat || lien?.version !== vu?.version)
        throw new ErreurMetier(
          "conflit",
          `Quelqu’un a décidé de la demande ${numero} depuis que vous l’avez vue. La page est relue : vérifiez-la.`,
        );
    }
    // Taken back or set aside: nothing is claimed. Confirmed, or named for the first time: it must be theirs to read.
    const lues = decisions.filter((d) => d.etat === "confirme" || (d.etat !== null && !liens.has(d.numero)));
    const raisons = await raisonsDe(tx, agent, dossierId, lues, liens);
    const prises: DecisionsPrises["prises"] = [];
    const decision = { decideLe: maintenant, decideParId: agent.id };
    for (const { numero, etat } of decisions) {
      const cle = { dossierId_numero: { dossierId, numero } };
      if (etat === null) {
        await tx.lienCarte.deleteMany({ where: { dossierId, numero } });
        prises.push({ numero, lien: null });
        continue;
      }
      const ecrit = liens.has(numero)
        ? await tx.lienCarte.update({
            where: cle,
            data: { etat, ...decision, version: { increment: 1 } },
            select: { version: true },
          })
        : await tx.lienCarte.create({
            data: { dossierId, numero, etat, raisons: raisons.get(numero) ?? [], ...decision },
            select: { version: true },
          });
      prises.push({ numero, lien: { etat, version: ecrit.version } });
    }
    const devenues = (etat: EtatLien | null) => decisions.filter((d) => d.etat === etat).map((d) => d.numero);
    await ecrireEntree(tx, {
      action: "lien.decider",
      acteur: agent,
      dossierId,
      objet: decisions.length === 1 ? (decisions[0]?.numero ?? null) : null,
      avant: Object.fromEntries(decisions.map((d) => [d.numero, liens.get(d.numero)?.etat ?? null])),
      apres: { rattachees: devenues("confirme"), ecartees: devenues("ecarte"), reprises: devenues(null) },
    });
    return { prises };
  });
}

/**
 * Why each would be proposed, kept with the link. A demand that this person may not read on the carte is not there, unless it is in the
 * dossier already and of the dossier's own région: a member whose right is that dossier's alone may change their mind.
 */
async function raisonsDe(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  decisions: readonly { numero: string }[],
  liens: ReadonlyMap<string, unknown>,
): Promise<ReadonlyMap<string, string[]>> {
  if (decisions.length === 0) return new Map();
  const numeros = decisions.map((d) => d.numero);
  const { regionAcademique, ...dossier } = await tx.dossier.findUniqueOrThrow({
    where: { id: dossierId },
    select: { regionAcademique: true, ...SELECTION_PROJET },
  });
  const projet = versProjet(dossier);
  const deja = numeros.filter((n) => liens.has(n));
  const deLaRegion = regionAcademique === null ? [] : [{ numero: { in: deja }, regionAcademique }];
  const lues = await tx.demandeOrion.findMany({
    where: { numero: { in: numeros }, OR: [cartePermise(agent), ...deLaRegion] },
    select: SELECTION_DEMANDE,
  });
  const trouvees = new Map(lues.map((d) => [d.numero, correspondanceDe(projet, d)?.raisons ?? []]));
  const absente = numeros.find((n) => !trouvees.has(n));
  if (absente !== undefined)
    throw new ErreurMetier("introuvable", `La demande ${absente} n’existe pas ou ne vous est pas ouverte.`);
  return trouvees;
}
