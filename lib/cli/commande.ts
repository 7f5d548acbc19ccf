/** What a command of the program is. One file per command in `commandes/`, one line in `registre.ts`. */
export type Sorties = { out: (texte: string) => void; err: (texte: string) => void };

export type Commande = {
  nom: string;
  /** One line of the program's help. */
  resume: string;
  /** What `--help` prints. */
  aide: string;
  /** Gives the exit code. Bad usage is thrown as `ErreurUsage`. */
  executer: (args: string[], sorties: Sorties) => Promise<number>;
};

/** Exit codes (formats.md). `DEFAUT` is sysexits' EX_SOFTWARE: a defect of ours must never read as a negative answer. */
export const CODES = { BON: 0, NEGATIF: 1, INDETERMINE: 2, USAGE: 64, DEFAUT: 70 } as const;

/** Bad input or usage: one or more plain French lines for stderr, exit 64. */
export class ErreurUsage extends Error {
  /** Recognised by it in the server, which may hold another copy of this module. */
  override name = "ErreurUsage";
}
