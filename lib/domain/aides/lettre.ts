import { regles, table } from "./aide";

export const AIDES_LETTRE = table({
  "lettreIntention.deposeeLe": {
    pourquoi:
      "Dans ce régime, le dossier complet vient après une lettre d’intention. Sa date montre que l’étape a été faite.",
    exemple: "1er décembre 2023",
    ou: "Sur l’accusé de réception envoyé par l’opérateur.",
    source: regles("LETTRE_GO"),
  },
  "lettreIntention.avis": {
    pourquoi:
      "Un GO ouvre le droit de déposer le dossier complet. Après un NO GO, la lettre doit d’abord être reprise et déposée à nouveau.",
    exemple: "GO",
    ou: "Dans le courrier ou le courriel de réponse de l’opérateur, même si vous l’avez reçu hors de Rigel.",
    source: regles("LETTRE_GO"),
  },
  "lettreIntention.avisLe": {
    pourquoi:
      "Le délai pour déposer le dossier complet court à partir de ce jour. Rigel affiche la dernière date possible quand le régime fixe un délai.",
    exemple: "20 décembre 2023",
    ou: "La date écrite sur le courrier de l’opérateur, pas celle où vous l’avez reçu.",
    source: regles("DELAI_GO"),
  },
});
