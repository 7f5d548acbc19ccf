/** What judges typing: the schemas and their tie to react-hook-form. Heavy (zod), so loaded apart by charger-juge.ts. */
import { zodResolver } from "@hookform/resolvers/zod";
import { type ContenuSection, type SaisieSection, SCHEMAS_SECTION, type SectionSaisie } from "@/lib/schemas/sections";

export type Lecture<S extends SectionSaisie> = { contenu: ContenuSection<S> } | { fautes: Record<string, string> };

/** Reads what is typed: the content, or one sentence per wrong field. */
export function lireSaisie<S extends SectionSaisie>(section: S, saisie: SaisieSection<S>): Lecture<S> {
  const lu = SCHEMAS_SECTION[section].safeParse(saisie);
  if (lu.success) return { contenu: lu.data as ContenuSection<S> };
  const fautes: Record<string, string> = {};
  for (const issue of lu.error.issues) fautes[issue.path.join(".")] ??= issue.message;
  return { fautes };
}

/** What react-hook-form asks after each change. */
export const resolveur = (section: SectionSaisie) => zodResolver(SCHEMAS_SECTION[section] as never) as never;
