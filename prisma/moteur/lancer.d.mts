import type { SpawnSyncOptions, SpawnSyncReturns } from "node:child_process";

export const VARIABLES_PRISMA: Readonly<Record<string, string>>;
export const CLI_PRISMA: string;
export function prisma(args: readonly string[], options?: SpawnSyncOptions): SpawnSyncReturns<string>;
