import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaJsonDossier, texteSchemaDossier } from "@/lib/schemas/json-schema";
import { EXEMPLES, exemple } from "@/tests/outils/dossiers";

const publie = readFileSync(path.resolve(import.meta.dirname, "../../../public/schemas/rigel-dossier-1.json"), "utf8");

describe("le schéma JSON publié", () => {
  it("est celui du schéma zod (sinon : npm run schema)", () => expect(publie).toBe(texteSchemaDossier()));

  // The published bytes, read by something that knows nothing of our zod schema.
  const { $id, ...schema } = JSON.parse(publie);
  const relu = z.fromJSONSchema(schema);

  it.each(EXEMPLES)("accepte %s", (nom) => expect(relu.safeParse(exemple(nom)).success).toBe(true));

  const minimal = { format: "rigel-dossier/1", titre: "P", regime: "ATCF" };
  it.each<[string, unknown]>([
    ["une clé inconnue", { ...minimal, foo: 1 }],
    ["une clé inconnue plus bas", { ...minimal, budget: [{ foo: 1 }] }],
    ["un champ obligatoire absent", { format: "rigel-dossier/1", titre: "P" }],
    ["un montant en nombre", { ...minimal, budget: [{ montant: 12 }] }],
    ["un montant négatif", { ...minimal, budget: [{ montant: "-1.00" }] }],
    ["une durée non entière", { ...minimal, dureeMois: 1.5 }],
    ["un code inconnu", { ...minimal, regime: "AUTRE" }],
    ["un code de règle inconnu", { ...minimal, justifications: { FOO: "x" } }],
  ])("refuse %s", (_, brut) => expect(relu.safeParse(brut).success).toBe(false));

  it("s’annonce et ne laisse aucune clé libre", () => {
    expect($id).toBe("/schemas/rigel-dossier-1.json");
    expect(schemaJsonDossier()).toMatchObject({ title: "rigel-dossier/1", additionalProperties: false });
  });
});
