import "server-only";

/** Where a command speaks: its own terminal, or the one of the person who asked through the server's local channel. */
export type Sortie = {
  /** The result. */
  stdout(texte: string): void;
  /** Messages for the person, in French. */
  stderr(texte: string): void;
  /** Fires when nobody listens any more (Ctrl-C, terminal closed): long work without a result to keep stops there. */
  abandon?: AbortSignal;
  /** Executed by the running service, for someone on its local channel. */
  service?: true;
};

/**
 * A command that needs the database. On PGlite only one process may hold it: while the server runs, the command line asks the
 * server to execute it. It therefore reads no process.argv, writes no process.stdout and takes no relative path.
 */
export type CommandeBase = {
  /** Exit code as in formats.md: 0 good, 1 negative, 2 undetermined, 64 bad input or usage. */
  executer(args: readonly string[], sortie: Sortie, maintenant: Date): Promise<number>;
};
