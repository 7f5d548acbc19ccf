import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Operation } from "@/lib/schemas/edition";
import type { Agent } from "@/lib/server/droits";
import { enregistrerPart } from "@/lib/server/edition/enregistrer-part";
import { CONFLITS_GARDES } from "@/lib/server/edition/garder-conflits";
import { lireValeur } from "@/lib/server/edition/lire-valeur";
import { preparerEditions } from "@/lib/server/edition/preparer-editions";
import { contenuDe } from "../outils/editer";
import { creerAgent, exemple, importer, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/server/edition/preparer-editions", async (original) => {
  const module = await original<typeof import("@/lib/server/edition/preparer-editions")>();
  return { ...module, preparerEditions: vi.fn(module.preparerEditions) };
});

/** What meets another value is kept for ever: read by its field's schema first, and only so much of it. */

let base: BaseDeTest;
let camille: Agent;
let claude: Agent;
let id: string;
beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
});
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  claude = await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: "lp", prenom: "Claude" });
});

const role = "partenaires/partenaires/lp/role";
/** Each from a page of its own. */
const ecrire = (adresse: string, valeur: unknown, maintenant = JOUR_DEPOT) => {
  const operation: Operation = { id: randomUUID(), type: "champ", nature: "saisie", vue: 0, adresse, valeur };
  return enregistrerPart(
    claude,
    { dossierId: id, partenaire: "lp", client: randomUUID(), lecteur: claude.id, depuis: 0, operations: [operation] },
    maintenant,
  );
};
const gardes = () =>
  base.client.modificationChamp.findMany({ where: { dossierId: id, nature: "conflit" }, select: { apres: true } });

test("d’une seconde page à soi : ce que le champ ne peut pas tenir est refusé, pas gardé", async () => {
  const { budget } = await contenuDe(camille, id, "budget");
  const montant = `budget/budget/${budget.find((l) => l.partenaire === "lp")?.cle}/montant`;
  await ecrire(role, "Le premier");
  await ecrire(montant, "10.00");
  for (const [adresse, valeur] of [
    [role, "x".repeat(50_000)],
    [role, { profond: ["x".repeat(1_000)] }],
    [montant, "beaucoup"],
    [montant, Array.from({ length: 1_000 }, () => "x")],
  ] as const) {
    const fait = await ecrire(adresse, valeur);
    expect(fait.refus).toHaveLength(1);
    expect(fait.conflits).toEqual([]);
  }
  expect(await gardes()).toEqual([]);
  // An honest one is kept, as its schema reads it.
  expect((await ecrire(montant, "12,5")).conflits).toMatchObject([{ leur: "10.00" }]);
  expect(await gardes()).toEqual([{ apres: { v: "12.50" } }]);
});

test("au-delà de tant par heure, la valeur reste sur la page et rien n’est écrit", async () => {
  await ecrire(role, "Le premier");
  await base.client.modificationChamp.createMany({
    data: Array.from({ length: CONFLITS_GARDES.nombre - 1 }, (_, i) => ({
      ...{ dossierId: id, revision: 1, adresse: `partenaires/partenaires/lp/role#${i}`, section: "partenaires" },
      ...{ type: "champ", nature: "conflit", appliquee: false, parId: claude.id, le: JOUR_DEPOT },
    })),
  });
  expect((await ecrire(role, "Le second")).conflits).toHaveLength(1);
  const { revision } = await base.client.dossier.findUniqueOrThrow({ where: { id } });
  const fait = await ecrire(role, "Le troisième");
  expect(fait.conflits).toEqual([]);
  expect(fait.refus[0]?.message).toContain("plus tard");
  expect(fait.revision).toBe(revision);
  expect(await gardes()).toHaveLength(CONFLITS_GARDES.nombre);
  // An hour later.
  expect((await ecrire(role, "Le quatrième", new Date(JOUR_DEPOT.getTime() + 3_700_000))).conflits).toHaveLength(1);
});

test("rien qui soit permis : répondu avant de comparer quoi que ce soit", async () => {
  vi.mocked(preparerEditions).mockClear();
  const { refus, revision, acceptees } = await ecrire("identite/titre", "À moi");
  expect({ refus: refus.length, revision, acceptees }).toEqual({ refus: 1, revision: 0, acceptees: [] });
  expect(preparerEditions).not.toHaveBeenCalled();
});

test("une justification qui rencontre celle d’un autre se garde ; une année qui n’en est pas une, non", async () => {
  const lire = (adresse: string, valeur: unknown) =>
    lireValeur({ id: randomUUID(), type: "champ", nature: "saisie", vue: 0, adresse, valeur });
  expect(lire("verification/justifications/COH_DOUBLON", "Oui.")).toEqual({ ok: true, valeur: "Oui." });
  expect(lire("verification/justifications/COH_DOUBLON", null)).toEqual({ ok: true, valeur: null });
  expect(lire("publics/indicateurs/i/cibles/2025", "1,5")).toEqual({ ok: true, valeur: 1.5 });
  expect(lire("publics/indicateurs/i/cibles/demain", "1")).toMatchObject({ ok: false });
  expect(lire("diagnostic/diagnostic/texte", "x".repeat(20_001))).toMatchObject({ ok: false });
  expect(lire("lettre/lettreIntention/avis", "go")).toEqual({ ok: true, valeur: "go" });
});
