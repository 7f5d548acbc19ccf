import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { jourAParis } from "@/lib/domain/dates";
import { uneLigne } from "@/lib/domain/une-ligne";
import { retourSur } from "@/lib/schemas/retour";
import { adresseAbsolue } from "@/lib/server/adresse";
import { base, transaction } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { expedierCourriels } from "@/lib/server/courriels/expedier-courriels";
import { ecrireEntree } from "@/lib/server/journal";
import { noterRefusConnexion } from "@/lib/server/session/refus";

/** A sign-in link for people outside ProConnect: invited partners, and they alone. */

const MINUTE_MS = 60_000;
export const DUREE_LIEN_MIN = 15;
const OCTETS_JETON = 32;
const ACTION = "session.demander_lien";

/** The table holds this, never the token: who reads it cannot sign in with it. */
export const empreinteLien = (jeton: string): string => createHash("sha256").update(`lien:${jeton}`).digest("hex");

type Motif = "inconnu" | "compte_desactive" | "sans_participation" | "agent_proconnect";

/** Whether this account may come in by a link today; the reason when it may not. */
export async function motifSansLien(
  lire: Pick<Awaited<ReturnType<typeof base>>, "habilitation" | "utilisateur">,
  utilisateurId: string,
  maintenant: Date,
): Promise<Motif | null> {
  const jour = new Date(`${jourAParis(maintenant)}T00:00:00Z`);
  const roles = await lire.habilitation.findMany({
    where: { utilisateurId, retireeLe: null, debut: { lte: jour }, OR: [{ fin: null }, { fin: { gte: jour } }] },
    select: { role: true },
  });
  if (!roles.some(({ role }) => role === "partenaire")) return "sans_participation";
  // A mailbox alone must not open what ProConnect guards: neither another role, nor an account that came in through it.
  const parProConnect = await lire.utilisateur.count({ where: { id: utilisateurId, sub: { not: null } } });
  return parProConnect === 0 && roles.every(({ role }) => role === "partenaire") ? null : "agent_proconnect";
}

/**
 * Run after the answer, which is thus the same in words and in time whether the address is known or not. Writes the link,
 * its mail and the journal's entry in one transaction; else the journal's refusal, without the address.
 */
export async function demanderLien(email: string, retour: string | null | undefined, maintenant: Date): Promise<void> {
  const client = await base();
  const compte = await client.utilisateur.findUnique({
    where: { email },
    select: { id: true, prenom: true, desactiveLe: true, effaceLe: true },
  });
  if (compte === null || compte.effaceLe !== null) return refuser("inconnu", null);
  if (compte.desactiveLe !== null) return refuser("compte_desactive", compte.id);
  const motif = await motifSansLien(client, compte.id, maintenant);
  if (motif !== null) return refuser(motif, compte.id);

  const jeton = randomBytes(OCTETS_JETON).toString("base64url");
  const adresse = await adresseAbsolue(`/connexion/lien?jeton=${jeton}`);
  await transaction(async (tx) => {
    await tx.lienConnexion.create({
      data: {
        id: empreinteLien(jeton),
        utilisateurId: compte.id,
        creeLe: maintenant,
        expireLe: new Date(maintenant.getTime() + DUREE_LIEN_MIN * MINUTE_MS),
        retour: retourSur(retour),
      },
      select: { id: true },
    });
    await deposerCourriel(tx, { destinataire: email, genre: "lien_connexion", ...courriel(compte.prenom, adresse) });
    await ecrireEntree(tx, { action: ACTION, acteur: { id: compte.id } });
  });
  await expedierCourriels(maintenant);
}

const refuser = (objet: Motif, utilisateurId: string | null): Promise<void> =>
  noterRefusConnexion({ action: ACTION, objet, utilisateurId });

function courriel(prenom: string, adresse: string): { objet: string; corps: string } {
  return {
    objet: "Votre lien de connexion à Rigel",
    corps: [
      `Bonjour ${uneLigne(prenom)},`,
      "",
      "Vous avez demandé à vous connecter à Rigel. Ouvrez ce lien, puis confirmez :",
      "",
      adresse,
      "",
      `Il sert une seule fois, pendant ${DUREE_LIEN_MIN} minutes. Ne le transmettez à personne.`,
      "",
      "Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, personne n’entre.",
    ].join("\n"),
  };
}
