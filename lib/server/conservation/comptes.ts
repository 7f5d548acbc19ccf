import "server-only";
import { jourEffacement, limite, PREAVIS_JOURS, type SortCompte, sortDuCompte } from "@/lib/domain/conservation";
import { ajouterJours, type DateIso, jourAParis } from "@/lib/domain/dates";
import type { Tx } from "@/lib/server/base";
import { DOSSIER_VIVANT, retenuesDe } from "@/lib/server/comptes/dernier";
import { phraseRetenue } from "@/lib/server/comptes/effacer-compte";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";

/** Accounts without contact for long enough to be warned or erased, and those kept all the same, with the reason. */

export type CompteSuivi = {
  id: string;
  nom: string;
  email: string;
  contactLe: DateIso;
  sort: Exclude<SortCompte, "garder">;
  /** Day of the erasure; null: not warned yet. */
  effaceLe: DateIso | null;
  /** Why it is neither warned nor erased; null: nothing holds it. */
  exception: string | null;
};

const SELECTION = {
  id: true,
  prenom: true,
  nom: true,
  email: true,
  creeLe: true,
  dernierContactLe: true,
  prevenuLe: true,
} as const;

/** An account never used counts from its creation. */
export async function comptesSuivis(tx: Tx, maintenant: Date, seul?: string): Promise<CompteSuivi[]> {
  const jour = jourAParis(maintenant);
  // Wide by a day, then decided exactly: days in Paris are not instants.
  const avant = new Date(`${ajouterJours(limite("comptes", ajouterJours(jour, PREAVIS_JOURS)), 2)}T00:00:00Z`);
  const lus = await tx.utilisateur.findMany({
    where: {
      ...(seul !== undefined && { id: seul }),
      effaceLe: null,
      // A demo account stands for nobody.
      persona: null,
      OR: [{ dernierContactLe: { lt: avant } }, { dernierContactLe: null, creeLe: { lt: avant } }],
    },
    orderBy: [{ nom: "asc" }, { prenom: "asc" }, { id: "asc" }],
    select: SELECTION,
  });
  const suivis: CompteSuivi[] = [];
  for (const { id, prenom, nom, email, ...dates } of lus) {
    const contactLe = jourAParis(dates.dernierContactLe ?? dates.creeLe);
    const prevenuLe = dates.prevenuLe === null ? null : jourAParis(dates.prevenuLe);
    const sort = sortDuCompte({ contactLe, prevenuLe }, jour);
    if (sort === "garder") continue;
    suivis.push({
      id,
      nom: `${prenom} ${nom}`,
      email,
      contactLe,
      sort,
      effaceLe: sort === "prevenir" || prevenuLe === null ? null : jourEffacement(contactLe, prevenuLe),
      exception: await exceptionDe(tx, id, maintenant),
    });
  }
  return suivis;
}

/** Never erased silently: who answers for something alive is for an administrator to look at. */
export async function exceptionDe(tx: Tx, utilisateurId: string, maintenant: Date): Promise<string | null> {
  const retenue = phraseRetenue(await retenuesDe(tx, utilisateurId, maintenant), "service");
  if (retenue !== null) return retenue;
  const vivante = habilitationVivante(maintenant);
  const actives = await tx.habilitation.count({
    where: {
      AND: [vivante],
      utilisateurId,
      OR: [
        { dossier: DOSSIER_VIVANT },
        {
          role: "equipe_projet",
          utilisateur: { dossiers: { some: { dossier: DOSSIER_VIVANT } } },
        },
      ],
    },
  });
  return actives === 0
    ? null
    : "Un droit en cours ouvre à cette personne un dossier vivant : retirez-le d’abord, ou reprenez contact avec elle.";
}
