import "server-only";
import type { Tx } from "@/lib/server/base";
import { type Agent, demandesPermises, peut } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { conflitAvec, demandeIntrouvable } from "@/lib/server/habilitations/erreurs";
import { relireDroits } from "@/lib/server/habilitations/relire-droits";

const SELECTION = {
  utilisateurId: true,
  role: true,
  regionAcademique: true,
  uai: true,
  campus: true,
  motif: true,
  utilisateur: { select: { email: true, desactiveLe: true, effaceLe: true } },
} as const;

type Decision = { demandeId: string; version: number; etat: "accordee" | "refusee"; message: string | null };

/** Decides a request in the name of this person, with their rights of this instant (`decideur`). Of two who decide at once, one passes; the other is told who did. */
export async function prendreDemande(
  tx: Tx,
  agent: Agent,
  { demandeId, version, etat, message }: Decision,
  maintenant: Date,
) {
  const decideur = await relireDroits(tx, agent, maintenant);
  const ouverte = { AND: [demandesPermises(decideur)], id: demandeId };
  const demande = await tx.demandeAcces.findFirst({ where: ouverte, select: SELECTION });
  if (demande === null) throw demandeIntrouvable();
  if (!peut(decideur, "demande.decider", { ...demande, titulaireId: demande.utilisateurId }))
    throw demandeIntrouvable();
  if (demande.utilisateur.desactiveLe !== null || demande.utilisateur.effaceLe !== null)
    throw new ErreurMetier("regle", "Le compte de cette personne est fermé : la demande ne peut plus être décidée.");
  const { count } = await tx.demandeAcces.updateMany({
    where: { ...ouverte, etat: "en_attente", version },
    data: {
      etat,
      decideeLe: maintenant,
      decideeParId: agent.id,
      motifDecision: message,
      version: { increment: 1 },
    },
  });
  if (count === 0) throw await dejaDecidee(tx, demandeId, maintenant);
  return { ...demande, decideur };
}

async function dejaDecidee(tx: Tx, id: string, maintenant: Date): Promise<ErreurMetier> {
  const lue = await tx.demandeAcces.findUniqueOrThrow({
    where: { id },
    select: { etat: true, version: true, decideeLe: true, decideePar: { select: { prenom: true, nom: true } } },
  });
  if (lue.etat === "retiree") return new ErreurMetier("regle", "La personne a retiré sa demande entre-temps.");
  const contenu = { etat: lue.etat };
  const quoi = `Cette demande a déjà été ${lue.etat === "accordee" ? "accordée" : "refusée"}`;
  return conflitAvec(quoi, { par: lue.decideePar, le: lue.decideeLe, version: lue.version, contenu }, maintenant);
}
