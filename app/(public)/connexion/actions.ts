"use server";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { EtatDemandeLien } from "@/components/connexion/demande-lien";
import { codePersona, demandeLien, jetonDeLien } from "@/lib/schemas/lien";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import { retourSur } from "@/lib/schemas/retour";
import { apresReponse } from "@/lib/server/apres-reponse";
import { limiterConnexion, limiterLien } from "@/lib/server/debit/connexion";
import { avecRequete } from "@/lib/server/journaux";
import { analyser, enReponse } from "@/lib/server/repondre";
import { entrer, entrerPersona, sortir } from "@/lib/server/session";
import { demanderLien } from "@/lib/server/session/lien/demander-lien";
import { utiliserLien } from "@/lib/server/session/lien/utiliser-lien";

/** The actions of someone who is not signed in yet: the wrapper of the others asks for a session, this one does not. */
async function sansSession(nom: string, fn: () => Promise<void>): Promise<ErreurReponse | null> {
  return avecRequete((await headers()).get("x-request-id"), async () => {
    try {
      await fn();
      return null;
    } catch (erreur) {
      unstable_rethrow(erreur);
      return enReponse(erreur, nom);
    }
  });
}

/** Signs in as a persona (demo only), then goes back to where the person wanted to be. Answers only when refused. */
export async function connecterPersona(code: string, retour?: string): Promise<Reponse<never>> {
  // A server action receives whatever was posted.
  const refus = await sansSession("session.ouvrir_persona", () => entrerPersona(analyser(codePersona, code)));
  if (refus !== null) return { ok: false, error: refus };
  redirect(retourSur(retour));
}

/** Asks for a link by mail. The same answer, as fast, whoever asks and whatever the address. */
export async function demanderLienConnexion(_avant: EtatDemandeLien, donnees: FormData): Promise<EtatDemandeLien> {
  const email = String(donnees.get("email") ?? "").slice(0, 300);
  const refus = await sansSession("session.demander_lien", async () => {
    const demande = analyser(demandeLien, { email, retour: String(donnees.get("retour") ?? "") });
    await limiterLien(demande.email);
    apresReponse("session.demander_lien", () => demanderLien(demande.email, demande.retour, new Date()));
  });
  if (refus === null) return { etape: "envoye", email };
  const faute = refus.fields?.email;
  return { etape: "saisie", email, ...(faute === undefined ? { refus: refus.message } : { faute }) };
}

/** Uses up the link of the mail: only a button does, opening the page does not. Answers only when refused. */
export async function ouvrirParLien(jeton: unknown): Promise<Reponse<never>> {
  let retour: string | null = null;
  const refus = await sansSession("session.ouvrir_lien", async () => {
    await limiterConnexion("connexion_lien");
    const lu = analyser(jetonDeLien, jeton);
    await entrer(async (appareil) => {
      const ouverte = await utiliserLien(lu, appareil, new Date());
      retour = ouverte.retour;
      return ouverte.jeton;
    });
  });
  if (refus !== null) return { ok: false, error: refus };
  redirect(retourSur(retour));
}

export async function deconnecter(): Promise<void> {
  redirect(await sortir());
}
