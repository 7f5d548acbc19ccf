import "server-only";
import { type Tx, transaction } from "@/lib/server/base";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { ErreurMetier } from "@/lib/server/erreur";
import { ouvrirBailDans } from "@/lib/server/session/bail";
import { empreinteLien, motifSansLien } from "@/lib/server/session/lien/demander-lien";
import { noterRefusConnexion } from "@/lib/server/session/refus";

const ACTION = "session.ouvrir_lien";

type Issue = { ok: true; jeton: string; retour: string | null } | { ok: false; motif: string; compte: string | null };

/**
 * Uses the link up and opens a session, in one transaction. One conditional update decides: of two who post the same link
 * at once, one gets in. The session's token and where to go.
 */
export async function utiliserLien(
  jeton: string,
  appareil: string | null,
  maintenant: Date,
): Promise<{ jeton: string; retour: string | null }> {
  const issue = await transaction((tx) => consommer(tx, empreinteLien(jeton), appareil, maintenant));
  if (issue.ok) return issue;
  await noterRefusConnexion({ action: ACTION, objet: issue.motif, utilisateurId: issue.compte });
  throw new ErreurMetier(
    "interdit",
    "Ce lien n’ouvre plus de session : il a déjà servi, il a expiré ou il est incomplet. Demandez-en un nouveau.",
  );
}

async function consommer(tx: Tx, id: string, appareil: string | null, maintenant: Date): Promise<Issue> {
  const { count } = await tx.lienConnexion.updateMany({
    where: { id, utiliseLe: null, expireLe: { gt: maintenant } },
    data: { utiliseLe: maintenant },
  });
  const lien = await tx.lienConnexion.findUnique({
    where: { id },
    select: {
      utilisateurId: true,
      utiliseLe: true,
      retour: true,
      utilisateur: { select: { desactiveLe: true, effaceLe: true } },
    },
  });
  if (lien === null) return { ok: false, motif: "inconnu", compte: null };
  const compte = lien.utilisateurId;
  if (count === 0) return { ok: false, motif: lien.utiliseLe === null ? "expire" : "deja_utilise", compte };
  if (lien.utilisateur.desactiveLe !== null || lien.utilisateur.effaceLe !== null)
    return { ok: false, motif: "compte_desactive", compte };
  // The right may have been withdrawn since the mail left.
  const motif = await motifSansLien(tx, compte, maintenant);
  if (motif !== null) return { ok: false, motif, compte };
  // The other links asked for in the meantime have no use any more.
  await tx.lienConnexion.updateMany({
    where: { utilisateurId: compte, utiliseLe: null, expireLe: { gt: maintenant } },
    data: { expireLe: maintenant },
  });
  await effacerLiensEteints(tx, maintenant);
  const ouverture = { action: ACTION, methode: "lien", appareil } as const;
  return { ok: true, jeton: await ouvrirBailDans(tx, compte, ouverture, maintenant), retour: lien.retour };
}
