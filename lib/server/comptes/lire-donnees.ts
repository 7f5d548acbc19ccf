import "server-only";
import { ecrireHabilitation } from "@/lib/domain/habilitations";
import { nomRole } from "@/lib/domain/roles";
import { SECTIONS } from "@/lib/domain/sections";
import type { Tx } from "@/lib/server/base";
import { rubriquesCarte } from "@/lib/server/comptes/donnees-carte";
import { estSecret } from "@/lib/server/courriels/deposer-courriel";
import { versJour } from "@/lib/server/dossiers/lignes";

/** Everything the database holds on one person, rubric by rubric, in the words of the person. */

export type Valeur = string | number | boolean | null;
export type Rubrique = { code: string; nom: string; lignes: readonly Record<string, Valeur>[] };
export type DonneesCompte = readonly Rubrique[];

const nomSection = (code: string): string => SECTIONS.find((s) => s.code === code)?.nom ?? code;
const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

export async function lireDonneesCompte(tx: Tx, id: string): Promise<DonneesCompte | null> {
  const compte = await tx.utilisateur.findFirst({ where: { id, effaceLe: null } });
  if (compte === null) return null;
  return [
    {
      code: "compte",
      nom: "Compte",
      lignes: [
        {
          identifiant: compte.id,
          prenom: compte.prenom,
          nom: compte.nom,
          email: compte.email,
          organisation: compte.organisation,
          siret: compte.siret,
          identifiantProConnect: compte.sub,
          compteDeDemonstration: compte.persona,
          creeLe: instant(compte.creeLe),
          dernierContactLe: instant(compte.dernierContactLe),
          prevenuDeLEffacementLe: instant(compte.prevenuLe),
          desactiveLe: instant(compte.desactiveLe),
          motifDesactivation: compte.motifDesactivation,
          delieLe: instant(compte.delieLe),
          motifDeliaison: compte.motifDeliaison,
        },
      ],
    },
    { code: "droits", nom: "Droits", lignes: await droits(tx, id) },
    { code: "demandes", nom: "Demandes d’accès", lignes: await demandes(tx, id) },
    { code: "equipes", nom: "Équipes de dossiers", lignes: await equipes(tx, id) },
    { code: "contact", nom: "Partenaires dont vous êtes le contact", lignes: await contacts(tx, compte.email) },
    { code: "invitations", nom: "Invitations reçues", lignes: await invitations(tx, id, compte.email) },
    { code: "sessions", nom: "Sessions", lignes: await sessions(tx, id) },
    { code: "liens", nom: "Liens de connexion", lignes: await liens(tx, id) },
    { code: "courriels", nom: "Courriels", lignes: await courriels(tx, id, compte.email) },
    { code: "depots", nom: "Versions déposées", lignes: await depots(tx, id) },
    { code: "pieces", nom: "Pièces jointes", lignes: await pieces(tx, id) },
    { code: "lettres", nom: "Lettres d’engagement", lignes: await lettres(tx, id, compte.email) },
    { code: "saisies", nom: "Champs que vous avez remplis", lignes: await saisies(tx, id) },
    { code: "commentaires", nom: "Vos commentaires", lignes: await commentaires(tx, id) },
    { code: "mentions", nom: "Commentaires qui vous mentionnent", lignes: await mentions(tx, id) },
    { code: "presences", nom: "Dossiers ouverts en ce moment", lignes: await presences(tx, id) },
    ...(await rubriquesCarte(tx, id)),
    { code: "journal", nom: "Vos actions au journal", lignes: await journal(tx, id) },
  ];
}

async function droits(tx: Tx, utilisateurId: string) {
  const lues = await tx.habilitation.findMany({ where: { utilisateurId }, orderBy: { accordeeLe: "asc" } });
  return lues.map((h) => ({
    droit: ecrireHabilitation(h),
    dossier: h.dossierId,
    debut: versJour(h.debut),
    fin: versJour(h.fin),
    motif: h.motif,
    accordeLe: instant(h.accordeeLe),
    reluLe: instant(h.relueLe),
    retireLe: instant(h.retireeLe),
    motifRetrait: h.motifRetrait,
  }));
}

async function demandes(tx: Tx, utilisateurId: string) {
  const lues = await tx.demandeAcces.findMany({ where: { utilisateurId }, orderBy: { creeLe: "asc" } });
  return lues.map((d) => ({
    role: nomRole(d.role),
    region: d.regionAcademique,
    uai: d.uai,
    campus: d.campus,
    siret: d.siret,
    motif: d.motif,
    faiteLe: instant(d.creeLe),
    etat: d.etat,
    decideeLe: instant(d.decideeLe),
    motifDecision: d.motifDecision,
  }));
}

async function equipes(tx: Tx, utilisateurId: string) {
  const lues = await tx.membreDossier.findMany({
    where: { utilisateurId },
    orderBy: { dossierId: "asc" },
    select: { droit: true, depuis: true, dossier: { select: { id: true, titre: true } } },
  });
  return lues.map((m) => ({
    dossier: m.dossier.id,
    titre: m.dossier.titre,
    droit: m.droit,
    depuis: instant(m.depuis),
  }));
}

/** Written by a team about this person, under their address. */
async function contacts(tx: Tx, email: string) {
  const lus = await tx.partenaire.findMany({
    where: { contactCourriel: email.toLowerCase() },
    orderBy: [{ dossierId: "asc" }, { rang: "asc" }],
  });
  return lus.map((p) => ({
    dossier: p.dossierId,
    partenaire: p.nom,
    nom: p.contactNom,
    fonction: p.contactFonction,
    email: p.contactCourriel,
    telephone: p.contactTelephone,
  }));
}

async function invitations(tx: Tx, inviteId: string, email: string) {
  const lues = await tx.invitation.findMany({
    where: { OR: [{ inviteId }, { email }] },
    orderBy: { creeeLe: "asc" },
  });
  return lues.map((i) => ({
    dossier: i.dossierId,
    email: i.email,
    droit: i.droit,
    partenaire: i.partenaire,
    recueLe: instant(i.creeeLe),
    accepteeLe: instant(i.accepteeLe),
    expireLe: instant(i.expireLe),
    retireeLe: instant(i.retireeLe),
  }));
}

async function sessions(tx: Tx, utilisateurId: string) {
  const lues = await tx.session.findMany({ where: { utilisateurId }, orderBy: { ouverteLe: "asc" } });
  return lues.map((s) => ({
    methode: s.methode,
    appareil: s.appareil,
    ouverteLe: instant(s.ouverteLe),
    vueLe: instant(s.vueLe),
    fermeeLe: instant(s.fermeeLe),
    motifFermeture: s.motifFermeture,
  }));
}

async function liens(tx: Tx, utilisateurId: string) {
  const lus = await tx.lienConnexion.findMany({ where: { utilisateurId }, orderBy: { creeLe: "asc" } });
  return lus.map((l) => ({
    demandeLe: instant(l.creeLe),
    expireLe: instant(l.expireLe),
    utiliseLe: instant(l.utiliseLe),
  }));
}

/** By the account, at whatever address; by the address, when no account is known. */
async function courriels(tx: Tx, utilisateurId: string, destinataire: string) {
  const lus = await tx.courriel.findMany({
    where: { OR: [{ utilisateurId }, { utilisateurId: null, destinataire }] },
    orderBy: { creeLe: "asc" },
  });
  return lus.map((c) => ({
    objet: c.objet,
    // What a sign-in link or an invitation opens with stays out of a file that lies in a downloads folder.
    corps: estSecret(c.genre) ? null : c.corps,
    ecritLe: instant(c.creeLe),
    envoyeLe: instant(c.envoyeLe),
  }));
}

async function depots(tx: Tx, deposeeParId: string) {
  const lues = await tx.versionDeposee.findMany({
    where: { deposeeParId },
    orderBy: { deposeeLe: "asc" },
    select: { dossierId: true, numero: true, deposeeLe: true },
  });
  return lues.map((v) => ({ dossier: v.dossierId, version: v.numero, deposeeLe: instant(v.deposeeLe) }));
}

async function pieces(tx: Tx, deposeeParId: string) {
  const lues = await tx.piece.findMany({
    where: { deposeeParId },
    orderBy: { deposeeLe: "asc" },
    select: { dossierId: true, nomFichier: true, deposeeLe: true, retireeLe: true },
  });
  return lues.map((p) => ({
    dossier: p.dossierId,
    fichier: p.nomFichier,
    deposeeLe: instant(p.deposeeLe),
    retireeLe: instant(p.retireeLe),
  }));
}

/** Made out, sent, recorded or taken back by the person; received at their address. */
async function lettres(tx: Tx, id: string, email: string) {
  const lues = await tx.lettreEngagement.findMany({
    where: {
      OR: [
        ...[{ prepareeParId: id }, { envoyeeParId: id }, { deposeeParId: id }, { retireeParId: id }],
        { envoyeeA: email },
      ],
    },
    orderBy: [{ prepareeLe: "asc" }, { id: "asc" }],
  });
  return lues.map((l) => ({
    dossier: l.dossierId,
    numero: l.numero,
    prepareeParVousLe: l.prepareeParId === id ? instant(l.prepareeLe) : null,
    envoyeeParVousLe: l.envoyeeParId === id ? instant(l.envoyeeLe) : null,
    recueLe: l.envoyeeA === email ? instant(l.envoyeeLe) : null,
    signeeDeposeeParVousLe: l.deposeeParId === id ? instant(l.deposeeLe) : null,
    retireeParVousLe: l.retireeParId === id ? instant(l.retireeLe) : null,
  }));
}

/** Where and when, not what: the values belong to the dossier, whose fields keep their history. */
async function saisies(tx: Tx, parId: string) {
  const lues = await tx.modificationChamp.groupBy({
    by: ["dossierId", "section"],
    where: { parId, nature: { not: "systeme" } },
    orderBy: [{ dossierId: "asc" }, { section: "asc" }],
    _count: { adresse: true },
    _min: { le: true },
    _max: { le: true },
  });
  return lues.map((s) => ({
    dossier: s.dossierId,
    rubrique: SECTIONS.find(({ code }) => code === s.section)?.nom ?? s.section,
    champs: s._count.adresse,
    premiereLe: instant(s._min.le),
    derniereLe: instant(s._max.le),
  }));
}

/** One's own words; what others wrote around them is theirs. */
async function commentaires(tx: Tx, auteurId: string) {
  const lus = await tx.commentaire.findMany({ where: { auteurId }, orderBy: [{ creeLe: "asc" }, { id: "asc" }] });
  return lus.map((c) => ({
    dossier: c.dossierId,
    section: nomSection(c.section),
    champ: c.adresse,
    texte: c.texte,
    ecritLe: instant(c.creeLe),
    modifieLe: instant(c.modifieLe),
    retireLe: instant(c.retireLe),
  }));
}

async function mentions(tx: Tx, utilisateurId: string) {
  const lues = await tx.mentionCommentaire.findMany({
    where: { utilisateurId },
    orderBy: [{ commentaire: { creeLe: "asc" } }, { commentaireId: "asc" }],
    select: { lueLe: true, commentaire: { select: { dossierId: true, section: true, creeLe: true } } },
  });
  return lues.map(({ lueLe, commentaire: c }) => ({
    dossier: c.dossierId,
    section: nomSection(c.section),
    mentionneLe: instant(c.creeLe),
    luLe: instant(lueLe),
  }));
}

async function presences(tx: Tx, utilisateurId: string) {
  const lues = await tx.presence.findMany({ where: { utilisateurId }, orderBy: { vueLe: "asc" } });
  return lues.map((p) => ({
    dossier: p.dossierId,
    section: p.section === null ? null : nomSection(p.section),
    vueLe: instant(p.vueLe),
  }));
}

/** Actions and dates: what an entry says of a dossier belongs to the dossier. */
async function journal(tx: Tx, acteurId: string) {
  const lues = await tx.entreeJournal.findMany({
    where: { acteurId },
    orderBy: { id: "asc" },
    select: { le: true, action: true, issue: true, dossierId: true },
  });
  return lues.map((e) => ({ le: instant(e.le), action: e.action, issue: e.issue, dossier: e.dossierId }));
}
