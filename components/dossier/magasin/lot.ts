/** The next batch of edits: what differs between the page and the server, in the order that the server can take. Pure. */
import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { type Changement, cibleDe, memeValeur } from "@/lib/domain/edition/changements";
import { versOperation } from "@/lib/domain/edition/operations";
import type { OperationEnvoyee } from "@/lib/schemas/edition";
import { apresDe } from "./valeurs";

/** OPERATIONS_MAX of lib/schemas/edition.ts, which would bring zod here; held equal by a test. */
export const LOT_MAX = 1_000;
/** Characters of values in one batch, far under what an action takes. */
const POIDS_MAX = 4_000_000;

/** An operation of a page that is gone, by its name: the same if the value is the same, so that it is written once. */
export type Connues = ReadonlyMap<string, { adresse: Adresse; valeur: unknown }>;

export type Composition = {
  /** Sections in the order of the menu, each with what differs. */
  changements: readonly Changement[];
  /** Values not kept, sent for the history of their field. */
  ecartees: readonly OperationEnvoyee[];
  revision: number;
  vues: ReadonlyMap<Adresse, number>;
  connues: Connues;
  restaurees: ReadonlyMap<Adresse, unknown>;
  nouvelId: () => string;
};

/** Added partners come before the lines that name them, removed ones after the lines that named them. */
function rang(c: Changement): number {
  const cible = cibleDe(c.adresse);
  if (sectionDe(c.adresse) !== "partenaires" || cible?.liste !== "partenaires") return 1;
  return c.type === "ajout" ? 0 : c.type === "champ" ? 2 : 3;
}

export function composerLot(c: Composition): OperationEnvoyee[] {
  const operations: OperationEnvoyee[] = [];
  const prises = new Set<Adresse>();
  let poids = 0;
  const ajouter = (operation: OperationEnvoyee, valeur: unknown): boolean => {
    poids += JSON.stringify(valeur ?? null).length;
    if (operations.length >= LOT_MAX || (operations.length > 0 && poids > POIDS_MAX)) return false;
    operations.push(operation);
    prises.add(operation.adresse);
    return true;
  };
  const noms = new Map<Adresse, { id: string; valeur: unknown }[]>();
  for (const [id, { adresse, valeur }] of c.connues) noms.set(adresse, [...(noms.get(adresse) ?? []), { id, valeur }]);
  for (const e of c.ecartees)
    if (!prises.has(e.adresse) && !ajouter(e, e.type === "retrait" ? null : e.valeur)) return operations;
  for (const changement of c.changements.toSorted((a, b) => rang(a) - rang(b))) {
    const { adresse } = changement;
    // The value set aside goes first; this one in the next batch.
    if (prises.has(adresse)) continue;
    const valeur = apresDe(changement);
    const connue = noms.get(adresse)?.find((n) => memeValeur(n.valeur, valeur));
    const operation = versOperation(changement, {
      id: connue?.id ?? c.nouvelId(),
      vue: c.vues.get(adresse) ?? c.revision,
      nature: c.restaurees.has(adresse) && memeValeur(c.restaurees.get(adresse), valeur) ? "restauration" : "saisie",
    });
    if (!ajouter(operation, valeur)) break;
  }
  return operations;
}
