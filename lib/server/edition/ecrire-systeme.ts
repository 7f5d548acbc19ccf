import "server-only";
import { listesDe } from "@/lib/domain/edition/formes";
import { canonique } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Tx } from "@/lib/server/base";
import { differences } from "@/lib/server/dossiers/differences";
import { ecrireListes } from "@/lib/server/dossiers/ecrire-listes";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { clesDe, enBase, placesDe, placesSuivantes } from "@/lib/server/dossiers/places-lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import type { DossierTenu } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { noterSysteme } from "@/lib/server/edition/noter-systeme";

/**
 * Fields of rows that follow from an act of the service (a signed letter recorded), written as the engine writes: rows, summary, version
 * of the section, histories, news to the open pages. The dossier is locked and the right checked by the caller; no row comes or goes.
 */
export async function ecrireSysteme(
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  section: SectionSaisie,
  changer: (fichier: DossierFichier) => DossierFichier,
  maintenant: Date,
): Promise<void> {
  const dossierId = dossier.id;
  const lu = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION_FICHIER });
  const places = placesDe(lu);
  const avant = versFichier(lu);
  const apres = canonique(changer(avant));
  if (differences(canonique(avant), apres) === null) return;
  await ecrireListes(
    tx,
    dossierId,
    listesDe(section).map(enBase),
    { fichier: apres, places: placesSuivantes(places, apres, clesDe(places)) },
    { fichier: avant, places },
  );
  await tx.sectionDossier.updateMany({
    where: { dossierId, section },
    data: { version: { increment: 1 }, modifieeLe: maintenant, modifieeParId: agent.id },
  });
  await recalculerSynthese(tx, agent, dossier, apres, maintenant);
  await noterSysteme(tx, agent, dossierId, avant, apres, maintenant, clesDe(places));
}
