import { createGetHtmlAttributes } from "@codegouvfr/react-dsfr/next-app-router/server-only-index";
import { themeParDefaut } from "./theme";

export const { getHtmlAttributes } = createGetHtmlAttributes({ defaultColorScheme: themeParDefaut });
