import "server-only";
import type { Synchronisation } from "@/lib/schemas/edition";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { type Demande, ecrireModifications } from "@/lib/server/edition/ecrire-modifications";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";

/** A team member's edits, on any field of the dossier, in one transaction. */
export async function enregistrerModifications(
  agent: Agent,
  { dossierId, lecteur, ...demande }: Demande,
  maintenant: Date,
): Promise<Synchronisation> {
  exigerLecteur(agent, lecteur);
  return transaction(async (tx) =>
    ecrireModifications(tx, agent, await verrouiller(tx, agent, dossierId, "dossier.modifier"), demande, maintenant),
  );
}
