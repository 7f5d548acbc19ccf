/** Text in the XML of a workbook. What XML cannot hold is written `_x0007_`, as the format says (ST_Xstring). */

const ECHAPPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const code = (c: string): string => `_x${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}_`;

export const echapper = (texte: string): string =>
  texte
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is escaped
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, code)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD")
    .replace(/[&<>"]/g, (c) => ECHAPPES[c] as string);

export const deschapper = (texte: string): string =>
  texte.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hexa: string) => String.fromCharCode(Number.parseInt(hexa, 16)));
