/**
 * Examining a file takes the processor and several times its size in memory: two at once in the process, the others wait their turn,
 * and beyond so many, or so long, people are asked to come back.
 */
export class ExamenSature extends Error {
  override name = "ExamenSature";
}

/** By its name: the class of another bundle of the same process is another class. */
export const estSature = (erreur: unknown): boolean => erreur instanceof Error && erreur.name === "ExamenSature";

export type Limites = { ensemble: number; file: number; attenteMs: number };
const LIMITES: Limites = { ensemble: 2, file: 40, attenteMs: 30_000 };

export type Tours = <T>(fn: () => Promise<T>) => Promise<T>;

export function tours({ ensemble, file, attenteMs }: Limites): Tours {
  let enCours = 0;
  const attente: (() => void)[] = [];

  const prendre = (): Promise<void> | undefined => {
    if (enCours < ensemble) {
      enCours += 1;
      return undefined;
    }
    if (attente.length >= file) throw new ExamenSature();
    return new Promise((entrer, renoncer) => {
      const minuterie = setTimeout(() => {
        attente.splice(attente.indexOf(appele), 1);
        renoncer(new ExamenSature());
      }, attenteMs);
      const appele = () => {
        clearTimeout(minuterie);
        entrer();
      };
      attente.push(appele);
    });
  };

  /** The place goes straight to the next one: nobody who comes meanwhile takes it. */
  const rendre = (): void => {
    const suivant = attente.shift();
    if (suivant === undefined) enCours -= 1;
    else suivant();
  };

  return async (fn) => {
    await prendre();
    try {
      return await fn();
    } finally {
      rendre();
    }
  };
}

/** Kept on globalThis: Next loads routes as separate bundles of one process. */
const CLE = Symbol.for("rigel.examen.tours");
const porteur = globalThis as typeof globalThis & { [CLE]?: Tours };
porteur[CLE] ??= tours(LIMITES);
export const chacunSonTour: Tours = porteur[CLE];
