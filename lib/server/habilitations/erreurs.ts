import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { ErreurMetier } from "@/lib/server/erreur";

/** The same words whether it does not exist or is for someone else to decide. */
export const demandeIntrouvable = () =>
  new ErreurMetier("introuvable", "Cette demande n’existe pas ou ne vous est pas ouverte.");
export const habilitationIntrouvable = () =>
  new ErreurMetier("introuvable", "Cette habilitation n’existe pas ou ne vous est pas ouverte.");

type Conflit = { par: { prenom: string; nom: string } | null; le: Date | null; version: number; contenu: unknown };

/** Someone else was faster: who, when, and what is stored now. */
export function conflitAvec(quoi: string, { par, le, version, contenu }: Conflit, maintenant: Date): ErreurMetier {
  const qui = par === null ? "une autre personne" : `${par.prenom} ${par.nom}`;
  const quand = le ?? maintenant;
  return new ErreurMetier(
    "conflit",
    `${quoi} par ${qui}, le ${ecrireDate(jourAParis(quand))}. Rien n’a été changé : relisez avant de continuer.`,
    { conflit: { par: qui, le: quand.toISOString(), version, contenu } },
  );
}
