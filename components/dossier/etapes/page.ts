/** The tasklist among the pages of the workspace: first in the menu, and no section of the content. */
export const PAGE_ETAPES = { code: "etapes", nom: "Étapes du dossier" } as const;
