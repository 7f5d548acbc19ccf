import "server-only";
import type { CodeEtat } from "@/lib/domain/etats";
import {
  ETATS_ABANDONNABLES,
  ETATS_DEPOSABLES,
  ETATS_DEPOSES,
  ETATS_FINANCES,
  ETATS_MODIFIABLES,
  ETATS_PARTAGES,
  ETATS_ROUVRABLES,
  peutDeposer,
} from "@/lib/domain/etats";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import type { CodeRole } from "@/lib/domain/roles";
import type { Prisma } from "@/prisma/genere/client";

/**
 * Who may do what (domain/3): in this file and nowhere else. One table of grants; `peut` decides from it on an object in
 * hand, the `where` builders put the same table inside the query, so that what one may not see is simply not found. What is
 * not granted is denied. In words: docs/rights.md; held against each other for every case by tests/db/droits.test.ts.
 */

export type DroitMembre = "lecteur" | "redacteur" | "responsable";

export type HabilitationAgent = { role: CodeRole; regionAcademique: string | null; uai: string | null };

/** The person signed in, with the rights alive today. */
export type Agent = {
  id: string;
  /** First name and name. */
  nom: string;
  email: string;
  organisation: string;
  /** Code of the demo persona; null for a real person. */
  persona: string | null;
  habilitations: readonly HabilitationAgent[];
};

/** On the service as a whole. */
export const VERBES_GENERAUX = ["dossier.lister", "dossier.creer", "dossier.importer"] as const;
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
] as const;
export type VerbeGeneral = (typeof VERBES_GENERAUX)[number];
export type VerbeDossier = (typeof VERBES_DOSSIER)[number];
export type Verbe = VerbeGeneral | VerbeDossier;

/** What a decision on a dossier depends on. */
export type ObjetDossier = {
  etat: CodeEtat;
  regime: CodeRegime;
  regionAcademique: string | null;
  /** What the person asking is in this dossier; null: not a member. */
  membre: DroitMembre | null;
};

/** A filed version's PDF carries the data: reading, exporting and downloading go together. */
const LECTURE: readonly VerbeDossier[] = ["dossier.lire", "dossier.exporter", "piece.lire", "version.lire"];
const REDACTION: readonly VerbeDossier[] = ["dossier.modifier", "piece.ajouter", "piece.modifier", "piece.retirer"];

type Octroi = {
  role: CodeRole;
  verbes: readonly VerbeDossier[];
  /** Only as a member with one of these rights. */
  membre?: readonly DroitMembre[];
  /** Only dossiers of the habilitation's own région académique: no région, no right. */
  region?: true;
  /** Only in these states. */
  etats?: readonly CodeEtat[];
};

const OCTROIS: readonly Octroi[] = [
  { role: "equipe_projet", verbes: LECTURE, membre: ["lecteur", "redacteur", "responsable"] },
  { role: "equipe_projet", verbes: REDACTION, membre: ["redacteur", "responsable"], etats: ETATS_MODIFIABLES },
  { role: "equipe_projet", verbes: ["dossier.deposer"], membre: ["responsable"], etats: ETATS_DEPOSABLES },
  { role: "equipe_projet", verbes: ["dossier.rouvrir"], membre: ["responsable"], etats: ETATS_ROUVRABLES },
  { role: "equipe_projet", verbes: ["dossier.abandonner"], membre: ["responsable"], etats: ETATS_ABANDONNABLES },
  { role: "region_academique", verbes: LECTURE, region: true },
  { role: "conseil_regional", verbes: LECTURE, region: true, etats: ETATS_PARTAGES },
  { role: "evaluateur_sgpi", verbes: LECTURE, etats: ETATS_DEPOSES },
  { role: "operateur", verbes: LECTURE, etats: ETATS_FINANCES },
  { role: "lecteur_national", verbes: LECTURE },
  // partenaire, coordonnateur_cmq, etablissement: nothing yet on a dossier. administrateur: never any content.
];

const EQUIPES: readonly CodeRole[] = ["equipe_projet"];
const GENERAUX: Record<VerbeGeneral, readonly CodeRole[]> = {
  "dossier.lister": [...new Set(OCTROIS.map((o) => o.role))],
  "dossier.creer": EQUIPES,
  "dossier.importer": EQUIPES,
};

const estGeneral = (verbe: Verbe): verbe is VerbeGeneral => (VERBES_GENERAUX as readonly Verbe[]).includes(verbe);

function accorde(octroi: Octroi, verbe: VerbeDossier, h: HabilitationAgent, objet: ObjetDossier): boolean {
  if (octroi.role !== h.role || !octroi.verbes.includes(verbe)) return false;
  if (octroi.membre && (objet.membre === null || !octroi.membre.includes(objet.membre))) return false;
  if (octroi.region && (h.regionAcademique === null || h.regionAcademique !== objet.regionAcademique)) return false;
  if (octroi.etats && !octroi.etats.includes(objet.etat)) return false;
  // Regimes with a letter are not filed from a draft: filing depends on both.
  return verbe !== "dossier.deposer" || peutDeposer(objet.etat, objet.regime);
}

export function peut(agent: Agent, verbe: VerbeGeneral): boolean;
export function peut(agent: Agent, verbe: VerbeDossier, objet: ObjetDossier): boolean;
export function peut(agent: Agent, verbe: Verbe, objet?: ObjetDossier): boolean {
  if (estGeneral(verbe)) return agent.habilitations.some((h) => GENERAUX[verbe].includes(h.role));
  if (objet === undefined) return false;
  return agent.habilitations.some((h) => OCTROIS.some((octroi) => accorde(octroi, verbe, h, objet)));
}

/** States from which each regime can be filed, as a condition on the row. */
const DEPOSABLES: Prisma.DossierWhereInput = {
  OR: REGIMES.codes.map((code) => ({
    regime: code,
    etat: { in: ETATS_DEPOSABLES.filter((etat) => peutDeposer(etat, code)) },
  })),
};

/** No row. Prisma drops an empty OR nested under AND, and would then find every row: never leave one. */
const AUCUN: Prisma.DossierWhereInput = { id: { in: [] } };
/** Every row, in so many words: an empty object says it too, but inside an OR nothing promises that it goes on saying it. */
const TOUS: Prisma.DossierWhereInput = { NOT: AUCUN };

function conditions(octroi: Octroi, verbe: VerbeDossier, agent: Agent, h: HabilitationAgent) {
  if (octroi.role !== h.role || !octroi.verbes.includes(verbe)) return [];
  if (octroi.region && h.regionAcademique === null) return [];
  const condition: Prisma.DossierWhereInput = {
    ...(octroi.membre && { membres: { some: { utilisateurId: agent.id, droit: { in: [...octroi.membre] } } } }),
    ...(octroi.region && { regionAcademique: h.regionAcademique }),
    ...(octroi.etats && { etat: { in: [...octroi.etats] } }),
    ...(verbe === "dossier.deposer" && { AND: [DEPOSABLES] }),
  };
  return [Object.keys(condition).length === 0 ? TOUS : condition];
}

/** The dossiers on which this person may do this: to put inside the query, read or write, under `AND`. */
export function dossiersPermis(agent: Agent, verbe: VerbeDossier): Prisma.DossierWhereInput {
  const voies = agent.habilitations.flatMap((h) => OCTROIS.flatMap((octroi) => conditions(octroi, verbe, agent, h)));
  return voies.length === 0 ? AUCUN : { OR: voies };
}

export const dossiersVisibles = (agent: Agent) => dossiersPermis(agent, "dossier.lire");
export const dossiersModifiables = (agent: Agent) => dossiersPermis(agent, "dossier.modifier");
