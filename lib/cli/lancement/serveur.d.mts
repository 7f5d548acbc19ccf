import type { SpawnOptions } from "node:child_process";

export type Serveur = {
  adresse: string;
  fin: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  arreter(): Promise<void>;
};
export function portLibre(): Promise<number>;
export function verifierPort(port: number): Promise<void>;
export function servir(port: number, env: Readonly<Record<string, string>>, options?: SpawnOptions): Promise<Serveur>;
