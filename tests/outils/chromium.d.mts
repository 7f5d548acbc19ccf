export function trouverChromium(env?: Readonly<Record<string, string | undefined>>): string | undefined;
export function assurerChromium(): Promise<string>;
