import "server-only";
import { type Agent, peut, type VerbeGeneral } from "@/lib/server/droits";

/** What the header offers a person and where they land after signing in: both follow from what they may do. */

/** Whoever has one of them has something to do under /administration. */
const VERBES_ADMINISTRATION = [
  "utilisateur.lire",
  "courriel.lire",
  "reference.importer",
  "regime.publier",
  "journal.verifier",
  "retention.executer",
] as const satisfies readonly VerbeGeneral[];

export const peutAdministrer = (agent: Agent): boolean => VERBES_ADMINISTRATION.some((verbe) => peut(agent, verbe));

type Entree = { href: string; texte: string };

const ESPACES: readonly (Entree & { ouvert(agent: Agent): boolean })[] = [
  { href: "/dossiers", texte: "Dossiers", ouvert: (agent) => peut(agent, "dossier.lister") },
  { href: "/carte", texte: "Carte des formations", ouvert: (agent) => peut(agent, "carte.consulter") },
  { href: "/participation", texte: "Participation", ouvert: (agent) => peut(agent, "part.lister") },
  { href: "/administration", texte: "Administration", ouvert: peutAdministrer },
  { href: "/habilitations", texte: "Habilitations", ouvert: (agent) => peut(agent, "habilitation.lister") },
];

/** Signed in without anything to open yet: asking for a right is all there is to do. */
const DEMANDE: Entree = { href: "/acces", texte: "Mes accès" };
const REGLES: Entree = { href: "/regles", texte: "Règles de l’appel" };

const ouverts = (agent: Agent): Entree[] =>
  ESPACES.filter(({ ouvert }) => ouvert(agent)).map(({ href, texte }) => ({ href, texte }));

export function entreesMenu(agent: Agent | null): Entree[] {
  if (agent === null) return [{ href: "/", texte: "Accueil" }, REGLES];
  const espaces = ouverts(agent);
  return [...(espaces.length === 0 ? [DEMANDE] : espaces), REGLES];
}

/** The first page that this person can use. */
export const pageAccueil = (agent: Agent): string => ouverts(agent)[0]?.href ?? DEMANDE.href;
