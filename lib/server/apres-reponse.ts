import "server-only";
import { after } from "next/server";
import { journaliserImprevu } from "@/lib/server/journaux";

/** Work that the person need not wait for. Outside of a request (command line, tests) it is left to the daily tasks. */
export function apresReponse(nom: string, fn: () => Promise<unknown>): void {
  try {
    after(async () => {
      try {
        await fn();
      } catch (erreur) {
        journaliserImprevu(erreur, { action: nom });
      }
    });
  } catch {
    // No request: nothing to follow.
  }
}
