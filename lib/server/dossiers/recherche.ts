import { plier } from "@/lib/domain/plier";

/** What `Dossier.recherche` holds and what is looked for in it. */
export const simplifier = plier;

/** Every word must be found; in this writing none holds a wildcard of LIKE. */
export const motsCherches = (texte: string): string[] => simplifier(texte).split(" ").filter(Boolean).slice(0, 10);
