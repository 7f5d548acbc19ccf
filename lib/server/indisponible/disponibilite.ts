/**
 * Does the database answer? Asked before every page that needs it: once a page has begun, Next can only answer 500, or 200
 * with an error inside. Kept on globalThis: the proxy, the pages and the start are separate bundles of one process, and the
 * proxy's must not carry the database.
 */
type Etat = {
  /** Given at the start (demarrage.ts). */
  sonder?: () => Promise<boolean>;
  /** Requests that come together ask once. */
  enCours: Promise<boolean> | undefined;
  /** A database that hangs must not make each request wait for the whole delay. */
  absenteJusqua: number;
};

const CLE = Symbol.for("rigel.disponibilite");
const porteur = globalThis as typeof globalThis & { [CLE]?: Etat };
porteur[CLE] ??= { enCours: undefined, absenteJusqua: 0 };
const etat: Etat = porteur[CLE];

const REPIT_MS = 500;

export function declarerSonde(sonder: () => Promise<boolean>): void {
  etat.sonder = sonder;
}

async function interroger(sonder: () => Promise<boolean>): Promise<boolean> {
  try {
    const presente = await sonder();
    if (!presente) etat.absenteJusqua = Date.now() + REPIT_MS;
    return presente;
  } finally {
    etat.enCours = undefined;
  }
}

/** Before the start has said how to ask, nothing is known: the page will tell by itself. */
export function baseDisponible(): Promise<boolean> {
  if (etat.sonder === undefined) return Promise.resolve(true);
  if (Date.now() < etat.absenteJusqua) return Promise.resolve(false);
  etat.enCours ??= interroger(etat.sonder);
  return etat.enCours;
}
