/** A change as it travels to be written. The one place that says so: pages, what-ifs and imports write alike. */
import type { Adresse } from "./adresses";
import type { Changement } from "./changements";

type Nature = "saisie" | "restauration";
type Commun = {
  id: string;
  /** Dossier.revision that the person was looking at. */
  vue: number;
  adresse: Adresse;
  nature: Nature;
};
export type OperationDeChangement = Commun &
  (
    | { type: "champ"; valeur: unknown }
    | { type: "ajout"; rang: number; valeur: Record<string, unknown> }
    | { type: "retrait" }
  );

/** `id`: drawn by the caller, once for each edit, so that one sent twice is written once. */
export function versOperation(
  c: Changement,
  { id, vue, nature = "saisie" }: { id: string; vue: number; nature?: Nature },
): OperationDeChangement {
  const commun = { id, vue, adresse: c.adresse, nature };
  if (c.type === "ajout") return { ...commun, type: "ajout", rang: c.rang, valeur: { ...c.apres } };
  return c.type === "retrait" ? { ...commun, type: "retrait" } : { ...commun, type: "champ", valeur: c.apres };
}
