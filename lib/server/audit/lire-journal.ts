import "server-only";
import { ajouterJours, debutDuJourAParis, jourAParis } from "@/lib/domain/dates";
import { acteurAnonyme, actionsDe, motsAction } from "@/lib/domain/journal-actions";
import { nomRole } from "@/lib/domain/roles";
import type { FiltresJournal } from "@/lib/schemas/filtres-journal";
import { changements, comptesNommes, type Noms, phraseEntree } from "@/lib/schemas/journal-lecture";
import type { EntreeVue, PageJournal } from "@/lib/schemas/journal-vue";
import { base } from "@/lib/server/base";
import { RELECTEURS } from "@/lib/server/droits";
import type { Prisma } from "@/prisma/genere/client";

export const PAR_PAGE = 40;
const CHANGEMENTS_MAX = 60;
const COMPTE_EFFACE = "Compte effacé";

/** A chain, or what of it the reader may be told: the entries of `tues` are in it, counted and verified, and not shown. */
export type Portee = { chaine: string; dossierId: string | null; tues?: readonly string[] };

const sansTues = ({ tues = [] }: Portee) => (tues.length === 0 ? {} : { NOT: { action: { in: [...tues] } } });

export function conditionJournal(portee: Portee, f: FiltresJournal): Prisma.EntreeJournalWhereInput {
  const actions =
    f.section !== undefined ? ["dossier.enregistrer_section", "part.modifier"] : f.famille && actionsDe(f.famille);
  return {
    chaine: portee.chaine,
    ...sansTues(portee),
    ...(f.personne && { acteurId: f.personne }),
    ...(actions && { action: { in: actions } }),
    ...(f.section && { objet: f.section }),
    ...(f.issue && { issue: f.issue }),
    ...((f.du || f.au) && {
      le: {
        ...(f.du && { gte: debutDuJourAParis(f.du) }),
        ...(f.au && { lt: debutDuJourAParis(ajouterJours(f.au, 1)) }),
      },
    }),
  };
}

const SELECTION = {
  id: true,
  rang: true,
  le: true,
  acteurId: true,
  action: true,
  issue: true,
  objet: true,
  avant: true,
  apres: true,
} as const satisfies Prisma.EntreeJournalSelect;

export type Ligne = Prisma.EntreeJournalGetPayload<{ select: typeof SELECTION }>;

const HEURE = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" });

type Personnes = Map<string, string>;

/** Reviewers are named by their function: a team knows that it was read, not by whom. */
async function lirePersonnes(ids: readonly string[], membresDe: string | null): Promise<Personnes> {
  const client = await base();
  const lues = await client.utilisateur.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: {
      id: true,
      prenom: true,
      nom: true,
      effaceLe: true,
      habilitations: { where: { role: { in: [...RELECTEURS] } }, take: 1, select: { role: true } },
      dossiers: { where: { dossierId: membresDe ?? { in: [] } }, take: 1, select: { dossierId: true } },
    },
  });
  return new Map(
    lues.map((u) => {
      const relecteur = u.habilitations[0];
      const nom = u.effaceLe === null ? `${u.prenom} ${u.nom}` : COMPTE_EFFACE;
      const cache = membresDe !== null && relecteur !== undefined && u.dossiers.length === 0;
      return [u.id, cache ? nomRole(relecteur.role) : nom];
    }),
  );
}

async function lirePieces(lignes: readonly Ligne[], dossierId: string | null): Promise<Map<string, string>> {
  const ids = lignes.filter((l) => l.action.startsWith("piece.") && l.objet !== null).map((l) => l.objet as string);
  if (dossierId === null || ids.length === 0) return new Map();
  const client = await base();
  const lues = await client.piece.findMany({
    where: { dossierId, id: { in: [...new Set(ids)] } },
    select: { id: true, nomFichier: true },
  });
  return new Map(lues.flatMap((p) => (p.nomFichier === null ? [] : [[p.id, p.nomFichier]])));
}

/** Identifiers mean nothing to the eye, and the sentence says the rest already; the rank is what names an entry. */
const ILLISIBLE = /^(?:[0-9a-f-]{36}|persona:.*|tout|acces)$/;

/** Whom an entry of the service is about, by name; in a dossier the sentence says it. */
function viseDe(l: Ligne, personnes: ReadonlyMap<string, string>): string | null {
  const autres = comptesNommes(l).filter((id) => id !== l.acteurId);
  const nom = autres.map((id) => personnes.get(id)).find((n) => n !== undefined);
  return nom ?? (l.objet === null || ILLISIBLE.test(l.objet) ? null : l.objet);
}

/** The entries with their sentences. `dossierId`: null in the service's chain. */
export async function raconter(
  lignes: readonly Ligne[],
  chaine: string,
  dossierId: string | null,
): Promise<EntreeVue[]> {
  const ids = lignes.flatMap((l) => [...(l.acteurId === null ? [] : [l.acteurId]), ...comptesNommes(l)]);
  const personnes = await lirePersonnes(ids, dossierId);
  const pieces = await lirePieces(lignes, dossierId);
  const noms: Noms = { personne: (id) => personnes.get(id) ?? null, piece: (id) => pieces.get(id) ?? null };
  return lignes.map((l) => {
    const { lignes: champs, reste } = changements(l, noms, CHANGEMENTS_MAX);
    return {
      id: String(l.id),
      rang: l.rang,
      le: l.le.toISOString(),
      jour: jourAParis(l.le),
      heure: HEURE.format(l.le),
      qui: l.acteurId === null ? acteurAnonyme(l.action, chaine) : (personnes.get(l.acteurId) ?? COMPTE_EFFACE),
      phrase: phraseEntree(l, noms),
      famille: motsAction(l.action).famille,
      refus: l.issue === "refus",
      objet: dossierId === null ? viseDe(l, personnes) : ((l.objet && personnes.get(l.objet)) ?? null),
      changements: champs,
      reste,
    };
  });
}

/** Those who acted in this chain, named once. */
async function lireActeurs(portee: Portee): Promise<{ id: string; nom: string }[]> {
  const client = await base();
  // In SQL: Prisma's `distinct` reads the whole chain to drop the repetitions itself.
  const lues = await client.entreeJournal.groupBy({
    by: ["acteurId"],
    where: { chaine: portee.chaine, ...sansTues(portee), acteurId: { not: null } },
    orderBy: { acteurId: "asc" },
    take: 500,
  });
  const personnes = await lirePersonnes(
    lues.flatMap((l) => (l.acteurId === null ? [] : [l.acteurId])),
    portee.dossierId,
  );
  return [...personnes].map(([id, nom]) => ({ id, nom })).sort((a, b) => a.nom.localeCompare(b.nom, "fr"));
}

/** One page of a chain, newest first, by its ranks: no offset, whatever the length. */
export async function lirePage(portee: Portee, f: FiltresJournal): Promise<PageJournal> {
  const client = await base();
  const where = conditionJournal(portee, f);
  const versLeHaut = f.apres !== undefined;
  const rang = f.avant !== undefined ? { lt: f.avant } : f.apres !== undefined ? { gt: f.apres } : undefined;
  const lues = await client.entreeJournal.findMany({
    where: { ...where, ...(rang && { rang }) },
    orderBy: { rang: versLeHaut ? "asc" : "desc" },
    take: PAR_PAGE + 1,
    select: SELECTION,
  });
  const encore = lues.length > PAR_PAGE;
  const lignes = lues.slice(0, PAR_PAGE);
  if (versLeHaut) lignes.reverse();
  const [premiere, derniere] = [lignes[0], lignes.at(-1)];
  const enHaut = versLeHaut ? encore : f.avant !== undefined;
  const enBas = versLeHaut ? true : encore;
  return {
    entrees: await raconter(lignes, portee.chaine, portee.dossierId),
    total: await client.entreeJournal.count({ where }),
    plusRecentes: enHaut && premiere ? premiere.rang : null,
    plusAnciennes: enBas && derniere ? derniere.rang : null,
    personnes: await lireActeurs(portee),
  };
}

const LOT_EXPORT = 500;

/** How many entries the filters keep, up to the chain's present head: what is written afterwards is not part of the export. */
export async function compterEntrees(portee: Portee, f: FiltresJournal): Promise<{ tete: number; nombre: number }> {
  const client = await base();
  const { chaine } = portee;
  const { rang: tete } = (await client.chaineJournal.findUnique({ where: { chaine }, select: { rang: true } })) ?? {
    rang: 0,
  };
  const where = { ...conditionJournal(portee, f), rang: { lte: tete } };
  return { tete, nombre: await client.entreeJournal.count({ where }) };
}

/** Everything that the filters keep up to this rank, oldest first, a lot at a time. */
export async function* toutesLesEntrees(portee: Portee, f: FiltresJournal, tete: number): AsyncGenerator<EntreeVue[]> {
  const client = await base();
  let apres = 0;
  for (;;) {
    const lues = await client.entreeJournal.findMany({
      where: { ...conditionJournal(portee, f), rang: { gt: apres, lte: tete } },
      orderBy: { rang: "asc" },
      take: LOT_EXPORT,
      select: SELECTION,
    });
    const derniere = lues.at(-1);
    if (derniere === undefined) return;
    yield await raconter(lues, portee.chaine, portee.dossierId);
    apres = derniere.rang;
  }
}
