import { typographie } from "../ecriture";
import type { Plan } from "./plan";

/** What a gesture came to: the plan after it, with what the person should know; or why it no longer applies. */
export type Issue = { ok: true; plan: Plan; remarques: readonly string[] } | { ok: false; motif: string };

export const fait = (plan: Plan, ...remarques: (string | false)[]): Issue => ({
  ok: true,
  plan,
  remarques: remarques.flatMap((r) => (r === false ? [] : [typographie(r)])),
});
export const impossible = (motif: string): Issue => ({ ok: false, motif: typographie(motif) });
