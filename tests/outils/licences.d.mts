export type Paquet = { nom: string; version: string; licence: string; developpement: boolean };
export const FICHIER: string;
export const ADMISES: ReadonlySet<string>;
export function inventaire(verrou?: { packages: Record<string, unknown> }): Paquet[];
export function admise(paquet: Pick<Paquet, "nom" | "licence">): boolean;
export function document(lignes: readonly Paquet[]): string;
