import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LIMITES } from "@/lib/server/debit/limites";

const texte = readFileSync("docs/security.md", "utf8");

test("chaque preuve citée par docs/security.md existe", () => {
  const citees = [...texte.matchAll(/`((?:tests|lib|docs)\/[\w./[\]-]+)`/g)].map((m) => m[1] ?? "");
  expect(citees.length).toBeGreaterThan(60);
  expect([...new Set(citees)].filter((chemin) => !existsSync(chemin))).toEqual([]);
});

test("aucune ligne de l’ASVS tenue ou tenue en partie n’est sans preuve", () => {
  const lignes = [...texte.matchAll(/^\| (\d+\.\d+[^|]*) \| [^|]* \| ([●◐○–]) \| ([^|]*) \|$/gm)];
  expect(lignes.length).toBeGreaterThanOrEqual(90);
  expect(lignes.filter(([, , statut, preuve]) => statut !== "–" && preuve?.trim() === "").map((l) => l[1])).toEqual([]);
});

test("les limites dites sont celles qui s’appliquent", () => {
  for (const { points } of Object.values(LIMITES)) expect(texte).toMatch(new RegExp(`\\b${points}\\b`));
});
