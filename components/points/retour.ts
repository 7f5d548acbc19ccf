/** What returning to a save point would change, section by section. */
import { type Changement, comparer } from "@/lib/domain/edition/changements";
import { SECTIONS } from "@/lib/domain/sections";
import { contenuDeSection, SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import { type ContenuPoint, NOM_POINT_MAX } from "@/lib/schemas/points";
import type { ContenuSection, SectionSaisie } from "@/lib/schemas/sections";

export type SectionARendre = {
  section: SectionSaisie;
  nom: string;
  /** As it is now, and as the point holds it. */
  avant: unknown;
  apres: ContenuSection<SectionSaisie>;
  changements: Changement[];
};

/** `present`: the content of a section as the page holds it. Sections that are already as the point has them are left out. */
export const sectionsARendre = (
  point: Pick<ContenuPoint, "fichier" | "cles">,
  present: (section: SectionSaisie) => unknown,
): SectionARendre[] =>
  SECTIONS_SAISIE.flatMap((section) => {
    const apres = contenuDeSection(point.fichier, section, point.cles);
    const avant = present(section);
    const changements = comparer(section, avant, apres);
    const nom = SECTIONS.find((s) => s.code === section)?.nom ?? section;
    return changements.length === 0 ? [] : [{ section, nom, avant, apres, changements }];
  });

/** Name of the point made by itself before a return. */
export function nomAvantRetour(nom: string): string {
  const texte = `Avant le retour à « ${nom} »`;
  return texte.length <= NOM_POINT_MAX ? texte : `${texte.slice(0, NOM_POINT_MAX - 3).trimEnd()}… »`;
}
