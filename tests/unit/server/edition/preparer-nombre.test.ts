import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Operation } from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import { clesNeuves } from "@/lib/server/dossiers/places-lignes";
import { preparerEditions } from "@/lib/server/edition/preparer-editions";
import { exemple } from "@/tests/db/monde";

const fichier = canonique({ ...exemple("fpi-aura"), budget: [] });
const etat = { fichier, cles: clesNeuves(fichier) };
const lot = (nombre: number): Operation[] =>
  Array.from({ length: nombre }, (_, i) => ({
    ...{ id: randomUUID(), vue: 0, nature: "saisie" as const, type: "ajout" as const, rang: i },
    adresse: `budget/budget/n${i}`,
    valeur: {
      partenaire: null,
      poste: "equipement",
      annee: 2025,
      montant: "5.00",
      eligible: null,
      libelle: `Ligne ${i}`,
    },
  }));
/** In processor time, once warm. */
function duree(operations: Operation[]): number {
  preparerEditions(etat, operations.slice(0, 200), []);
  const debut = process.cpuUsage();
  expect(preparerEditions(etat, operations, []).appliquees).toHaveLength(operations.length);
  const { user, system } = process.cpuUsage(debut);
  return (user + system) / 1_000;
}

test("six fois plus de lignes ajoutées coûtent à peu près six fois plus", () => {
  const mille = duree(lot(1_000));
  const sixMille = duree(lot(6_000));
  process.stdout.write(`1 000 ajouts : ${Math.round(mille)} ms ; 6 000 : ${Math.round(sixMille)} ms\n`);
  expect(sixMille).toBeLessThan(mille * 15);
});
