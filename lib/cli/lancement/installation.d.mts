export function verifierNode(version?: string): void;
export function dependancesAJour(racine?: string): boolean;
export function assurerDependances(): void;
export function genererClientPrisma(): void;
