import "server-only";
import type { CodeEtat } from "@/lib/domain/etats";
import {
  ETATS_ABANDONNABLES,
  ETATS_AVANT_DEPOT,
  ETATS_DEPOSABLES,
  ETATS_DEPOSES,
  ETATS_FINANCES,
  ETATS_MODIFIABLES,
  ETATS_PARTAGES,
  ETATS_RATTACHABLES,
  ETATS_ROUVRABLES,
  peutDeposer,
} from "@/lib/domain/etats";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { type CodeRole, ROLES } from "@/lib/domain/roles";
import type { Prisma } from "@/prisma/genere/client";

/**
 * Who may do what (domain/3): in this file and nowhere else. One table of grants; `peut` decides from it on an object in
 * hand, the `where` builders put the same table inside the query, so that what one may not see is simply not found. What is
 * not granted is denied. In words: docs/rights.md; held against each other for every case by tests/db/droits.test.ts.
 */

export type DroitMembre = "lecteur" | "redacteur" | "responsable";

export type HabilitationAgent = {
  role: CodeRole;
  regionAcademique: string | null;
  uai: string | null;
  /** Name of the campus, for coordonnateur_cmq. */
  campus: string | null;
  /** Set: this right counts on this dossier only. */
  dossierId: string | null;
  /** Key of the partner in that dossier, for partenaire. */
  partenaire: string | null;
};

/** A right without any scope, to be completed. */
export const SANS_PORTEE = { regionAcademique: null, uai: null, campus: null, dossierId: null, partenaire: null };

/** How a session was opened: `lien`, by holding a mailbox and nothing more. */
export type Methode = "persona" | "proconnect" | "lien";

/** The person signed in, with the rights alive today that this session gives: opened by a link, those of `partenaire` only. */
export type Agent = {
  id: string;
  /** First name and name. */
  nom: string;
  email: string;
  organisation: string;
  /** Code of the demo persona; null for a real person. */
  persona: string | null;
  methode: Methode;
  habilitations: readonly HabilitationAgent[];
};

/** On the service as a whole. */
export const VERBES_GENERAUX = [
  "dossier.lister",
  "dossier.creer",
  "dossier.importer",
  "acces.demander",
  "habilitation.lister",
  "part.lister",
  /** The list of organisations shared by all dossiers: identities only. */
  "organisation.chercher",
  "utilisateur.lire",
  "utilisateur.modifier",
  "courriel.lire",
  "reference.importer",
  "regime.publier",
  "journal.verifier",
  "retention.executer",
  /** Some part of the carte: which one, « carte.lire » says. */
  "carte.consulter",
] as const;
/** On one dossier, or on its pieces and versions. */
export const VERBES_DOSSIER = [
  "dossier.lire",
  "dossier.exporter",
  "dossier.modifier",
  "dossier.deposer",
  "dossier.rouvrir",
  "dossier.abandonner",
  "piece.lire",
  "piece.ajouter",
  "piece.modifier",
  "piece.retirer",
  "version.lire",
  "historique.lire",
  "equipe.lire",
  "equipe.gerer",
  /** Be seen in the dossier, and see who is there. */
  "presence.signaler",
  "commentaire.lire",
  "commentaire.ecrire",
  /** Named save points. */
  "point.lire",
  "point.creer",
  "point.retirer",
  /** Deposit pack of a filed version, and the operator's receipt for it. */
  "paquet.lire",
  "recepisse.lire",
  "recepisse.inscrire",
  /** Moves the dossier under another set of rules. */
  "dossier.changer_regime",
  /** What-ifs: never the dossier itself, which is « dossier.modifier ». */
  "scenario.lire",
  "scenario.ecrire",
  /** Register of the commitment letters; make one out, send it, record the signed one, set it aside. */
  "lettre.lire",
  "lettre.gerer",
  /** Demands of the carte tied to the dossier: proposals included. */
  "lien.lire",
  "lien.decider",
] as const;
/** On an access request, or on a right given to someone. */
export const VERBES_HABILITATION = [
  "demande.lire",
  "demande.decider",
  "habilitation.lire",
  "habilitation.relire",
  "habilitation.prolonger",
  "habilitation.retirer",
] as const;
/** On one's own account, sessions and requests: nobody has them on someone else's. */
export const VERBES_COMPTE = [
  "compte.lire",
  "compte.exporter",
  "compte.effacer",
  "session.revoquer",
  "demande.retirer",
] as const;
/** On what a partner fills itself in a dossier. */
export const VERBES_PART = ["part.lire", "part.modifier", "part.signer"] as const;
/** On a territory of the carte, or on one demand of it: région and établissement. */
export const VERBES_CARTE = [
  "carte.lire",
  "carte.importer",
  "effectif.saisir",
  "constat.saisir",
  /** Ask the établissement why places are missing. */
  "constat.demander_motif",
  "coloration.gerer",
] as const;
export type VerbeGeneral = (typeof VERBES_GENERAUX)[number];
export type VerbeDossier = (typeof VERBES_DOSSIER)[number];
export type VerbeHabilitation = (typeof VERBES_HABILITATION)[number];
export type VerbeCompte = (typeof VERBES_COMPTE)[number];
export type VerbePart = (typeof VERBES_PART)[number];
export type VerbeCarte = (typeof VERBES_CARTE)[number];
export type Verbe = VerbeGeneral | VerbeDossier | VerbeHabilitation | VerbeCompte | VerbePart | VerbeCarte;

/** A right given or asked for: to whom, and where it counts. */
export type ObjetHabilitation = {
  titulaireId: string;
  role: CodeRole;
  regionAcademique: string | null;
  campus: string | null;
};

/** Anything that belongs to one person: account, session, request. */
export type ObjetCompte = { utilisateurId: string };

/** One partner of one dossier; its lines and its letter change only while the dossier's own content may. */
export type ObjetPart = { dossierId: string; partenaire: string; etat?: CodeEtat };

/** A place of the carte. `uai` null: the whole région; both null: France, and what has no région. */
export type ObjetCarte = { regionAcademique: string | null; uai: string | null };

/** What a decision on a dossier depends on. */
export type ObjetDossier = {
  id: string;
  etat: CodeEtat;
  regime: CodeRegime;
  regionAcademique: string | null;
  /** What the person asking is in this dossier; null: not a member. */
  membre: DroitMembre | null;
  /** Whether a version was ever filed. */
  dejaDepose: boolean;
  /** Nobody with an open account is `responsable` in it (RESPONSABLE_OUVERT). */
  sansResponsable: boolean;
};

/** A member who runs the dossier, as far as it does not depend on the day: the account is open. */
export const RESPONSABLE_OUVERT = {
  droit: "responsable",
  utilisateur: { desactiveLe: null, effaceLe: null },
} as const satisfies Prisma.MembreDossierWhereInput;

/** A filed version's PDF carries the data: reading, exporting and downloading go together. */
const LECTURE: readonly VerbeDossier[] = [
  "dossier.lire",
  "dossier.exporter",
  "piece.lire",
  "version.lire",
  "paquet.lire",
  "recepisse.lire",
  "lien.lire",
];
/** Who did what in the dossier, and who is in its team. */
const SUIVI: readonly VerbeDossier[] = ["historique.lire", "equipe.lire", "lettre.lire"];
const REDACTION: readonly VerbeDossier[] = [
  "dossier.modifier",
  "piece.ajouter",
  "piece.modifier",
  "piece.retirer",
  "point.creer",
  "point.retirer",
  "scenario.ecrire",
  "lettre.gerer",
];
/** The team's own talk and drafts: nobody outside of it. */
const ATELIER: readonly VerbeDossier[] = [
  "presence.signaler",
  "commentaire.lire",
  "commentaire.ecrire",
  "point.lire",
  "scenario.lire",
];

type Octroi = {
  role: CodeRole;
  verbes: readonly VerbeDossier[];
  /** Only as a member with one of these rights. */
  membre?: readonly DroitMembre[];
  /** Only dossiers of the habilitation's own région académique: no région, no right. */
  region?: true;
  /** Only in these states. */
  etats?: readonly CodeEtat[];
  /** Only once a version was filed, whatever became of the dossier since. */
  dejaDepose?: true;
  /** Only while nobody is `responsable`. */
  sansResponsable?: true;
};

const OCTROIS: readonly Octroi[] = [
  {
    role: "equipe_projet",
    verbes: [...LECTURE, ...SUIVI, ...ATELIER],
    membre: ["lecteur", "redacteur", "responsable"],
  },
  { role: "equipe_projet", verbes: REDACTION, membre: ["redacteur", "responsable"], etats: ETATS_MODIFIABLES },
  { role: "equipe_projet", verbes: ["dossier.changer_regime"], membre: ["responsable"], etats: ETATS_AVANT_DEPOT },
  { role: "equipe_projet", verbes: ["dossier.deposer"], membre: ["responsable"], etats: ETATS_DEPOSABLES },
  { role: "equipe_projet", verbes: ["dossier.rouvrir"], membre: ["responsable"], etats: ETATS_ROUVRABLES },
  { role: "equipe_projet", verbes: ["dossier.abandonner"], membre: ["responsable"], etats: ETATS_ABANDONNABLES },
  { role: "equipe_projet", verbes: ["equipe.gerer"], membre: ["responsable"] },
  { role: "equipe_projet", verbes: ["recepisse.inscrire"], membre: ["responsable"], etats: ETATS_DEPOSES },
  // Not the dossier's content: what a funded project changes is tied to it long after it was filed.
  { role: "equipe_projet", verbes: ["lien.decider"], membre: ["redacteur", "responsable"], etats: ETATS_RATTACHABLES },
  { role: "region_academique", verbes: ["lien.decider"], region: true, etats: ETATS_RATTACHABLES },
  { role: "region_academique", verbes: [...LECTURE, ...SUIVI], region: true },
  // Someone must be able to name the next one when the last has gone.
  { role: "region_academique", verbes: ["equipe.gerer"], region: true, sansResponsable: true },
  { role: "conseil_regional", verbes: LECTURE, region: true, etats: ETATS_PARTAGES },
  { role: "conseil_regional", verbes: ["version.lire"], region: true, dejaDepose: true },
  { role: "evaluateur_sgpi", verbes: LECTURE, etats: ETATS_DEPOSES },
  // What was filed stays readable when the team re-opens its dossier: only the draft is its own affair.
  { role: "evaluateur_sgpi", verbes: ["version.lire"], dejaDepose: true },
  { role: "operateur", verbes: LECTURE, etats: ETATS_FINANCES },
  { role: "lecteur_national", verbes: [...LECTURE, "historique.lire"] },
  // partenaire: its own part only (VERBES_PART). coordonnateur_cmq, etablissement: nothing yet on a dossier.
  // administrateur: never any content.
];

/**
 * Who answers for a right: gives it, reviews it, prolongs it, withdraws it (domain/3, « Who gets in »). Never one's own, and
 * never by a right on one dossier. « campus »: in one's own région too, or whoever may name a campus there would reach it
 * everywhere.
 */
type Delegation = { role: CodeRole; sur: readonly CodeRole[]; dans: "partout" | "region" | "campus" };

const DELEGATIONS: readonly Delegation[] = [
  { role: "administrateur", sur: Object.keys(ROLES) as CodeRole[], dans: "partout" },
  { role: "region_academique", sur: ["equipe_projet", "etablissement", "coordonnateur_cmq"], dans: "region" },
  { role: "coordonnateur_cmq", sur: ["coordonnateur_cmq"], dans: "campus" },
];

/** Those who judge or pay: what they open of a filed dossier is recorded, and a team reads their function, not their name. */
export const RELECTEURS: readonly CodeRole[] = ["evaluateur_sgpi", "operateur"];
export const estRelecteur = (agent: Pick<Agent, "habilitations">): boolean =>
  agent.habilitations.some((h) => RELECTEURS.includes(h.role));

/**
 * Whether holding the mailbox is enough to come in: for who answers for partners and nothing else, and never came in through
 * what is stronger (ProConnect, or a demo persona). `roles`: those alive today.
 */
export const courrielSuffit = (
  compte: { sub: string | null; persona: string | null },
  roles: readonly CodeRole[],
): boolean => compte.sub === null && compte.persona === null && roles.every((role) => role === "partenaire");

/** Who may do what on the carte, and where. A right on one dossier opens none of it. */
type OctroiCarte = { role: CodeRole; verbes: readonly VerbeCarte[]; dans: "partout" | "region" | "etablissement" };

const OCTROIS_CARTE: readonly OctroiCarte[] = [
  {
    role: "region_academique",
    verbes: ["carte.lire", "carte.importer", "effectif.saisir", "constat.demander_motif", "coloration.gerer"],
    dans: "region",
  },
  { role: "equipe_projet", verbes: ["carte.lire"], dans: "region" },
  { role: "conseil_regional", verbes: ["carte.lire"], dans: "region" },
  { role: "coordonnateur_cmq", verbes: ["carte.lire"], dans: "region" },
  { role: "etablissement", verbes: ["carte.lire", "constat.saisir"], dans: "etablissement" },
  { role: "evaluateur_sgpi", verbes: ["carte.lire"], dans: "partout" },
  { role: "operateur", verbes: ["carte.lire"], dans: "partout" },
  { role: "lecteur_national", verbes: ["carte.lire"], dans: "partout" },
];

const ADMINISTRATION: readonly CodeRole[] = ["administrateur"];
/** `null`: whoever is signed in, even without any right yet. */
const GENERAUX: Record<VerbeGeneral, readonly CodeRole[] | null> = {
  "dossier.lister": [...new Set(OCTROIS.map((o) => o.role))],
  "dossier.creer": ["equipe_projet"],
  "dossier.importer": ["equipe_projet"],
  "acces.demander": null,
  "habilitation.lister": [...new Set(DELEGATIONS.map((d) => d.role))],
  "part.lister": ["partenaire"],
  "organisation.chercher": ["equipe_projet", "region_academique", "coordonnateur_cmq"],
  "utilisateur.lire": ADMINISTRATION,
  "utilisateur.modifier": ADMINISTRATION,
  "courriel.lire": ADMINISTRATION,
  "reference.importer": ADMINISTRATION,
  "regime.publier": ADMINISTRATION,
  "journal.verifier": ADMINISTRATION,
  "retention.executer": ADMINISTRATION,
  "carte.consulter": [...new Set(OCTROIS_CARTE.map((o) => o.role))],
};
/** A right on one dossier opens the lists where that dossier is, and nothing else of the service. */
const SUR_UN_DOSSIER: readonly VerbeGeneral[] = ["dossier.lister", "part.lister", "organisation.chercher"];

const dans = <V extends Verbe>(verbes: readonly V[], verbe: Verbe): verbe is V =>
  (verbes as readonly Verbe[]).includes(verbe);

function peutEnGeneral(agent: Agent, verbe: VerbeGeneral): boolean {
  const roles = GENERAUX[verbe];
  return (
    roles === null ||
    agent.habilitations.some((h) => roles.includes(h.role) && (h.dossierId === null || SUR_UN_DOSSIER.includes(verbe)))
  );
}

function accorde(octroi: Octroi, verbe: VerbeDossier, h: HabilitationAgent, objet: ObjetDossier): boolean {
  if (octroi.role !== h.role || !octroi.verbes.includes(verbe)) return false;
  if (h.dossierId !== null && h.dossierId !== objet.id) return false;
  if (octroi.membre && (objet.membre === null || !octroi.membre.includes(objet.membre))) return false;
  if (octroi.region && (h.regionAcademique === null || h.regionAcademique !== objet.regionAcademique)) return false;
  if (octroi.etats && !octroi.etats.includes(objet.etat)) return false;
  if (octroi.dejaDepose && !objet.dejaDepose) return false;
  if (octroi.sansResponsable && !objet.sansResponsable) return false;
  // Regimes with a letter are not filed from a draft: filing depends on both.
  return verbe !== "dossier.deposer" || peutDeposer(objet.etat, objet.regime);
}

function repond(delegation: Delegation, h: HabilitationAgent, objet: ObjetHabilitation): boolean {
  if (delegation.role !== h.role || h.dossierId !== null || !delegation.sur.includes(objet.role)) return false;
  if (delegation.dans === "partout") return true;
  if (h.regionAcademique === null || h.regionAcademique !== objet.regionAcademique) return false;
  return delegation.dans === "region" || (h.campus !== null && h.campus === objet.campus);
}

/** Where on the carte a person may do this: everywhere, in these régions, in these établissements. */
export type Etendue = { partout: boolean; regions: string[]; uais: string[] };

export function etendueCarte(agent: Pick<Agent, "habilitations">, verbe: VerbeCarte): Etendue {
  const etendue: Etendue = { partout: false, regions: [], uais: [] };
  for (const h of agent.habilitations)
    for (const o of OCTROIS_CARTE) {
      if (o.role !== h.role || h.dossierId !== null || !o.verbes.includes(verbe)) continue;
      if (o.dans === "partout") etendue.partout = true;
      if (o.dans === "region" && h.regionAcademique !== null) etendue.regions.push(h.regionAcademique);
      if (o.dans === "etablissement" && h.uai !== null) etendue.uais.push(h.uai);
    }
  return etendue;
}

function peutSurCarte(agent: Agent, verbe: VerbeCarte, { regionAcademique, uai }: ObjetCarte): boolean {
  const { partout, regions, uais } = etendueCarte(agent, verbe);
  return (
    partout || (regionAcademique !== null && regions.includes(regionAcademique)) || (uai !== null && uais.includes(uai))
  );
}

/** The demands of the carte on which this person may do this: to put inside the query, under `AND`. */
export function cartePermise(
  agent: Pick<Agent, "habilitations">,
  verbe: VerbeCarte = "carte.lire",
): Prisma.DemandeOrionWhereInput {
  const { partout, regions, uais } = etendueCarte(agent, verbe);
  if (partout) return { NOT: { numero: { in: [] } } };
  const voies: Prisma.DemandeOrionWhereInput[] = [
    ...(regions.length > 0 ? [{ regionAcademique: { in: regions } }] : []),
    ...(uais.length > 0 ? [{ uai: { in: uais } }] : []),
  ];
  return voies.length === 0 ? { numero: { in: [] } } : { OR: voies };
}

/** The imports of the carte that this person may prepare, confirm and read the report of. */
export function importsCartePermis(agent: Pick<Agent, "habilitations">): Prisma.ImportCarteWhereInput {
  return { regionAcademique: { in: etendueCarte(agent, "carte.importer").regions } };
}

export function peut(agent: Agent, verbe: VerbeGeneral): boolean;
export function peut(agent: Agent, verbe: VerbeDossier, objet: ObjetDossier): boolean;
export function peut(agent: Agent, verbe: VerbeHabilitation, objet: ObjetHabilitation): boolean;
export function peut(agent: Agent, verbe: VerbeCompte, objet: ObjetCompte): boolean;
export function peut(agent: Agent, verbe: VerbePart, objet: ObjetPart): boolean;
export function peut(agent: Agent, verbe: VerbeCarte, objet: ObjetCarte): boolean;
export function peut(
  agent: Agent,
  verbe: Verbe,
  objet?: ObjetDossier | ObjetHabilitation | ObjetCompte | ObjetPart | ObjetCarte,
): boolean {
  if (dans(VERBES_GENERAUX, verbe)) return peutEnGeneral(agent, verbe);
  if (objet === undefined) return false;
  if (dans(VERBES_COMPTE, verbe)) return (objet as ObjetCompte).utilisateurId === agent.id;
  if (dans(VERBES_HABILITATION, verbe)) {
    const vise = objet as ObjetHabilitation;
    return (
      vise.titulaireId !== agent.id &&
      agent.habilitations.some((h) => DELEGATIONS.some((delegation) => repond(delegation, h, vise)))
    );
  }
  if (dans(VERBES_CARTE, verbe)) return peutSurCarte(agent, verbe, objet as ObjetCarte);
  if (dans(VERBES_PART, verbe)) {
    const { dossierId, partenaire, etat } = objet as ObjetPart;
    if (verbe !== "part.lire" && (etat === undefined || !ETATS_MODIFIABLES.includes(etat))) return false;
    return agent.habilitations.some(
      (h) => h.role === "partenaire" && h.dossierId === dossierId && h.partenaire === partenaire,
    );
  }
  return agent.habilitations.some((h) => OCTROIS.some((o) => accorde(o, verbe, h, objet as ObjetDossier)));
}

/** States from which each regime can be filed, as a condition on the row. */
const DEPOSABLES: Prisma.DossierWhereInput = {
  OR: REGIMES.codes.map((code) => ({
    regime: code,
    etat: { in: ETATS_DEPOSABLES.filter((etat) => peutDeposer(etat, code)) },
  })),
};

/** No row. Prisma drops an empty OR nested under AND, and would then find every row: never leave one. */
const AUCUN = { id: { in: [] as string[] } };
/** Every row, in so many words: an empty object says it too, but inside an OR nothing promises that it goes on saying it. */
const TOUS = { NOT: AUCUN };

function conditions(octroi: Octroi, verbe: VerbeDossier, agent: Pick<Agent, "id">, h: HabilitationAgent) {
  if (octroi.role !== h.role || !octroi.verbes.includes(verbe)) return [];
  if (octroi.region && h.regionAcademique === null) return [];
  const condition: Prisma.DossierWhereInput = {
    ...(h.dossierId !== null && { id: h.dossierId }),
    ...(octroi.membre && { membres: { some: { utilisateurId: agent.id, droit: { in: [...octroi.membre] } } } }),
    ...(octroi.region && { regionAcademique: h.regionAcademique }),
    ...(octroi.etats && { etat: { in: [...octroi.etats] } }),
    ...(octroi.dejaDepose && { versions: { some: {} } }),
    ...(octroi.sansResponsable && { membres: { none: RESPONSABLE_OUVERT } }),
    ...(verbe === "dossier.deposer" && { AND: [DEPOSABLES] }),
  };
  return [Object.keys(condition).length === 0 ? TOUS : condition];
}

/** The dossiers on which this person may do this: to put inside the query, read or write, under `AND`. */
export function dossiersPermis(
  agent: Pick<Agent, "id" | "habilitations">,
  verbe: VerbeDossier,
): Prisma.DossierWhereInput {
  const voies = agent.habilitations.flatMap((h) => OCTROIS.flatMap((octroi) => conditions(octroi, verbe, agent, h)));
  return voies.length === 0 ? AUCUN : { OR: voies };
}

export const dossiersVisibles = (agent: Agent) => dossiersPermis(agent, "dossier.lire");
export const dossiersModifiables = (agent: Agent) => dossiersPermis(agent, "dossier.modifier");

type Portee = { role: { in: CodeRole[] }; regionAcademique?: string; campus?: string };

function portees(agent: Agent): Portee[] {
  return agent.habilitations.flatMap((h) =>
    DELEGATIONS.flatMap((d): Portee[] => {
      if (d.role !== h.role || h.dossierId !== null) return [];
      const role = { in: [...d.sur] };
      if (d.dans === "partout") return [{ role }];
      const { regionAcademique, campus } = h;
      if (regionAcademique === null) return [];
      if (d.dans === "region") return [{ role, regionAcademique }];
      return campus === null ? [] : [{ role, regionAcademique, campus }];
    }),
  );
}

/** The access requests that this person may see and decide: never their own. */
export function demandesPermises(agent: Agent): Prisma.DemandeAccesWhereInput {
  const voies = portees(agent);
  return voies.length === 0 ? AUCUN : { OR: voies, utilisateurId: { not: agent.id } };
}

/** The rights given to others that this person answers for: sees, reviews, prolongs, withdraws. */
export function habilitationsPermises(agent: Agent): Prisma.HabilitationWhereInput {
  const voies = portees(agent);
  return voies.length === 0 ? AUCUN : { OR: voies, utilisateurId: { not: agent.id } };
}

/** The rights of those who answer for such a right, nearest first (campus, région, service): whom to tell. */
export function responsablesDe(objet: Omit<ObjetHabilitation, "titulaireId">): Prisma.HabilitationWhereInput[] {
  return [...DELEGATIONS].reverse().flatMap(({ role, sur, dans: ou }): Prisma.HabilitationWhereInput[] => {
    if (!sur.includes(objet.role)) return [];
    const { regionAcademique, campus } = objet;
    if (ou === "partout") return [{ role, dossierId: null }];
    if (regionAcademique === null) return [];
    if (ou === "region") return [{ role, dossierId: null, regionAcademique }];
    return campus === null ? [] : [{ role, dossierId: null, regionAcademique, campus }];
  });
}

/** The partners in whose name this person was invited, and on which it may do this. */
export function partsPermises(agent: Agent, verbe: VerbePart = "part.lire"): Prisma.PartenaireWhereInput {
  const ouvert = verbe === "part.lire" ? {} : { dossier: { etat: { in: [...ETATS_MODIFIABLES] } } };
  const voies = agent.habilitations.flatMap((h) =>
    h.role === "partenaire" && h.dossierId !== null && h.partenaire !== null
      ? [{ dossierId: h.dossierId, cle: h.partenaire, ...ouvert }]
      : [],
  );
  return voies.length === 0 ? { dossierId: { in: [] } } : { OR: voies };
}
