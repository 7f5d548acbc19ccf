import { describe, expect, test } from "vitest";
import { estDeLaPart } from "@/lib/domain/participation";
import { etapesDeLaPart } from "@/lib/domain/reste-part";

const VIDE = { budget: [], financements: [], signataireNom: null, lettreSignee: false };
const faites = (part: Partial<Parameters<typeof etapesDeLaPart>[0]>) =>
  etapesDeLaPart({ ...VIDE, ...part }).flatMap((e) => (e.faite ? [e.code] : []));

describe("ce qu’il reste à faire d’une part", () => {
  test.each([
    ["rien d’écrit", {}, []],
    ["une ligne sans montant", { budget: [{ montant: "10.00" }, { montant: null }] }, []],
    ["toutes les lignes ont leur montant", { budget: [{ montant: "10.00" }] }, ["budget"]],
    ["un montant sans engagement", { financements: [{ montant: "10.00", engage: false }] }, []],
    ["un engagement sans montant", { financements: [{ montant: null, engage: true }] }, []],
    ["un engagement", { financements: [{ montant: "10.00", engage: true }] }, ["engagement"]],
    ["un signataire d’espaces", { signataireNom: "  " }, []],
    ["un signataire", { signataireNom: "Claude Exemple" }, ["signataire"]],
    ["la lettre signée", { lettreSignee: true }, ["lettre"]],
  ] as const)("%s", (_, part, attendues) => expect(faites(part)).toEqual(attendues));
});

describe("ce qui est d’une part", () => {
  test("une ligne du plan qui paie la subvention n’est la part de personne", () => {
    expect(estDeLaPart("financements", { partenaire: "lp", source: "france2030" }, "lp")).toBe(false);
    expect(estDeLaPart("financements", { partenaire: "lp", source: null }, "lp")).toBe(true);
    expect(estDeLaPart("budget", { partenaire: "gip" }, "lp")).toBe(false);
  });
});
