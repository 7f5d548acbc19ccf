export function semence(): Promise<string>;
