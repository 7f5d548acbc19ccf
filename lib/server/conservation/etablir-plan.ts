import "server-only";
import type { CodeConservation } from "@/lib/domain/conservation";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { lecture, type Tx } from "@/lib/server/base";
import { type CompteSuivi, comptesSuivis } from "@/lib/server/conservation/comptes";
import { piecesAuTerme } from "@/lib/server/conservation/pieces";
import { CODES_SIMPLES, REGLES_SIMPLES } from "@/lib/server/conservation/regles";

/** What the rules would do today. Reads only: the same plan is simulated, shown, then run. */
export type PlanConservation = {
  jour: DateIso;
  nombres: Record<CodeConservation, number>;
  comptes: CompteSuivi[];
};

export const etablirPlan = (maintenant: Date): Promise<PlanConservation> => lecture((tx) => planDans(tx, maintenant));

async function planDans(tx: Tx, maintenant: Date): Promise<PlanConservation> {
  const jour = jourAParis(maintenant);
  const comptes = await comptesSuivis(tx, maintenant);
  const nombres: PlanConservation["nombres"] = {
    comptes: aEffacer(comptes).length,
    sessions: 0,
    liens: 0,
    invitations: 0,
    courriels: 0,
    demandes: 0,
    organisations: 0,
    pieces: (await piecesAuTerme(tx, jour)).length,
  };
  for (const code of CODES_SIMPLES) nombres[code] = await REGLES_SIMPLES[code].compter(tx, jour);
  return { jour, nombres, comptes };
}

export const aPrevenir = (comptes: readonly CompteSuivi[]) =>
  comptes.filter((c) => c.sort === "prevenir" && c.exception === null);
export const aEffacer = (comptes: readonly CompteSuivi[]) =>
  comptes.filter((c) => c.sort === "effacer" && c.exception === null);
export const exceptions = (comptes: readonly CompteSuivi[]) => comptes.filter((c) => c.exception !== null);
