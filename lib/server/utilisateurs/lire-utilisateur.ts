import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { ecrireHabilitation } from "@/lib/domain/habilitations";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { EtatCompte } from "@/lib/schemas/filtres-utilisateurs";
import { lecture } from "@/lib/server/base";
import { retenuesDe } from "@/lib/server/comptes/dernier";
import { phraseRetenue } from "@/lib/server/comptes/effacer-compte";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, peut } from "@/lib/server/droits";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { sessionVivante } from "@/lib/server/session/bail";
import { etatDuCompte } from "@/lib/server/utilisateurs/lister-utilisateurs";

export type FicheUtilisateur = {
  id: string;
  version: number;
  prenom: string;
  nom: string;
  email: string;
  organisation: string;
  siret: string | null;
  etat: EtatCompte;
  proconnect: boolean;
  demonstration: boolean;
  creeLe: DateIso;
  contactLe: DateIso | null;
  prevenuLe: DateIso | null;
  desactiveLe: DateIso | null;
  motifDesactivation: string | null;
  effaceLe: DateIso | null;
  delieLe: DateIso | null;
  motifDeliaison: string | null;
  sessions: number;
  equipes: number;
  droits: { id: string; droit: string; debut: DateIso | null; fin: DateIso | null }[];
  /** The person who is looking: no gesture on oneself here. */
  soi: boolean;
  /** Why the account cannot be erased; null: it can. */
  retenue: string | null;
  dernierAdministrateur: boolean;
};

const jour = (date: Date | null): DateIso | null => (date === null ? null : jourAParis(date));

/** One account for its administrator; null: no such account, or no right to see it. */
export async function lireUtilisateur(agent: Agent, id: string, maintenant: Date): Promise<FicheUtilisateur | null> {
  if (!peut(agent, "utilisateur.lire") || !estIdentifiant(id)) return null;
  return lecture(async (tx) => {
    const u = await tx.utilisateur.findUnique({
      where: { id },
      include: {
        habilitations: { where: habilitationVivante(maintenant), orderBy: [{ role: "asc" }, { id: "asc" }] },
        _count: {
          select: { dossiers: true, sessions: { where: sessionVivante(maintenant) } },
        },
      },
    });
    if (u === null) return null;
    const retenues = u.effaceLe === null ? await retenuesDe(tx, id, maintenant) : null;
    return {
      id: u.id,
      version: u.version,
      prenom: u.prenom,
      nom: u.nom,
      email: u.email,
      organisation: u.organisation,
      siret: u.siret,
      etat: etatDuCompte(u),
      proconnect: u.sub !== null,
      demonstration: u.persona !== null,
      creeLe: jourAParis(u.creeLe),
      contactLe: jour(u.dernierContactLe),
      prevenuLe: jour(u.prevenuLe),
      desactiveLe: jour(u.desactiveLe),
      motifDesactivation: u.motifDesactivation,
      effaceLe: jour(u.effaceLe),
      delieLe: jour(u.delieLe),
      motifDeliaison: u.motifDeliaison,
      sessions: u._count.sessions,
      equipes: u._count.dossiers,
      droits: u.habilitations.map((h) => ({
        id: h.id,
        droit: ecrireHabilitation(h),
        debut: versJour(h.debut),
        fin: versJour(h.fin),
      })),
      soi: id === agent.id,
      retenue: retenues === null ? null : phraseRetenue(retenues, "service"),
      dernierAdministrateur: retenues?.dernierAdministrateur ?? false,
    };
  });
}
