import { nomVerdict, nomVerdictGlobal } from "@/lib/domain/ecriture";
import type { Verdict, VerdictGlobal } from "@/lib/domain/verdict";

const TON_GLOBAL = { eligible: "success", non_eligible: "error", indetermine: "warning" } as const;
const TON = { conforme: "success", non_conforme: "error", indetermine: "warning" } as const;

/** Icon and word, never colour alone. */
export function BadgeVerdictGlobal({ verdict, petit }: { verdict: VerdictGlobal; petit?: boolean }) {
  return (
    <p className={`fr-badge fr-badge--${TON_GLOBAL[verdict]} ${petit ? "fr-badge--sm" : ""}`}>
      {nomVerdictGlobal(verdict)}
    </p>
  );
}

export function BadgeVerdict({ verdict }: { verdict: Verdict }) {
  return <p className={`fr-badge fr-badge--sm fr-badge--${TON[verdict]}`}>{nomVerdict(verdict)}</p>;
}
