import "server-only";
import type { z } from "zod";
import { destinations } from "@/lib/domain/changement-regime";
import { jourAParis } from "@/lib/domain/dates";
import { etatSousRegime } from "@/lib/domain/etats";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import type { Regime } from "@/lib/domain/regimes";
import type { demandeChangementRegime } from "@/lib/schemas/demandes";
import { type Tx, transaction } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import { type DossierTenu, verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { poserPoint } from "@/lib/server/points/creer-point";
import { regimesCourants } from "@/lib/server/regimes/lire-regimes";

type Demande = z.output<typeof demandeChangementRegime>;

const CHANGE =
  "Le dossier a changé depuis que vous avez lu cette comparaison : elle se refait, relisez-la, puis confirmez.";

/** The set asked for, when this dossier may still go there today. */
async function exigerDestination(
  tx: Tx,
  dossier: DossierTenu,
  vers: Demande["vers"],
  maintenant: Date,
): Promise<Regime> {
  const present = { code: dossier.regime, numero: dossier.regimeNumero };
  const ouvertes = destinations(present, await regimesCourants(tx, maintenant), jourAParis(maintenant));
  const memeCode = ouvertes.find((r) => r.code === vers.regime);
  if (memeCode === undefined)
    throw new ErreurMetier("regle", `Le régime « ${REGIMES.libelles[vers.regime]} » n’est pas ouvert à ce dossier.`);
  // Published while the comparison was being read.
  if (memeCode.numero !== vers.numero) throw new ErreurMetier("conflit", CHANGE);
  return memeCode;
}

/**
 * Moves the dossier under another set of rules, before it is filed: what was compared is what is moved, or nothing. Its content
 * does not change; a save point keeps what it was under the old rules.
 */
export async function changerRegime(
  agent: Agent,
  { dossierId, de, vers, revisionVue }: Demande,
  maintenant: Date,
): Promise<{ regime: CodeRegime; numero: number; revision: number }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "dossier.changer_regime");
    const lu = await tx.dossier.findUniqueOrThrow({
      where: { id: dossierId },
      select: { ...SELECTION_FICHIER, revision: true },
    });
    if (dossier.regime !== de.regime || dossier.regimeNumero !== de.numero || lu.revision !== revisionVue)
      throw new ErreurMetier("conflit", CHANGE);
    const { code, numero } = await exigerDestination(tx, dossier, vers, maintenant);
    const { id: point } = await poserPoint(
      tx,
      agent,
      dossier,
      { nom: nomDuPoint(code), note: `Régime d’avant : ${REGIMES.libelles[dossier.regime]}.` },
      maintenant,
    );
    const etat = etatSousRegime(dossier.etat, code, versFichier(lu).lettreIntention);
    const { revision } = await tx.dossier.update({
      where: { id: dossierId },
      data: { regime: code, regimeNumero: numero, etat, revision: { increment: 1 } },
      select: { revision: true },
    });
    // A summary read under the old rules must not be filed under these: filing asks for the versions that were seen.
    await tx.sectionDossier.update({
      where: { dossierId_section: { dossierId, section: "verification" } },
      data: { version: { increment: 1 }, modifieeLe: maintenant, modifieeParId: agent.id },
      select: { version: true },
    });
    const fichier = versFichier(
      await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION_FICHIER }),
    );
    const { resultat } = await recalculerSynthese(
      tx,
      agent,
      { id: dossierId, regimeNumero: numero },
      fichier,
      maintenant,
    );
    await ecrireEntree(tx, {
      action: "dossier.changer_regime",
      acteur: agent,
      dossierId,
      avant: { regime: dossier.regime, numero: dossier.regimeNumero, etat: dossier.etat },
      apres: { regime: code, numero, etat, verdict: resultat.verdict, point },
    });
    return { regime: code, numero, revision };
  });
}

const nomDuPoint = (code: CodeRegime): string => `Avant le passage à « ${REGIMES.libelles[code]} »`;
