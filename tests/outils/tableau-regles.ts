/**
 * The table of docs/regles.md, made from the code. `npx tsx tests/outils/tableau-regles.ts` writes it back after a change of
 * the rules or regimes; a test fails while it is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { REGIMES_PUBLIES, regime } from "@/lib/domain/regimes";
import { CODES_REGLES } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";

export const PAGE_REGLES = path.resolve(import.meta.dirname, "../../docs/regles.md");
const DEBUT = "<!-- tableau: start -->";
const FIN = "<!-- tableau: end -->";

const SEVERITES = { bloquante: "B", a_justifier: "J", conseil: "C" } as const;
/** Markdown lines; the narrow spaces of the titles are made plain, so that the page stays easy to search. */
const simple = (texte: string) => texte.replace(/[\u00a0\u202f]/g, " ");

export function tableauRegles(): string {
  const entetes = ["code", "rule", ...REGIMES_PUBLIES.map((r) => `${r.code} ${r.numero}`), "source"];
  const lignes = CODES_REGLES.map((code) => {
    const premier = REGIMES_PUBLIES.find((r) => r.regles.some((e) => e.code === code)) ?? regime("ATCF");
    const severites = REGIMES_PUBLIES.map((r) => {
      const e = r.regles.find((x) => x.code === code);
      return e ? `${SEVERITES[e.severite]}${e.aConfirmer ? " ◊" : ""}` : "";
    });
    // ATCF's wording where it holds the rule: its limits are the common ones.
    const atcf = regime("ATCF");
    const { seuils } = atcf.regles.some((e) => e.code === code) ? atcf : premier;
    return [`\`${code}\``, simple(REGISTRE[code].titre(seuils)), ...severites, REGISTRE[code].source.reference];
  });
  return [entetes, entetes.map(() => "---"), ...lignes].map((l) => `| ${l.join(" | ")} |`).join("\n");
}

export function pageAvecTableau(page: string): string {
  const [avant = "", reste = ""] = page.split(DEBUT);
  const apres = reste.split(FIN)[1] ?? "";
  return `${avant}${DEBUT}\n\n${tableauRegles()}\n\n${FIN}${apres}`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(PAGE_REGLES, pageAvecTableau(readFileSync(PAGE_REGLES, "utf8")));
