import { table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_VERIFICATION = table({
  justifications: {
    pourquoi:
      "Certaines règles n’empêchent pas de déposer si vous dites pourquoi elles ne sont pas respectées. Le lecteur du dossier lira votre phrase à côté du constat.",
    exemple: "La Région votera son cofinancement le 12 avril ; sa lettre d’intention est jointe.",
    ou: "Dites le fait, la raison, et ce qui le réglera. Une pièce jointe vaut mieux qu’une promesse.",
    source: USAGE_DE_RIGEL,
  },
});
