export function verifierImports(dossier: string): { modules: number; violations: string[] };
