import "server-only";
import { transaction } from "@/lib/server/base";
import { compteIntrouvable, effacerCompte } from "@/lib/server/comptes/effacer-compte";
import { type Agent, peut } from "@/lib/server/droits";

/** Asked by the person, who typed what they want. Their session ends with the account. */
export async function effacerMonCompte(agent: Agent, _confirme: unknown, maintenant: Date): Promise<{ efface: true }> {
  if (!peut(agent, "compte.effacer", { utilisateurId: agent.id })) throw compteIntrouvable();
  await transaction((tx) => effacerCompte(tx, agent.id, { acteur: agent, motif: "demande" }, maintenant));
  return { efface: true };
}
