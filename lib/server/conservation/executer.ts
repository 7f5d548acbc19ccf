import "server-only";
import { type CodeConservation, jourEffacement } from "@/lib/domain/conservation";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { uneLigne } from "@/lib/domain/une-ligne";
import { adresseAbsolue } from "@/lib/server/adresse";
import { lecture, transaction } from "@/lib/server/base";
import { effacerCompte } from "@/lib/server/comptes/effacer-compte";
import { comptesSuivis } from "@/lib/server/conservation/comptes";
import { aEffacer, aPrevenir } from "@/lib/server/conservation/etablir-plan";
import { effacerPieces, piecesAuTerme } from "@/lib/server/conservation/pieces";
import { CODES_SIMPLES, REGLES_SIMPLES } from "@/lib/server/conservation/regles";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

export type BilanConservation = Record<CodeConservation, number> & { prevenus: number };

/** Asked by an administrator from the page. */
export async function executerSurDemande(agent: Agent, _rien: unknown, maintenant: Date): Promise<BilanConservation> {
  if (!peut(agent, "retention.executer")) throw interdit();
  return executerConservation(agent, maintenant);
}

/**
 * Applies every rule. Each account and each file in its own transaction, decided again inside: someone may have come back
 * since the plan. `acteur` null: the daily task or the command line.
 */
export async function executerConservation(
  acteur: { id: string } | null,
  maintenant: Date,
): Promise<BilanConservation> {
  const jour = jourAParis(maintenant);
  const { comptes, pieces } = await lecture(async (tx) => ({
    comptes: await comptesSuivis(tx, maintenant),
    pieces: await piecesAuTerme(tx, jour),
  }));
  const page = await adresseAbsolue("/compte");
  let prevenus = 0;
  for (const { id } of aPrevenir(comptes)) prevenus += await prevenir(id, page, acteur, maintenant);
  let effaces = 0;
  // Never the administrator who is asking: their own account is not without contact.
  for (const { id } of aEffacer(comptes)) effaces += await effacer(id, acteur, maintenant);
  const piecesEffacees = await effacerPieces(acteur, jour, pieces);
  const bilan = await transaction(async (tx) => {
    const nombres: BilanConservation = {
      prevenus,
      comptes: effaces,
      sessions: 0,
      liens: 0,
      invitations: 0,
      courriels: 0,
      demandes: 0,
      organisations: 0,
      pieces: piecesEffacees,
    };
    for (const code of CODES_SIMPLES) nombres[code] = await REGLES_SIMPLES[code].supprimer(tx, jour);
    await ecrireEntree(tx, { action: "conservation.executer", acteur, apres: nombres });
    return nombres;
  });
  if (prevenus > 0) envoyerApres();
  return bilan;
}

async function prevenir(id: string, page: string, acteur: { id: string } | null, maintenant: Date): Promise<number> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Utilisateur" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const [compte] = aPrevenir(await comptesSuivis(tx, maintenant, id));
    if (compte === undefined) return 0;
    const jour = jourAParis(maintenant);
    await tx.utilisateur.update({ where: { id }, data: { prevenuLe: maintenant }, select: { id: true } });
    await deposerCourriel(tx, {
      destinataire: compte.email,
      genre: "compte",
      objet: "Votre compte Rigel sera bientôt effacé",
      corps: avis(compte.nom, page, jourEffacement(compte.contactLe, jour)),
    });
    await ecrireEntree(tx, { action: "conservation.prevenir", acteur, objet: id });
    return 1;
  });
}

const avis = (nom: string, page: string, jour: string): string =>
  [
    `Bonjour ${uneLigne(nom)},`,
    "",
    "Vous ne vous êtes pas connecté à Rigel depuis près de deux ans. Les données de votre compte ne sont pas gardées plus longtemps : " +
      `il sera effacé le ${ecrireDate(jour)}.`,
    "",
    `Pour le garder, connectez-vous avant cette date : ${page}`,
    "Sinon, vous n’avez rien à faire. Les dossiers auxquels vous avez participé restent, sans votre nom.",
    "",
    "Ce message est automatique, ne répondez pas.",
  ].join("\n");

async function effacer(id: string, acteur: { id: string } | null, maintenant: Date): Promise<number> {
  try {
    return await transaction(async (tx) => {
      const [compte] = aEffacer(await comptesSuivis(tx, maintenant, id));
      if (compte === undefined) return 0;
      await effacerCompte(tx, id, { acteur, motif: "conservation" }, maintenant);
      return 1;
    });
  } catch (erreur) {
    // Became the last one meanwhile, or is already gone: an exception of the next plan, not a failure of this run.
    if (erreur instanceof ErreurMetier) return 0;
    throw erreur;
  }
}
