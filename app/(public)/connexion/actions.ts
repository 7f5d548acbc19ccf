"use server";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { Reponse } from "@/lib/schemas/reponse";
import { retourSur } from "@/lib/schemas/retour";
import { avecRequete } from "@/lib/server/journaux";
import { analyser, enReponse } from "@/lib/server/repondre";
import { entrerPersona, sortir } from "@/lib/server/session";

/** Signs in as a persona (demo only), then goes back to where the person wanted to be. Answers only when refused. */
export async function connecterPersona(code: string, retour?: string): Promise<Reponse<never>> {
  const refus = await avecRequete((await headers()).get("x-request-id"), async () => {
    try {
      // A server action receives whatever was posted.
      await entrerPersona(analyser(z.string().max(60), code));
      return null;
    } catch (erreur) {
      unstable_rethrow(erreur);
      return enReponse(erreur, "session.ouvrir_persona");
    }
  });
  if (refus !== null) return { ok: false, error: refus };
  redirect(retourSur(retour));
}

export async function deconnecter(): Promise<void> {
  redirect(await sortir());
}
