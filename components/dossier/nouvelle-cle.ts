/** Key of a row just added: drawn in the browser, so that the row has its name before the server has heard of it. */
export const nouvelleCle = (): string => crypto.randomUUID();
