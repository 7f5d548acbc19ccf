import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import type { EtatSection } from "@/lib/schemas/espace";
import type { Prisma } from "@/prisma/genere/client";

export const SELECTION_SECTIONS = {
  select: { section: true, version: true, modifieeLe: true, modifieePar: { select: { prenom: true, nom: true } } },
} as const satisfies Prisma.Dossier$sectionsArgs;

type SectionLue = Prisma.SectionDossierGetPayload<typeof SELECTION_SECTIONS>;

/** Version of every section, and who saved it last. */
export function versSections(lues: readonly SectionLue[]): Record<CodeSection, EtatSection> {
  const parCode = new Map(lues.map((s) => [s.section, s]));
  const une = (code: CodeSection): EtatSection => {
    const s = parCode.get(code);
    if (s === undefined || s.version === 0) return { version: 0, modifieeLe: null, modifieePar: null };
    const par = s.modifieePar;
    return {
      version: s.version,
      modifieeLe: s.modifieeLe.toISOString(),
      modifieePar: par === null ? null : `${par.prenom} ${par.nom}`,
    };
  };
  return Object.fromEntries(SECTIONS.map(({ code }) => [code, une(code)])) as Record<CodeSection, EtatSection>;
}
