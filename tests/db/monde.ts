import { readFileSync } from "node:fs";
import { verifier } from "@/lib/domain/eligibilite";
import type { CodeRole } from "@/lib/domain/roles";
import type { CodeSection } from "@/lib/domain/sections";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { importerDossier } from "@/lib/server/dossiers/importer-dossier";
import { type Agent, type DroitMembre, type HabilitationAgent, SANS_PORTEE } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import type { PrismaClient } from "@/prisma/genere/client";

/** People and dossiers for the tests of the use cases. */

/** A day when the FPI AURA file can be filed: within three months of its GO. */
export const JOUR_DEPOT = new Date("2024-03-15T10:00:00Z");

export const exemple = (nom: "fpi-aura" | "amorcage-martinique" | "brouillon-minimal"): DossierFichier =>
  JSON.parse(readFileSync(`tests/fixtures/exemples/${nom}.json`, "utf8"));

let suivant = 0;

export async function creerAgent(
  client: PrismaClient,
  role: CodeRole,
  portee: Partial<Omit<HabilitationAgent, "role">> & { prenom?: string } = {},
): Promise<Agent> {
  suivant += 1;
  const { prenom = "Personne", ...lieux } = portee;
  const habilitation = { ...SANS_PORTEE, role, ...lieux };
  const { id, email, organisation } = await client.utilisateur.create({
    data: {
      prenom,
      nom: `Essai${suivant}`,
      email: `personne${suivant}@exemple.invalid`,
      organisation: "Essai",
      habilitations: { create: { ...habilitation, debut: new Date("2020-01-01T00:00:00Z") } },
    },
    select: { id: true, email: true, organisation: true },
  });
  return {
    id,
    nom: `${prenom} Essai${suivant}`,
    email,
    organisation,
    persona: null,
    methode: "proconnect",
    habilitations: [habilitation],
  };
}

export const inviter = (client: PrismaClient, dossierId: string, { id }: Agent, droit: DroitMembre) =>
  client.membreDossier.create({ data: { dossierId, utilisateurId: id, droit } });

export const importer = async (agent: Agent, fichier: DossierFichier, maintenant = JOUR_DEPOT): Promise<string> =>
  (await importerDossier(agent, JSON.stringify(fichier), maintenant)).id;

/**
 * The example made fileable: every rule to justify that is not `conforme` gets its words, and declared pieces, which
 * would need their files, are joined by the test or dropped.
 */
export function deposable(fichier: DossierFichier, jour = "2024-03-15"): DossierFichier {
  const dossier = versDossier({ ...fichier, dateDepot: jour });
  const contexte = { doublons: [], cfdAvecPlateau: new Set<string>() };
  const justifications = Object.fromEntries(
    verifier(dossier, contexte)
      .constats.filter((c) => c.severite === "a_justifier" && c.verdict !== "conforme")
      .map((c) => [c.code, "Justification d’essai."]),
  );
  return { ...fichier, justifications };
}

export async function versionsVues(agent: Agent, id: string): Promise<Record<CodeSection, number>> {
  const espace = await chargerEspace(agent, id);
  if (espace === null) throw new Error("Dossier introuvable");
  return Object.fromEntries(Object.entries(espace.sections).map(([code, s]) => [code, s.version])) as Record<
    CodeSection,
    number
  >;
}

/** The error that a use case answers. */
export async function erreurDe(promesse: Promise<unknown>): Promise<ErreurMetier["reponse"]> {
  try {
    await promesse;
  } catch (erreur) {
    if (erreur instanceof ErreurMetier) return erreur.reponse;
    throw erreur;
  }
  throw new Error("Une erreur était attendue.");
}

/** A PDF for its first bytes: enough to be recognised as one. */
export const octetsPdf = (texte = "essai"): Uint8Array =>
  new TextEncoder().encode(`%PDF-1.7\n% ${texte}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
