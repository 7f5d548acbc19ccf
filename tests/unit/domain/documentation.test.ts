/** docs/regles.md says what the code does: its table, and the fields that findings point to. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { SECTIONS } from "@/lib/domain/sections";
import { versDossier } from "@/lib/schemas/lecture";
import { contexteArbitraire, dossierArbitraire } from "@/tests/outils/arbitraires";
import { EXEMPLES, exemple } from "@/tests/outils/dossiers";
import { PAGE_REGLES, pageAvecTableau } from "@/tests/outils/tableau-regles";

const page = readFileSync(PAGE_REGLES, "utf8");

describe("docs/regles.md", () => {
  it("porte le tableau du code (sinon : npx tsx tests/outils/tableau-regles.ts)", () => {
    expect(page).toBe(pageAvecTableau(page));
  });

  it("nomme tous les champs vers lesquels un constat renvoie, et eux seuls", () => {
    const codes = SECTIONS.map((s) => s.code).join("|");
    const nommes = [...page.matchAll(new RegExp(`^- \`(${codes})\`: (.*)$`, "gm"))].flatMap(([, section, ids]) =>
      [...(ids as string).matchAll(/`([^`]+)`/g)].map((m) => `${section}#${m[1]}`),
    );
    const emis = new Set<string>();
    const relever = (d: Parameters<typeof verifier>[0], c?: Parameters<typeof verifier>[1]) => {
      for (const regime of REGIMES.codes)
        for (const constat of verifier({ ...d, regime }, c).constats)
          for (const { section, id } of constat.champs)
            emis.add(`${section}#${id.replace(/cibles-\d{4}$/, "cibles-AAAA").replace(/-\d+(?=-)/g, "-N")}`);
    };
    for (const nom of EXEMPLES) relever(versDossier(exemple(nom)));
    for (const d of fc.sample(dossierArbitraire, { numRuns: 400, seed: 1 })) relever(d);
    const contextes = fc.sample(contexteArbitraire, { numRuns: 400, seed: 2 });
    for (const [i, d] of fc.sample(dossierArbitraire, { numRuns: 400, seed: 3 }).entries()) relever(d, contextes[i]);
    expect([...emis].sort()).toEqual(nommes.sort());
  }, 30_000);
});
