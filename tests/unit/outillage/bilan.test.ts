import { describe, expect, test } from "vitest";
import {
  additionner,
  bilanPlaywright,
  bilanVitest,
  controle,
  echecsPlaywright,
  echecsVitest,
  ligneDeCloture,
} from "@/tests/outils/bilan.mjs";

const vitest = (passes: number, echecs: number, reussi: boolean) =>
  bilanVitest(() => ({ numPassedTests: passes, numFailedTests: echecs, numPendingTests: 1, numTodoTests: 0 }), reussi);
const playwright = (expected: number, unexpected: number, flaky: number, reussi: boolean) =>
  bilanPlaywright(() => ({ stats: { expected, unexpected, flaky, skipped: 0 } }), reussi);
const illisible = () => {
  throw new Error("absent");
};

describe("le bilan ne prend pas un silence pour un succès", () => {
  test.each([
    ["des tests passent", vitest(3, 0, true), { passed: 3, failed: 0, skipped: 1 }],
    ["un test échoue", vitest(3, 1, false), { passed: 3, failed: 1, skipped: 1 }],
    ["un fichier ne se charge pas", vitest(3, 0, false), { passed: 3, failed: 1, skipped: 1 }],
    ["aucun test n’a tourné", vitest(0, 0, true), { passed: 0, failed: 1, skipped: 1 }],
    ["le rapport manque", bilanVitest(illisible, true), { passed: 0, failed: 1, skipped: 0 }],
    ["Playwright passe", playwright(5, 0, 0, true), { passed: 5, failed: 0, skipped: 0 }],
    ["un test ne passe qu’au second essai", playwright(5, 0, 1, true), { passed: 5, failed: 1, skipped: 0 }],
    ["le serveur ne démarre pas", playwright(0, 0, 0, false), { passed: 0, failed: 1, skipped: 0 }],
    ["le rapport de Playwright manque", bilanPlaywright(illisible, true), { passed: 0, failed: 1, skipped: 0 }],
  ])("%s", (_, obtenu, attendu) => {
    expect(obtenu).toEqual(attendu);
  });
});

describe("les échecs sont nommés", () => {
  test("ceux de vitest, et le fichier qui ne se charge pas", () => {
    const rapport = {
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          assertionResults: [
            { status: "failed", fullName: "il tient" },
            { status: "passed", fullName: "il passe" },
          ],
        },
        { name: "b.test.ts", status: "failed", assertionResults: [] },
        { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "bien" }] },
      ],
    };
    expect(echecsVitest(() => rapport)).toEqual(["a.test.ts › il tient", "b.test.ts"]);
    expect(echecsVitest(illisible)).toEqual([]);
  });
  test("ceux de Playwright, à toute profondeur", () => {
    const tests = (status: string) => [{ projectName: "mobile", status }];
    const rapport = {
      suites: [
        {
          file: "x.spec.ts",
          specs: [{ title: "un", tests: tests("expected") }],
          suites: [
            {
              file: "x.spec.ts",
              specs: [
                { title: "deux", tests: tests("unexpected") },
                { title: "trois", tests: tests("flaky") },
              ],
            },
          ],
        },
      ],
    };
    expect(echecsPlaywright(() => rapport)).toEqual(["x.spec.ts [mobile] › deux", "x.spec.ts [mobile] › trois"]);
    expect(echecsPlaywright(illisible)).toEqual([]);
  });
});

describe("la ligne de clôture", () => {
  test("additionne tout, dans la forme attendue", () => {
    const total = additionner([controle(true), controle(false), vitest(10, 0, true)]);
    expect(ligneDeCloture(total)).toBe("11 passed, 1 failed, 1 skipped");
    expect(ligneDeCloture(additionner([controle(true)]))).toBe("1 passed, 0 failed");
    expect(ligneDeCloture(additionner([]))).toBe("0 passed, 0 failed");
  });
});
