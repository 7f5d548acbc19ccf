import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { base } from "@/lib/server/base";
import { baseDisponible } from "@/lib/server/indisponible/disponibilite";
import { journal } from "@/lib/server/journaux";
import { estPanne } from "@/lib/server/panne";
import { assembler, lirePublies, type VersionRegime } from "@/lib/server/regimes/lister-versions";

/**
 * The versions for the page that everyone may read: whoever reloads it costs the database one query a minute, and it stands
 * without the database, on what was last read or on the sets shipped with Rigel.
 */
const FRAICHEUR_MS = 60_000;

type Memoire = {
  lus?: { publies: Awaited<ReturnType<typeof lirePublies>>; le: number };
  /** Requests that come together read once. */
  enCours?: Promise<void>;
};
/** On globalThis: the action that publishes and the page that shows may be two bundles of one process. */
const CLE = Symbol.for("rigel.versions-publiques");
const porteur = globalThis as typeof globalThis & { [CLE]?: Memoire };
porteur[CLE] ??= {};
const memoire: Memoire = porteur[CLE];

/** After a publication: here at once, within a minute in the other processes. */
export function oublierVersionsPubliques(): void {
  delete memoire.lus;
}

async function relire(maintenant: Date): Promise<void> {
  memoire.lus = { publies: await lirePublies(await base()), le: maintenant.getTime() };
}

const frais = (maintenant: Date): boolean =>
  memoire.lus !== undefined && Math.abs(maintenant.getTime() - memoire.lus.le) < FRAICHEUR_MS;

export type VersionsPubliques = {
  versions: Record<CodeRegime, VersionRegime[]>;
  /** False: the database does not answer, a version published since may be missing. */
  aJour: boolean;
};

export async function versionsPubliques(maintenant: Date): Promise<VersionsPubliques> {
  const aJour = frais(maintenant) || (await essayer(maintenant));
  return { versions: assembler(memoire.lus?.publies ?? [], jourAParis(maintenant)), aJour };
}

async function essayer(maintenant: Date): Promise<boolean> {
  if (!(await baseDisponible())) return false;
  try {
    memoire.enCours ??= relire(maintenant).finally(() => {
      delete memoire.enCours;
    });
    await memoire.enCours;
    return true;
  } catch (err) {
    if (!estPanne(err)) throw err;
    journal.warn({ err }, "Base de données injoignable : la page des règles montre ce qui était connu");
    return false;
  }
}
