import type { CodeErreur, ErreurReponse } from "@/lib/schemas/reponse";

/** The one error of the use cases: a closed code and a French sentence for the person. Anything else is a defect. */
export class ErreurMetier extends Error {
  override name = "ErreurMetier";
  readonly reponse: ErreurReponse;

  constructor(code: CodeErreur, message: string, suite: Pick<ErreurReponse, "fields" | "conflit" | "attendre"> = {}) {
    super(message);
    this.reponse = { code, message, ...suite };
  }

  get code(): CodeErreur {
    return this.reponse.code;
  }
}

/** The same words whether it does not exist or may not be seen. */
export const introuvable = () => new ErreurMetier("introuvable", "Ce dossier n’existe pas ou ne vous est pas ouvert.");
export const interdit = () => new ErreurMetier("interdit", "Vos droits ne permettent pas cette action.");
