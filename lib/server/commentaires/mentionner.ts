import "server-only";
import { typographie } from "@/lib/domain/ecriture";
import { mentionsDe } from "@/lib/domain/mentions";
import { uneLigne } from "@/lib/domain/une-ligne";
import { adresseAbsolue } from "@/lib/server/adresse";
import type { Tx } from "@/lib/server/base";
import { membresActifs } from "@/lib/server/commentaires/lignes";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import type { DossierTenu } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { erreurSaisie } from "@/lib/server/repondre";

/**
 * Keeps the mentions of a comment as its text says, and tells by mail whoever is mentioned there for the first time. Only the
 * team as it is now: someone who left may stay mentioned where they already were (`avant`), never anew. How many were told.
 */
export async function mentionner(
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  commentaire: { id: string; filId: string | null; texte: string; avant: string },
  maintenant: Date,
): Promise<number> {
  const anciennes = new Set(mentionsDe(commentaire.avant));
  const voulues = mentionsDe(commentaire.texte);
  const nouvelles = voulues.filter((id) => !anciennes.has(id));
  const membres =
    nouvelles.length === 0
      ? []
      : await tx.utilisateur.findMany({
          where: { id: { in: nouvelles }, ...membresActifs(dossier.id, maintenant) },
          select: { id: true, email: true },
        });
  if (membres.length < nouvelles.length)
    throw erreurSaisie({ texte: "Vous mentionnez quelqu’un qui ne fait plus partie de l’équipe : retirez son nom." });
  await tx.mentionCommentaire.deleteMany({
    where: { commentaireId: commentaire.id, utilisateurId: { notIn: voulues } },
  });
  // Nobody is told what they wrote themselves.
  const aPrevenir = membres.filter((m) => m.id !== agent.id);
  await tx.mentionCommentaire.createMany({
    data: aPrevenir.map((m) => ({ commentaireId: commentaire.id, utilisateurId: m.id })),
    skipDuplicates: true,
  });
  for (const { email } of aPrevenir) await ecrireMail(tx, agent, dossier, commentaire, email);
  return aPrevenir.length;
}

/**
 * Who, which dossier, a link: not a word of the comment, which stays behind the sign-in. Who by their address, as in every mail of
 * the service: it is what erasing an account looks for in mails to others (comptes/effacer-compte.ts).
 */
async function ecrireMail(
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  { id, filId }: { id: string; filId: string | null },
  destinataire: string,
): Promise<void> {
  const lien = await adresseAbsolue(`/dossiers/${dossier.id}/commentaires#fil-${filId ?? id}`);
  // Free text of the team in a mail of the service: short, and nothing a mail program would make a link of.
  const nom = uneLigne(dossier.acronyme ?? dossier.titre)
    .split(" ")
    .map((mot) => (mot.includes("://") || mot.toLowerCase().includes("www.") ? "…" : mot))
    .join(" ")
    .slice(0, 80);
  const lignes = [
    "Bonjour,",
    typographie(`${agent.email} vous mentionne dans un commentaire du dossier « ${nom} ».`),
    typographie("Pour le lire et y répondre :"),
    lien,
    "Rigel",
  ];
  await deposerCourriel(tx, {
    destinataire,
    objet: "Vous êtes mentionné dans un commentaire",
    corps: `${lignes.join("\n\n")}\n`,
    genre: "commentaire",
  });
}
