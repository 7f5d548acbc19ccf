export type Bilan = { passed: number; failed: number; skipped: number };
export function controle(reussi: boolean): Bilan;
export function bilanVitest(lire: () => unknown, reussi: boolean): Bilan;
export function bilanPlaywright(lire: () => unknown, reussi: boolean): Bilan;
export function echecsVitest(lire: () => unknown): string[];
export function echecsPlaywright(lire: () => unknown): string[];
export function additionner(bilans: readonly Bilan[]): Bilan;
export function ligneDeCloture(bilan: Bilan): string;
