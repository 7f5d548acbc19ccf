import "server-only";
import { randomBytes } from "node:crypto";
import { uneLigne } from "@/lib/domain/une-ligne";
import { retourSur } from "@/lib/schemas/retour";
import { adresseAbsolue } from "@/lib/server/adresse";
import { base, transaction } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { expedierCourriels } from "@/lib/server/courriels/expedier-courriels";
import { courrielSuffit } from "@/lib/server/droits";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { ecrireEntree } from "@/lib/server/journal";
import { noterRefusConnexion } from "@/lib/server/session/refus";
import { sha256 } from "@/lib/server/sha256";

/** A sign-in link for people outside ProConnect: invited partners, and they alone. */

const MINUTE_MS = 60_000;
export const DUREE_LIEN_MIN = 15;
const OCTETS_JETON = 32;
const ACTION = "session.demander_lien";

/** The table holds this, never the token: who reads it cannot sign in with it. */
export const empreinteLien = (jeton: string): string => sha256(`lien:${jeton}`);

type Motif = "inconnu" | "compte_desactive" | "sans_participation" | "agent_proconnect";

/** Whether this account may come in by a link today; the reason when it may not. */
export async function motifSansLien(
  lire: Pick<Awaited<ReturnType<typeof base>>, "utilisateur">,
  utilisateurId: string,
  maintenant: Date,
): Promise<Motif | null> {
  const { habilitations, ...compte } = await lire.utilisateur.findUniqueOrThrow({
    where: { id: utilisateurId },
    select: {
      sub: true,
      persona: true,
      habilitations: { where: habilitationVivante(maintenant), select: { role: true } },
    },
  });
  const roles = habilitations.map((h) => h.role);
  if (!roles.includes("partenaire")) return "sans_participation";
  return courrielSuffit(compte, roles) ? null : "agent_proconnect";
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
    await deposerCourriel(tx, {
      destinataire: email,
      genre: "lien_connexion",
      lien: empreinteLien(jeton),
      ...courriel(compte.prenom, adresse),
    });
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
