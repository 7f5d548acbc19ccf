import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { ecrireHabilitation, quiDecide, vivante } from "@/lib/domain/habilitations";
import { lecture } from "@/lib/server/base";
import { retenuesDe } from "@/lib/server/comptes/dernier";
import { compteIntrouvable, phraseRetenue } from "@/lib/server/comptes/effacer-compte";
import { type DonneesCompte, lireDonneesCompte } from "@/lib/server/comptes/lire-donnees";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, peut } from "@/lib/server/droits";
import { sessionVivante } from "@/lib/server/session/bail";

export type DroitDuCompte = {
  id: string;
  droit: string;
  /** The dossier on which alone it counts. */
  dossier: string | null;
  debut: DateIso;
  fin: DateIso | null;
  /** Functions, never names. */
  repond: string;
};

export type MonCompte = {
  prenom: string;
  nom: string;
  email: string;
  organisation: string;
  siret: string | null;
  /** Where the identity comes from, and so where it is corrected. */
  origine: "persona" | "proconnect" | "lien";
  creeLe: DateIso;
  droits: DroitDuCompte[];
  sessions: number;
};

export async function lireMonCompte(agent: Agent, maintenant: Date): Promise<MonCompte> {
  if (!peut(agent, "compte.lire", { utilisateurId: agent.id })) throw compteIntrouvable();
  return lecture(async (tx) => {
    const compte = await tx.utilisateur.findUniqueOrThrow({
      where: { id: agent.id },
      select: {
        prenom: true,
        nom: true,
        email: true,
        organisation: true,
        siret: true,
        persona: true,
        sub: true,
        creeLe: true,
        habilitations: {
          where: { retireeLe: null },
          orderBy: [{ role: "asc" }, { id: "asc" }],
          include: { dossier: { select: { titre: true, acronyme: true } } },
        },
      },
    });
    const sessions = await tx.session.count({
      where: { utilisateurId: agent.id, ...sessionVivante(maintenant) },
    });
    const { persona, sub, creeLe, habilitations, ...identite } = compte;
    const jour = jourAParis(maintenant);
    const droits = habilitations.flatMap(({ dossier, debut, fin, ...h }) => {
      const dates = { debut: versJour(debut) ?? jour, fin: versJour(fin), retireeLe: null };
      if (!vivante(dates, jour)) return [];
      return [
        {
          id: h.id,
          droit: ecrireHabilitation(h),
          dossier: dossier === null ? null : (dossier.acronyme ?? dossier.titre),
          debut: dates.debut,
          fin: dates.fin,
          repond: quiDecide(h.role),
        },
      ];
    });
    return {
      ...identite,
      origine: persona !== null ? "persona" : sub !== null ? "proconnect" : "lien",
      creeLe: jourAParis(creeLe),
      droits,
      sessions,
    };
  });
}

export type MesDonnees = {
  donnees: DonneesCompte;
  /** Why the account cannot be erased yet; null: it can. */
  retenue: string | null;
};

export async function lireMesDonnees(agent: Agent, maintenant: Date): Promise<MesDonnees> {
  if (!peut(agent, "compte.lire", { utilisateurId: agent.id })) throw compteIntrouvable();
  return lecture(async (tx) => {
    const donnees = await lireDonneesCompte(tx, agent.id);
    if (donnees === null) throw compteIntrouvable();
    return { donnees, retenue: phraseRetenue(await retenuesDe(tx, agent.id, maintenant), "titulaire") };
  });
}
