import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import type { Operation } from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { clesNeuves } from "@/lib/server/dossiers/places-lignes";
import type { Limites } from "@/lib/server/edition/essayer-lot";
import { type Etat, preparerEditions } from "@/lib/server/edition/preparer-editions";
import { exemple } from "@/tests/db/monde";
import { lignesBudget } from "@/tests/fixtures/dossier-dense";

const PHRASE = "Un partenaire est encore nommé ailleurs.";
/** An amount that ends so cannot be stored, for a reason that names no edit: they must be told apart by trying. */
const FAUTIF = "999913.13";
vi.mock("@/lib/server/dossiers/usages-partenaire", () => ({
  retraitsImpossibles: (_: DossierFichier, apres: DossierFichier) =>
    (apres.budget ?? []).some((l) => l.montant === FAUTIF) ? [{ id: "ailleurs", message: PHRASE }] : [],
}));

const LIGNES = 48;
const fichier = canonique({ ...exemple("fpi-aura"), budget: lignesBudget(LIGNES) });
const ETAT: Etat = { fichier, cles: clesNeuves(fichier) };
const cle = (i: number) => `budget/budget/${ETAT.cles.budget?.[i]}`;
const operation = (suite: object) => ({ id: randomUUID(), vue: 0, nature: "saisie", ...suite }) as Operation;
const montant = (i: number, fautif: boolean) =>
  operation({ type: "champ", adresse: `${cle(i)}/montant`, valeur: fautif ? FAUTIF : `${7_000_000 + i}.00` });

/** As the page does: what was neither written nor refused goes again. */
function envoyerTout(operations: readonly Operation[], limites: Limites) {
  let etat = ETAT;
  let restantes = operations;
  const gardees: Operation[] = [];
  const refusees: Operation[] = [];
  let envois = 0;
  while (restantes.length > 0) {
    const fait = preparerEditions(etat, restantes, [], limites);
    const ecrites = fait.appliquees.map((a) => a.operation);
    const refus = [...fait.refus, ...fait.conflits].map((r) => r.operation);
    expect(ecrites.length + refus.length).toBeGreaterThan(0);
    gardees.push(...ecrites);
    refusees.push(...refus);
    etat = fait.apres;
    restantes = restantes.filter((o) => !ecrites.includes(o) && !refus.includes(o));
    envois += 1;
  }
  return { gardees, refusees, envois, etat };
}

describe("ce qu’aucun message ne désigne se trouve en essayant", () => {
  test.each<[string, Limites, boolean]>([
    ["tous les essais qu’il faut", { essais: 10_000, dureeMs: 600_000 }, false],
    ["quarante essais", { essais: 40, dureeMs: 600_000 }, true],
    ["trois essais", { essais: 3, dureeMs: 600_000 }, true],
    ["aucun temps", { dureeMs: 0 }, true],
  ])(
    "%s : rien de juste n’est refusé, tout finit par être répondu",
    (_, limites, plusieurs) => {
      const operations = Array.from({ length: LIGNES }, (_, i) => montant(i, i % 4 === 1));
      const { gardees, refusees, envois, etat } = envoyerTout(operations, limites);
      expect(refusees.map((o) => o.adresse).toSorted()).toEqual(
        operations
          .filter((_, i) => i % 4 === 1)
          .map((o) => o.adresse)
          .toSorted(),
      );
      expect(gardees).toHaveLength(LIGNES - refusees.length);
      expect(envois > 1).toBe(plusieurs);
      expect(etat.fichier.budget?.filter((l) => l.montant?.startsWith("70000")).length).toBe(gardees.length);
    },
    60_000,
  );

  test("un champ d’une ligne qui n’a pas été essayée n’est pas refusé non plus", () => {
    const [ligne] = lignesBudget(1);
    const neuve = operation({
      type: "ajout",
      adresse: "budget/budget/neuve",
      rang: 10_000,
      valeur: { libelle: null, eligible: null, ...ligne },
    });
    const dedans = operation({ type: "champ", adresse: "budget/budget/neuve/montant", valeur: "5.00" });
    const fait = preparerEditions(ETAT, [montant(0, true), montant(1, true), neuve, dedans], [], { essais: 1 });
    expect(fait.refus.map((r) => r.operation.adresse)).toEqual([`${cle(0)}/montant`]);
    expect(fait.appliquees).toEqual([]);
    expect(envoyerTout([montant(0, true), neuve, dedans], { essais: 1 }).gardees).toEqual([neuve, dedans]);
  });
});
