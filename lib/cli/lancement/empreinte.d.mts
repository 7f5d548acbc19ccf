export function empreinte(chemins: readonly string[], racine?: string): string;
