import type { SpawnSyncOptions, SpawnSyncReturns } from "node:child_process";

type Options = Omit<SpawnSyncOptions, "env"> & { env?: Readonly<Record<string, string>> };

export const VARIABLES_PRISMA: Readonly<Record<string, string>>;
export const CLI_PRISMA: string;
export function prisma(args: readonly string[], options?: Options): SpawnSyncReturns<string>;
