import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { base, transaction } from "@/lib/server/base";
import { avecRequete, journal } from "@/lib/server/journaux";
import { estPanne } from "@/lib/server/panne";

/**
 * What the server does by itself. Looked at when it starts, then every hour; with several processes on one PostgreSQL each
 * task still runs once in all: a conditional update of its row lends it to one process. A lock of the session would not do:
 * connections come from a pool, and on PGlite a transaction held open would stop everyone else.
 */

export type Tache = {
  nom: string;
  /** « jour »: once a day in Paris. « heure »: at each look; it must cost nothing when there is nothing to do. */
  rythme: "jour" | "heure";
  executer(maintenant: Date): Promise<void>;
};

/** In this order. The modules are loaded when the task runs: the server starts fast. */
export const TACHES: readonly Tache[] = [
  {
    // Each hour: the first look after midnight may come before the day can be sealed.
    nom: "empreinte-jour",
    rythme: "heure",
    executer: async (maintenant) => {
      const { faireEmpreintes } = await import("@/lib/server/audit/faire-empreintes");
      await faireEmpreintes(maintenant);
    },
  },
  {
    nom: "journal-verifier",
    rythme: "jour",
    executer: async (maintenant) => {
      const { verifierEtNoter } = await import("@/lib/server/audit/enregistrer-verification");
      await verifierEtNoter(null, {}, maintenant);
    },
  },
  {
    nom: "habilitations",
    rythme: "jour",
    executer: async (maintenant) => {
      const { rappelerEcheances } = await import("@/lib/server/habilitations/rappeler-echeances");
      await rappelerEcheances(maintenant);
    },
  },
  {
    nom: "conservation",
    rythme: "jour",
    executer: async (maintenant) => {
      const { conserverChaqueJour } = await import("@/lib/server/conservation/chaque-jour");
      await conserverChaqueJour(maintenant);
    },
  },
  {
    nom: "sauvegarde",
    rythme: "jour",
    executer: async (maintenant) => {
      const { sauvegarderChaqueJour } = await import("@/lib/server/sauvegarde/chaque-jour");
      await sauvegarderChaqueJour(maintenant);
    },
  },
  {
    nom: "orphelins",
    rythme: "jour",
    executer: async (maintenant) => {
      const { balayerOrphelins } = await import("@/lib/server/pieces/balayer-orphelins");
      await balayerOrphelins(maintenant);
    },
  },
  {
    // Links that ran out are wiped; then what could not leave at once: the mail server was away.
    nom: "courriels",
    rythme: "heure",
    executer: async (maintenant) => {
      const { effacerLiensEteints } = await import("@/lib/server/courriels/effacer-liens");
      await transaction((tx) => effacerLiensEteints(tx, maintenant));
      const { expedierCourriels } = await import("@/lib/server/courriels/expedier-courriels");
      await expedierCourriels(maintenant);
    },
  },
  {
    nom: "debit",
    rythme: "heure",
    executer: async (maintenant) => {
      const { balayerDebit } = await import("@/lib/server/debit/balayer");
      await balayerDebit(maintenant);
    },
  },
  {
    // Readings of a stopped process, comparisons that nobody confirmed, remarks whose time is over.
    nom: "imports-carte",
    rythme: "heure",
    executer: async (maintenant) => {
      const { balayerImports } = await import("@/lib/server/carte/import/balayer-imports");
      await balayerImports(maintenant);
      const { effacerRemarques } = await import("@/lib/server/carte/import/effacer-remarques");
      await effacerRemarques(maintenant);
    },
  },
  {
    nom: "presences",
    rythme: "jour",
    executer: async (maintenant) => {
      const { balayerPresences } = await import("@/lib/server/atelier/balayer-presences");
      await balayerPresences(maintenant);
    },
  },
];

const HEURE_MS = 60 * 60 * 1000;
/** After the first pages have been served. */
const APRES_DEMARRAGE_MS = 15_000;
/** Longer than any task takes; whoever dies in the middle leaves it to the others after that. */
const BAIL_MS = HEURE_MS - 60_000;

const due = ({ rythme }: Tache, faiteLe: Date | null, maintenant: Date): boolean => {
  if (faiteLe === null) return true;
  if (rythme === "jour") return jourAParis(faiteLe) < jourAParis(maintenant);
  // A little less than the hour: the timer's own drift must not skip one look in two.
  return maintenant.getTime() - faiteLe.getTime() >= HEURE_MS - 5 * 60_000;
};

/** Until when this process has it; null: not due, or someone else's. Of several that saw the same row, one passes. */
async function prendre(tache: Tache, maintenant: Date): Promise<Date | null> {
  const client = await base();
  await client.tache.createMany({ data: [{ nom: tache.nom }], skipDuplicates: true });
  const vue = await client.tache.findUniqueOrThrow({
    where: { nom: tache.nom },
    select: { faiteLe: true },
  });
  if (!due(tache, vue.faiteLe, maintenant)) return null;
  const jusqua = new Date(maintenant.getTime() + BAIL_MS);
  const { count } = await client.tache.updateMany({
    where: {
      nom: tache.nom,
      faiteLe: vue.faiteLe,
      OR: [{ priseJusqua: null }, { priseJusqua: { lte: maintenant } }],
    },
    data: { priseJusqua: jusqua },
  });
  return count === 1 ? jusqua : null;
}

/** Given back; « done » only when it succeeded: a failure is tried again at the next look. */
async function rendre({ nom }: Tache, jusqua: Date, maintenant: Date, reussie: boolean): Promise<void> {
  const client = await base();
  await client.tache.updateMany({
    where: { nom, priseJusqua: jusqua },
    data: { priseJusqua: null, ...(reussie && { faiteLe: maintenant }) },
  });
}

async function executerUne(tache: Tache, maintenant: Date): Promise<boolean> {
  const jusqua = await prendre(tache, maintenant);
  if (jusqua === null) return false;
  let reussie = false;
  try {
    await tache.executer(maintenant);
    reussie = true;
    journal.info({ tache: tache.nom }, "Tâche faite");
  } catch (err) {
    journal.error({ err, tache: tache.nom }, "Une tâche a échoué : elle sera reprise dans une heure");
  }
  await rendre(tache, jusqua, maintenant, reussie);
  return reussie;
}

/** Runs what is due, one after the other. Never fails: the server lives on. Returns the names of what was done. */
export async function executerTaches(maintenant: Date, taches = TACHES): Promise<string[]> {
  const faites: string[] = [];
  for (const tache of taches) {
    try {
      if (await avecRequete(null, () => executerUne(tache, maintenant))) faites.push(tache.nom);
    } catch (err) {
      // The task's own row could not be read or written.
      if (estPanne(err)) journal.warn({ tache: tache.nom }, "Base de données injoignable : tâche remise à plus tard");
      else journal.error({ err, tache: tache.nom }, "Une tâche n’a pas pu être prise ou rendue");
    }
  }
  return faites;
}

/** Kept on globalThis: development reloads the module, the timers belong to the process. */
const CLE = Symbol.for("rigel.taches");
const porteur = globalThis as typeof globalThis & { [CLE]?: true };

/** Starts the look-outs. They keep no process alive. */
export function demarrerTaches(): void {
  if (porteur[CLE]) return;
  porteur[CLE] = true;
  let enCours = false;
  const regarder = async () => {
    if (enCours) return;
    enCours = true;
    try {
      await executerTaches(new Date());
    } finally {
      enCours = false;
    }
  };
  setTimeout(regarder, APRES_DEMARRAGE_MS).unref();
  setInterval(regarder, HEURE_MS).unref();
}
