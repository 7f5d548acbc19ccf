/**
 * Fills an empty database with the demo: accounts, the examples of the exchange format, and a believable set of dossiers.
 * Everything goes through the use cases of the portal, at fixed days, so that what it makes is what a team would have made.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ajouterMois, type DateIso } from "@/lib/domain/dates";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { base, transaction } from "@/lib/server/base";
import { abandonnerDossier } from "@/lib/server/dossiers/abandonner-dossier";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { importerDossier } from "@/lib/server/dossiers/importer-dossier";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import type { PrismaClient } from "@/prisma/genere/client";
import { semerAcces } from "./acces";
import { lireAgent } from "./agents";
import { FICHES_CARTE } from "./carte/projets";
import { semerCarte } from "./carte/semer";
import { creerComptes } from "./comptes";
import { jourDeReference } from "./consortium";
import { composerEquipe } from "./equipe";
import { fabriquer } from "./fabrique";
import { type Fiche, lireFiches } from "./fiche";
import { avecJustifications } from "./justifier";
import { signerLettres } from "./lettres";
import { joindrePieces } from "./pieces";
import { poserSuites } from "./suites";

export type Semence = { deja: boolean; dossiers: number };

/** The middle of the working day, in Paris as in Guadeloupe. */
const leJour = (jour: DateIso): Date => new Date(`${jour}T13:30:00Z`);

/** Nothing in the demo was done after this day: a dossier that plans its filing far ahead was still created before it. */
const DERNIER_JOUR: DateIso = "2026-11-16";
const plusTot = (a: DateIso, b: DateIso): DateIso => (a < b ? a : b);

const DEPOSES = new Set([
  "depose",
  "en_instruction",
  "complements_demandes",
  "laureat",
  "refuse",
  "conventionne",
  "en_suivi",
  "clos",
]);

const lireExemple = (nom: string): string =>
  readFileSync(join(process.cwd(), "prisma", "seed", "exemples", `${nom}.json`), "utf8");

async function deposer(agent: Agent, dossierId: string, jour: DateIso): Promise<void> {
  const espace = await chargerEspace(agent, dossierId);
  if (!espace) throw new Error(`Dossier introuvable après son import : ${dossierId}`);
  const versionsVues = Object.fromEntries(Object.entries(espace.sections).map(([code, s]) => [code, s.version]));
  await deposerDossier(agent, { dossierId, versionsVues: versionsVues as never }, leJour(jour));
}

async function semerFiche(f: Fiche, agent: Agent): Promise<string> {
  const depose = DEPOSES.has(f.etat);
  const fichier: DossierFichier = depose ? avecJustifications(fabriquer(f)) : fabriquer(f);
  const creeLe = plusTot(f.lettre?.deposeeLe ?? ajouterMois(jourDeReference(f), -2), DERNIER_JOUR);
  const { id } = await importerDossier(agent, JSON.stringify(fichier), leJour(creeLe));
  if (depose) {
    await joindrePieces(agent, id, f.region, leJour(creeLe));
    await deposer(agent, id, jourDeReference(f));
  }
  if (f.etat === "abandonne") await abandonnerDossier(agent, id, leJour(jourDeReference(f)));
  await poserSuites(id, f.suites);
  return id;
}

async function semerFpiAura(agent: Agent, membre: (code: string) => Agent): Promise<string> {
  const maintenant = leJour("2024-02-12");
  const { id } = await importerDossier(agent, lireExemple("fpi-aura"), maintenant);
  await joindrePieces(agent, id, "01", maintenant);
  await composerEquipe(agent, membre, id, maintenant);
  await signerLettres(agent, id, maintenant);
  return id;
}

/**
 * Each dossier leaves one audit entry when it is whole. Run again, the seed makes what has none: an interrupted seed is
 * taken up where it stopped, a finished one costs one query.
 */
const ACTION = "demonstration.semer";
/** Not dossiers: people who ask for access, and rights; demands of the carte, and what ties them to dossiers. */
const CLE_ACCES = "acces";
const CLE_CARTE = "carte";

/** Each with its dossier, where it is one. */
async function dejaSemes(client: PrismaClient): Promise<ReadonlyMap<string, string | null>> {
  const entrees = await client.entreeJournal.findMany({
    where: { action: ACTION },
    select: { objet: true, dossierId: true },
  });
  return new Map(entrees.flatMap((e) => (e.objet === null ? [] : [[e.objet, e.dossierId]])));
}

type Tache = { cle: string; semer: (agent: (code: string) => Agent) => Promise<string> };

const taches = (fiches: readonly Fiche[]): Tache[] => [
  { cle: "fpi-aura", semer: (agent) => semerFpiAura(agent("equipe_projet"), agent) },
  {
    cle: "brouillon-minimal",
    semer: async (agent) =>
      (await importerDossier(agent("equipe_projet"), lireExemple("brouillon-minimal"), leJour("2026-10-05"))).id,
  },
  {
    cle: "amorcage-martinique",
    semer: async (agent) => {
      const equipe = agent("equipe_projet_martinique");
      const { id } = await importerDossier(equipe, lireExemple("amorcage-martinique"), leJour("2023-03-06"));
      // Funded before Rigel: entered as it is, without a filed version (domain/3).
      await poserSuites(id, [["conventionne", "2023-07-05"]]);
      return id;
    },
  },
  ...FICHES_CARTE.map((f) => ({
    cle: f.cle,
    semer: async (agent: (code: string) => Agent) => {
      const { id } = await importerDossier(agent("equipe-01"), JSON.stringify(fabriquer(f)), leJour("2023-02-01"));
      await poserSuites(id, f.suites);
      return id;
    },
  })),
  ...fiches.map((f) => ({
    cle: f.cle,
    semer: (agent: (code: string) => Agent) => semerFiche(f, agent(f.membre ?? `equipe-${f.region}`)),
  })),
];

export async function semer(fiches: readonly Fiche[] = lireFiches()): Promise<Semence> {
  const client = await base();
  const faites = await dejaSemes(client);
  const restantes = taches(fiches).filter((t) => !faites.has(t.cle));
  const [accesFaits, carteFaite] = [faites.has(CLE_ACCES), faites.has(CLE_CARTE)];
  if (restantes.length === 0 && accesFaits && carteFaite) return { deja: true, dossiers: faites.size - 2 };

  const ids = await transaction((tx) =>
    creerComptes(tx, [...new Set(["01" as const, ...fiches.filter((f) => !f.membre).map((f) => f.region)])]),
  );
  const agents = new Map<string, Agent>();
  for (const [code, id] of ids) agents.set(code, await lireAgent(client, id));
  const agent = (code: string): Agent => {
    const trouve = agents.get(code);
    if (!trouve) throw new Error(`Compte de démonstration absent : ${code}`);
    return trouve;
  };
  const dossiers = new Map(faites);
  for (const { cle, semer: faire } of restantes) {
    const dossierId = await faire(agent);
    dossiers.set(cle, dossierId);
    await transaction((tx) => ecrireEntree(tx, { action: ACTION, dossierId, objet: cle }));
  }
  if (!accesFaits) {
    await semerAcces(client, agent("administrateur"), new Date());
    await transaction((tx) => ecrireEntree(tx, { action: ACTION, objet: CLE_ACCES }));
  }
  if (!carteFaite) {
    const dossier = (cle: string): string => dossiers.get(cle) ?? "";
    await semerCarte(
      { orimob: dossier("aura-orimob"), fare: dossier("aura-fare"), fpi: dossier("fpi-aura") },
      { region: agent("region_academique"), equipe: agent("equipe-01"), fpi: agent("equipe_projet") },
    );
    await transaction((tx) => ecrireEntree(tx, { action: ACTION, objet: CLE_CARTE }));
  }
  return { deja: false, dossiers: restantes.length };
}
