import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  VERBES_CARTE,
  VERBES_COMPTE,
  VERBES_DOSSIER,
  VERBES_GENERAUX,
  VERBES_HABILITATION,
  VERBES_PART,
} from "@/lib/server/droits";
import { ecrirePorte, portesDe } from "@/tests/outils/actions-et-droits";
import { HORS_ENVELOPPE, PAGES, PORTES } from "@/tests/outils/portes";
import { fichiersDuProduit } from "@/tests/outils/regles-code";

/**
 * A new action, route or page without its line in tests/outils/portes.ts fails: whoever adds one says which verb of the table
 * of rights decides. That the code asks for that verb is proved by running it: tests/db/portes.test.ts.
 */

const VERBES: readonly string[] = [
  ...VERBES_GENERAUX,
  ...VERBES_DOSSIER,
  ...VERBES_HABILITATION,
  ...VERBES_COMPTE,
  ...VERBES_PART,
  ...VERBES_CARTE,
];

const trouvees = fichiersDuProduit(process.cwd())
  .flatMap((fichier) => portesDe(fichier, readFileSync(fichier, "utf8")))
  .map(ecrirePorte)
  .sort();

describe("chaque action et chaque route a sa ligne", () => {
  test("ni porte sans ligne, ni ligne sans porte", () => {
    expect(trouvees).toEqual(Object.keys({ ...PORTES, ...HORS_ENVELOPPE }).sort());
  });

  test("chaque ligne nomme un verbe de la table des droits, ou dit pourquoi il n’en faut pas", () => {
    for (const [porte, verbe] of Object.entries({ ...PORTES, ...HORS_ENVELOPPE }))
      expect(VERBES.includes(verbe) || /^sans droit : .{10,}/.test(verbe), porte).toBe(true);
  });
});

describe("chaque page a sa ligne", () => {
  const motifs = fichiersDuProduit(process.cwd())
    .map((fichier) => /^app(.*)\/page\.tsx$/.exec(fichier)?.[1])
    .flatMap((motif) => (motif === undefined ? [] : [motif.replace(/\/\([^/]*\)/g, "") || "/"]));

  test("ni page sans ligne, ni ligne sans page", () => {
    expect(motifs.sort()).toEqual(Object.keys(PAGES).sort());
  });

  test("chaque ligne nomme des verbes de la table des droits, ou dit pour qui elle est", () => {
    for (const [motif, droit] of Object.entries(PAGES))
      for (const mot of typeof droit === "string" ? [droit] : droit)
        expect(VERBES.includes(mot) || /^(publique|connectée|à part : .{10,})$/.test(mot), motif).toBe(true);
  });
});

describe("une porte plantée est vue", () => {
  test.each([
    ["app/x/actions.ts", `"use server"; export const f = action({ nom: "x.faire", schema });`, ["x.faire"]],
    ["app/x/actions.ts", `"use server"; export const f: F = action({ schema, nom: "x.faire" });`, ["x.faire"]],
    ["lib/server/x.ts", `const f = action({ nom: "x.cachee", schema });`, ["x.cachee"]],
    ["app/x/actions.ts", `"use server"; export const f = action({ ...commun });`, ["illisible"]],
    ["app/x/route.ts", `export async function GET(r) { return servir(r, { nom: "x.lire" }, f); }`, ["x.lire"]],
    ["app/x/route.ts", `export const POST = (r) => servir(r, options, f);`, ["illisible"]],
    ["app/x/route.ts", `export async function GET() { return Response.json({}); }`, ["hors enveloppe : GET"]],
    ["app/x/route.ts", `export const HEAD = refuserTete;`, []],
    ["app/x/route.ts", `export const HEAD = autreChose;`, ["hors enveloppe : HEAD"]],
    ["app/x/route.ts", `export { lire as GET } from "@/lib/server/x";`, ["hors enveloppe : GET"]],
    ["app/x/actions.ts", `"use server"; export async function f() {}`, ["hors enveloppe : f"]],
    ["app/x/actions.ts", `"use server"; export { f } from "./g";`, ["hors enveloppe : f"]],
    ["app/x/page.tsx", `async function f() { "use server"; await g(); }`, ["hors enveloppe : f"]],
    ["app/x/page.tsx", `const f = async () => { "use server"; };`, ["hors enveloppe : sans nom"]],
  ])("%s : %s", (fichier, texte, noms) => {
    expect(portesDe(fichier, texte)).toEqual(noms.map((nom) => ({ fichier, nom })));
  });

  test("ce qui n’est pas une porte n’en est pas une", () => {
    expect(portesDe("app/x/page.tsx", "export default function P() { return action; }")).toEqual([]);
    expect(portesDe("app/x/route.ts", `export const dynamic = "force-dynamic";`)).toEqual([]);
    expect(
      portesDe("app/x/actions.ts", `"use server"; import type { T } from "./t"; export type { T } from "./t";`),
    ).toEqual([]);
  });
});
