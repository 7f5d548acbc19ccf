/** Help of one field: why it is asked, an example, where the answer is, and the source. */
import { typographie } from "../ecriture";
import { REGIMES_PUBLIES } from "../regimes";
import type { CodeRegle } from "../regles/codes";
import { REGISTRE } from "../regles/registre";

export type Aide = {
  /** One or two plain sentences. */
  pourquoi: string;
  exemple?: string;
  /** Document, service or register where the answer is. */
  ou?: string;
  source?: string;
};

/** Help by field: path in the section's form without the ranks of rows and the keys of dictionaries (`partenaires.nom`). */
export type TableAides = Readonly<Record<string, Aide>>;

/** No rule of the call asks for it: it is there for the portal to work. */
export const USAGE_DE_RIGEL = "usage de Rigel";

/** ◊ wherever it applies: its source was seen only in part. */
const aConfirmer = (code: CodeRegle): boolean => {
  const exigences = REGIMES_PUBLIES.flatMap((r) => r.regles.filter((e) => e.code === code));
  return exigences.length > 0 && exigences.every((e) => e.aConfirmer);
};

/** The rules a field feeds, as they are named everywhere, each with its reference. */
export const regles = (...codes: readonly CodeRegle[]): string =>
  codes
    .map((code) => `${code} : ${REGISTRE[code].source.reference}${aConfirmer(code) ? " (source à confirmer)" : ""}`)
    .join(" · ");

/** Written with ordinary spaces, given with those of French typography. */
export const table = (aides: Record<string, Aide>): TableAides =>
  Object.fromEntries(
    Object.entries(aides).map(([champ, aide]) => [
      champ,
      Object.fromEntries(
        Object.entries(aide).map(([nom, texte]) => [nom, typographie(texte).replace(/(\d) (?=\d{3})/g, "$1\u202f")]),
      ) as Aide,
    ]),
  );
