/** Quotations are exact: each is found in the passages of the sources, kept as they are in tests/fixtures/sources. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CODES_REGLES } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";

// Only line breaks are apart: the page cuts a sentence where it likes.
const aplatir = (texte: string) => texte.replace(/[ \t]*\r?\n\s*/g, " ").replace(/ +/g, " ");
const extraits = readFileSync(path.resolve(import.meta.dirname, "../../fixtures/sources/extraits.txt"), "utf8")
  .split(/^=== .*$/m)
  .map(aplatir);

const citees = CODES_REGLES.flatMap((code) => {
  const { citation } = REGISTRE[code].source;
  return citation === undefined ? [] : [[code, citation] as const];
});

describe("les citations", () => {
  it.each(citees)("%s : « %s »", (_, citation) => {
    expect(extraits.some((e) => e.includes(citation))).toBe(true);
  });
  it("manquent seulement aux règles sans texte lu", () => {
    expect(CODES_REGLES.filter((c) => REGISTRE[c].source.citation === undefined)).toEqual([
      "AIDE_ETAT",
      "TROIS_CATEGORIES",
      "DELAI_GO",
      "PAGES_15",
      "COH_ETAB",
      "COH_CALENDRIER",
      "COH_DOUBLON",
      "COH_EQUIPEMENT",
      "COH_COUT_PLACE",
      "COH_LETTRES",
    ]);
  });
  it("refusent un mot changé", () => {
    expect(extraits.some((e) => e.includes("subvention maximale de 71 %"))).toBe(false);
  });
});
