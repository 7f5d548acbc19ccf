import "server-only";
import { acheminement } from "@/lib/domain/courrier";
import { jourAParis } from "@/lib/domain/dates";
import { CODES_DROIT } from "@/lib/domain/equipe";
import { etatInvitation } from "@/lib/domain/invitations";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { courrierConfigure } from "@/lib/integrations/courrier";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { EquipeVue, InvitationVue, MembreVue, PartenaireVue } from "@/lib/schemas/equipe";
import { lecture, type Tx } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, dossiersPermis, peut, RESPONSABLE_OUVERT } from "@/lib/server/droits";
import { droitsVivants } from "@/lib/server/equipe/responsables";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";

const PERSONNE = { prenom: true, nom: true, email: true, effaceLe: true } as const;
const nomDe = (u: { prenom: string; nom: string; effaceLe: Date | null }): string =>
  u.effaceLe === null ? `${u.prenom} ${u.nom}` : "Compte effacé";
const parNom = (a: { nom: string }, b: { nom: string }) => a.nom.localeCompare(b.nom, "fr");

/** Who is in the team, who is invited, and each partner's contact; null: the dossier, or its team, is not this person's to see. */
export async function lireEquipe(agent: Agent, dossierId: string, maintenant: Date): Promise<EquipeVue | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "equipe.lire")] },
      select: {
        etat: true,
        regime: true,
        regionAcademique: true,
        membres: { where: { utilisateurId: agent.id }, select: { droit: true } },
        partenaires: { orderBy: { rang: "asc" }, select: { cle: true, nom: true } },
        _count: { select: { versions: true, membres: { where: RESPONSABLE_OUVERT } } },
      },
    });
    if (dossier === null) return null;
    const membre = dossier.membres[0]?.droit ?? null;
    const gerer = peut(agent, "equipe.gerer", {
      id: dossierId,
      etat: dossier.etat,
      regime: dossier.regime as CodeRegime,
      regionAcademique: dossier.regionAcademique,
      dejaDepose: dossier._count.versions > 0,
      sansResponsable: dossier._count.membres === 0,
      membre,
    });
    const attente = gerer ? await lireInvitations(tx, dossierId, maintenant) : [];
    return {
      dossierId,
      membres: await lireMembres(tx, agent, dossierId, maintenant),
      invitations: attente.filter((i) => i.droit !== null).map(({ partenaire: _, ...vue }) => vue),
      partenaires: await lirePartenaires(tx, dossierId, dossier.partenaires, attente, maintenant),
      droits: { gerer, quitter: membre !== null },
    };
  });
}

async function lireMembres(tx: Tx, agent: Agent, dossierId: string, maintenant: Date): Promise<MembreVue[]> {
  const membres = await tx.membreDossier.findMany({
    where: { dossierId },
    select: {
      utilisateurId: true,
      droit: true,
      depuis: true,
      version: true,
      utilisateur: {
        select: {
          ...PERSONNE,
          organisation: true,
          dernierContactLe: true,
          desactiveLe: true,
          habilitations: { where: droitsVivants(dossierId, maintenant), take: 1, select: { id: true } },
        },
      },
    },
  });
  return membres
    .map(({ utilisateur: u, ...m }) => ({
      utilisateurId: m.utilisateurId,
      nom: nomDe(u),
      email: u.effaceLe === null ? u.email : "",
      organisation: u.effaceLe === null ? u.organisation : "",
      droit: m.droit,
      version: m.version,
      depuis: jourAParis(m.depuis),
      dernierContact: u.dernierContactLe === null ? null : jourAParis(u.dernierContactLe),
      actif: u.desactiveLe === null && u.effaceLe === null && u.habilitations.length > 0,
      moi: m.utilisateurId === agent.id,
    }))
    .sort((a, b) => CODES_DROIT.indexOf(b.droit) - CODES_DROIT.indexOf(a.droit) || parNom(a, b));
}

type Attente = InvitationVue & { partenaire: string | null };

async function lireInvitations(tx: Tx, dossierId: string, maintenant: Date): Promise<Attente[]> {
  const lues = await tx.invitation.findMany({
    where: { dossierId, accepteeLe: null, retireeLe: null },
    orderBy: [{ expireLe: "asc" }, { email: "asc" }],
    select: { id: true, email: true, droit: true, partenaire: true, expireLe: true, version: true, empreinte: true },
  });
  // By the link that it carries: once gone, sent or put out, the mail no longer does.
  const enAttente = await tx.courriel.findMany({
    where: { genre: "invitation", envoyeLe: null, lien: { in: lues.map((i) => i.empreinte) } },
    select: { lien: true },
  });
  const attendus = new Set(enAttente.map((c) => c.lien));
  return lues.map(({ expireLe, empreinte, ...i }) => ({
    ...i,
    courriel: acheminement(attendus.has(empreinte), courrierConfigure()),
    expireLe: expireLe.toISOString(),
    etat: etatInvitation({ accepteeLe: null, retireeLe: null, expireLe }, maintenant) as InvitationVue["etat"],
  }));
}

/** The dossier's partners in their order, then those no longer in it that someone still answers for. */
async function lirePartenaires(
  tx: Tx,
  dossierId: string,
  presents: readonly { cle: string; nom: string | null }[],
  attente: readonly Attente[],
  maintenant: Date,
): Promise<PartenaireVue[]> {
  const contacts = await tx.habilitation.findMany({
    where: { AND: [habilitationVivante(maintenant)], role: "partenaire", dossierId },
    select: { id: true, partenaire: true, debut: true, fin: true, version: true, utilisateur: { select: PERSONNE } },
  });
  const cles = new Set(presents.map((p) => p.cle));
  const disparus = [...contacts, ...attente].flatMap(({ partenaire: cle }) =>
    cle === null || cles.has(cle) ? [] : [cle],
  );
  const tous = [
    ...presents.map((p) => ({ ...p, present: true })),
    ...[...new Set(disparus)].map((cle) => ({ cle, nom: null, present: false })),
  ];
  return tous.map(({ cle, nom, present }) => ({
    cle,
    nom: present ? (nom ?? "Partenaire sans nom") : null,
    present,
    contacts: contacts
      .filter((c) => c.partenaire === cle)
      .map(({ utilisateur: u, ...c }) => ({
        habilitationId: c.id,
        nom: nomDe(u),
        email: u.effaceLe === null ? u.email : "",
        depuis: versJour(c.debut) ?? "",
        fin: versJour(c.fin),
        version: c.version,
      }))
      .sort(parNom),
    invitations: attente.filter((i) => i.partenaire === cle).map(({ partenaire: _, ...vue }) => vue),
  }));
}
