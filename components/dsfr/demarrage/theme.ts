import type { DefaultColorScheme } from "@codegouvfr/react-dsfr/next-app-router";

/** The person's own choice (« Paramètres d’affichage ») comes first; until then the device decides. */
export const themeParDefaut: DefaultColorScheme = "system";
