import "server-only";
import { setImmediate as laisserPasser } from "node:timers/promises";
import type { Comparaison } from "@/lib/domain/comparaison";
import { texteNu } from "@/lib/domain/texte-riche";
import { type Fragment, fragments } from "@/lib/server/comparaison/fragments";

/** `fragments` null: shown side by side, without marks on the words. */
export type TexteEnRegard = { fragments: Fragment[] | null; miseEnForme: boolean };

/** For all the texts of a page: two rewritten dossiers take half of it. Measured: docs/versions-and-comparison.md. */
const DUREE_MAX_MS = 800;

/** Sections whose long texts may bear headings, lists, bold: compared as they read, without their marks. */
const SECTIONS_RICHES: readonly string[] = ["diagnostic", "strategie", "financement"];

/** Long texts word by word, others served between two of them; `dureeMs` 0: no text is searched. */
export async function mettreEnRegard(
  { sections }: Pick<Comparaison, "sections">,
  dureeMs: number = DUREE_MAX_MS,
): Promise<ReadonlyMap<string, TexteEnRegard>> {
  const lus = new Map<string, TexteEnRegard>();
  let reste = dureeMs;
  for (const s of sections)
    for (const { adresse, avant, apres } of s.textes) {
      const lire = (t: string | null) => (t === null ? "" : SECTIONS_RICHES.includes(s.section) ? texteNu(t) : t);
      const debut = performance.now();
      const [a, b] = [lire(avant), lire(apres)];
      // The words are the same, what dresses them is not: the marks are all there is to show.
      const miseEnForme = a === b;
      const [gauche, droite] = miseEnForme ? [avant ?? "", apres ?? ""] : [a, b];
      lus.set(adresse, { fragments: reste > 0 ? fragments(gauche, droite, reste) : null, miseEnForme });
      reste -= performance.now() - debut;
      await laisserPasser();
    }
  return lus;
}
