import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as demandes from "@/lib/schemas/demandes";
import { lireFichier } from "@/lib/schemas/lecture";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { verifierStockable } from "@/lib/server/dossiers/limites";

/** Input made to get more than was offered: keys too many, keys of the prototype, depth and length without end. */

const exemple = (): Record<string, unknown> =>
  JSON.parse(readFileSync("tests/fixtures/exemples/brouillon-minimal.json", "utf8"));

describe("un fichier rigel-dossier hostile", () => {
  test.each(["__proto__", "constructor", "prototype", "toString", "etat", "proprietaireId"])(
    "la clé « %s » est une faute, et ne change rien",
    (cle) => {
      const texte = JSON.stringify(exemple()).replace(/^\{/, `{"${cle}":{"administrateur":true},`);
      const lu = lireFichier(JSON.parse(texte));
      // Zod copies only what it knows: either the key is refused, or it is not in what comes out.
      if (lu.ok) expect(Object.getOwnPropertyNames(lu.dossier)).not.toContain(cle);
      expect(({} as { administrateur?: boolean }).administrateur).toBeUndefined();
      expect(Object.prototype.toString.call({})).toBe("[object Object]");
    },
  );

  test("mille niveaux, un million de signes, cent mille lignes : une réponse, vite", () => {
    let profond: unknown = "fond";
    for (let i = 0; i < 1_000; i++) profond = { a: [profond] };
    const debut = performance.now();
    for (const ajout of [
      { titre: profond },
      { titre: "é".repeat(1_000_000) },
      { partenaires: Array.from({ length: 100_000 }, (_, i) => ({ id: `p${i}`, nom: "x" })) },
      { diagnostic: profond },
    ]) {
      const lu = lireFichier({ ...exemple(), ...ajout });
      expect(lu.ok && verifierStockable(lu.dossier).ok).toBe(false);
    }
    expect(performance.now() - debut).toBeLessThan(10_000);
  });

  test("n’importe quel JSON a une réponse", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (valeur) => {
        expect(typeof lireFichier(valeur).ok).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });
});

describe("une demande avec une clé de trop", () => {
  const schemas = Object.entries(demandes).filter(
    (e): e is [string, typeof demandes.demandeDossier] => typeof e[1] === "object" && "safeParse" in e[1],
  );
  test.each(schemas)("%s la refuse", (_, schema) => {
    const codes = schema.safeParse({ administrateur: true }).error?.issues.map((i) => i.code);
    expect(codes).toContain("unrecognized_keys");
  });

  test.each(Object.entries(SCHEMAS_SECTION))("la section %s la refuse", (_, schema) => {
    const lu = schema.safeParse({ administrateur: true });
    expect(lu.error?.issues.some((i) => i.code === "unrecognized_keys")).toBe(true);
  });

  test("aucun schéma d’action n’est un objet ouvert", () => {
    // Filters of addresses are read key by key; everything that an action takes is strict.
    const ouverts = readdirSync("lib/schemas").flatMap((nom) => {
      if (!/^(demande|acces|habilit|invit|equipe|retrait|lien|effac)/.test(nom)) return [];
      const source = ts.createSourceFile(nom, readFileSync(`lib/schemas/${nom}`, "utf8"), ts.ScriptTarget.Latest, true);
      const trouves: string[] = [];
      const visiter = (n: ts.Node): void => {
        if (ts.isCallExpression(n) && /^z\.(object|looseObject)$/.test(n.expression.getText()))
          trouves.push(`${nom}:${source.getLineAndCharacterOfPosition(n.getStart()).line + 1}`);
        ts.forEachChild(n, visiter);
      };
      visiter(source);
      return trouves;
    });
    expect(ouverts).toEqual([]);
  });
});
