import "server-only";
import { ecrireDateCourte, typographie } from "@/lib/domain/ecriture";
import { type Anomalie, CHAINE_SERVICE } from "@/lib/domain/journal";
import { ACTIONS_COMMENTAIRES, ACTIONS_POINTS, FAMILLES, type Famille } from "@/lib/domain/journal-actions";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { FiltresJournal } from "@/lib/schemas/filtres-journal";
import type { EntreeVue, EtatChaine, PageJournal } from "@/lib/schemas/journal-vue";
import { derniereVerification, TOUT, verifierEtNoter } from "@/lib/server/audit/enregistrer-verification";
import { compterEntrees, lirePage, type Portee, toutesLesEntrees } from "@/lib/server/audit/lire-journal";
import { base, transaction } from "@/lib/server/base";
import { nomDeFichier } from "@/lib/server/dossiers/exporter-dossier";
import { type Agent, dossiersPermis, peut, type VerbeDossier } from "@/lib/server/droits";
import { interdit, introuvable } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { fluxCsv } from "@/lib/server/tableau-csv";

type Dossier = { titre: string; acronyme: string | null };

/** The dossier, through the right; null: it does not exist, or its history is not for this person. */
async function dossierDe(agent: Agent, id: string): Promise<Dossier | null> {
  if (!estIdentifiant(id)) return null;
  const client = await base();
  return client.dossier.findFirst({
    where: { id, AND: [dossiersPermis(agent, "historique.lire")] },
    select: { titre: true, acronyme: true },
  });
}

/** What of a dossier's chain is for this person: its comments and save points are told to whom may read these. */
async function porteeDe(agent: Agent, id: string): Promise<Portee> {
  const client = await base();
  const permis = async (verbe: VerbeDossier) =>
    (await client.dossier.count({ where: { id, AND: [dossiersPermis(agent, verbe)] } })) > 0;
  const tues = [
    ...((await permis("commentaire.lire")) ? [] : ACTIONS_COMMENTAIRES),
    ...((await permis("point.lire")) ? [] : ACTIONS_POINTS),
  ];
  return { chaine: id, dossierId: id, tues };
}

const SERVICE: Portee = { chaine: CHAINE_SERVICE, dossierId: null };

async function etatDe(chaine: string, portee: string): Promise<EtatChaine> {
  const client = await base();
  const tete = await client.chaineJournal.findUnique({ where: { chaine }, select: { rang: true } });
  const verification = await derniereVerification(portee);
  return {
    entrees: tete?.rang ?? 0,
    verification: verification && { ...verification, le: verification.le.toISOString() },
  };
}

export type Historique = PageJournal & { chaine: EtatChaine };

export async function lireHistorique(agent: Agent, id: string, f: FiltresJournal): Promise<Historique | null> {
  if ((await dossierDe(agent, id)) === null) return null;
  return { ...(await lirePage(await porteeDe(agent, id), f)), chaine: await etatDe(id, id) };
}

/** Verifies the dossier's chain now. Whoever reads its history may. */
export async function verifierHistorique(agent: Agent, id: string, maintenant: Date) {
  if ((await dossierDe(agent, id)) === null) throw introuvable();
  const { anomalies, entrees } = await verifierEtNoter(agent, { dossierId: id }, maintenant);
  return { entrees, anomalies: anomalies.map(situer), le: maintenant.toISOString() };
}

/** Days of digests shown. */
const JOURS_MONTRES = 30;

export type JournalService = Historique & { jours: { jour: string; entrees: number; empreinte: string }[] };

/** The service's own chain, without any dossier's content; null: not for this person. */
export async function lireJournalService(agent: Agent, f: FiltresJournal): Promise<JournalService | null> {
  if (!peut(agent, "journal.verifier")) return null;
  const client = await base();
  const jours = await client.empreinteJour.findMany({
    orderBy: { jour: "desc" },
    take: JOURS_MONTRES,
    select: { jour: true, entrees: true, empreinte: true },
  });
  return {
    ...(await lirePage(SERVICE, f)),
    chaine: await etatDe(CHAINE_SERVICE, TOUT),
    jours: jours.map((j) => ({ ...j, jour: j.jour.toISOString().slice(0, 10) })),
  };
}

/** « Chaîne du service, rang 12 (n° 345) : … »: where, without a dossier's name. */
function situer({ chaine, de, a, id, jour, phrase }: Anomalie): string {
  const ou = [
    chaine === null ? null : chaine === CHAINE_SERVICE ? "chaîne du service" : `dossier ${chaine}`,
    de === null ? null : de === a ? `rang ${de}` : `rangs ${de} à ${a}`,
    id === null ? null : `n° ${id}`,
    jour === null ? null : ecrireDateCourte(jour),
  ].filter((t) => t !== null);
  return typographie(`${ou.join(", ")} : ${phrase}`);
}

/** Every chain, every head, every digest. */
export async function verifierTout(agent: Agent, maintenant: Date) {
  if (!peut(agent, "journal.verifier")) throw interdit();
  const { anomalies, entrees } = await verifierEtNoter(agent, {}, maintenant);
  return { entrees, anomalies: anomalies.map(situer), le: maintenant.toISOString() };
}

const ENTETES = ["Rang", "Jour", "Heure", "Personne", "Genre", "Action", "Objet", "Champ", "Avant", "Après"];

function enLignes(e: EntreeVue): string[][] {
  const tete = [String(e.rang), ecrireDateCourte(e.jour), e.heure, e.qui, FAMILLES[e.famille as Famille], e.phrase];
  const objet = e.objet ?? "";
  if (e.changements.length === 0) return [[...tete, objet, "", "", ""]];
  return e.changements.map((c) => [...tete, objet, c.champ, c.avant, c.apres]);
}

async function* lotsDeLignes(entrees: AsyncIterable<EntreeVue[]>): AsyncGenerator<string[][]> {
  for await (const lot of entrees) yield lot.flatMap(enLignes);
}

/** Never whole in memory: a service's chain grows for years. */
async function enCsv(portee: Portee, f: FiltresJournal) {
  const { nombre, tete } = await compterEntrees(portee, f);
  return { nombre, flux: fluxCsv(ENTETES, lotsDeLignes(toutesLesEntrees(portee, f, tete))) };
}

const filtresNotes = ({ avant: _a, apres: _b, ...retenus }: FiltresJournal) => retenus;

/** The history of a dossier in a spreadsheet; null as for the page. Recorded before it goes out. */
export async function exporterHistorique(agent: Agent, id: string, f: FiltresJournal) {
  const dossier = await dossierDe(agent, id);
  if (dossier === null) return null;
  const { nombre, flux } = await enCsv(await porteeDe(agent, id), f);
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "dossier.exporter_historique",
      acteur: agent,
      dossierId: id,
      apres: { entrees: nombre, filtres: filtresNotes(f) },
    }),
  );
  return { nom: `${nomDeFichier(dossier)}-historique.csv`, flux };
}

export async function exporterJournalService(agent: Agent, f: FiltresJournal) {
  if (!peut(agent, "journal.verifier")) throw interdit();
  const { nombre, flux } = await enCsv(SERVICE, f);
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "journal.exporter",
      acteur: agent,
      apres: { entrees: nombre, filtres: filtresNotes(f) },
    }),
  );
  return { nom: "journal-du-service.csv", flux };
}
