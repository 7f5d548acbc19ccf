export const PAQUET: string;
export const ABSENT: string;
export function trouverLibreOffice(env?: NodeJS.ProcessEnv): string | undefined;
export function assurerLibreOffice(): string;
