"use server";
import { redirect, unstable_rethrow } from "next/navigation";
import type { Reponse } from "@/lib/schemas/reponse";
import { retourSur } from "@/lib/schemas/retour";
import { enReponse } from "@/lib/server/repondre";
import { entrerPersona, sortir } from "@/lib/server/session";

/** Signs in as a persona (demo only), then goes back to where the person wanted to be. Answers only when refused. */
export async function connecterPersona(code: string, retour?: string): Promise<Reponse<never>> {
  try {
    await entrerPersona(code);
  } catch (erreur) {
    unstable_rethrow(erreur);
    return { ok: false, error: enReponse(erreur, "session.ouvrir_persona") };
  }
  redirect(retourSur(retour));
}

export async function deconnecter(): Promise<void> {
  await sortir();
  // Says what became of the work, to someone about to close the tab.
  redirect("/connexion?deconnecte=1");
}
