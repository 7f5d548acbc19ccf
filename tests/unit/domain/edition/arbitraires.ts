import fc from "fast-check";
import { type Forme, formeDe, SECTIONS_EDITABLES, type SectionEditable } from "@/lib/domain/edition/formes";

/** Contents of any section, drawn from its shape: few keys and few values, so that two of them often meet. */

const valeur = fc.constantFrom<unknown>(null, "", "a", "b", 0, 1, true, "é/%", [], ["x", "y"], [1, 2], {
  montant: "1.00",
});
const cle = fc.constantFrom("a", "b", "c/d", "é", "50%", "0");

function deForme(forme: Forme): fc.Arbitrary<unknown> {
  switch (forme.genre) {
    case "valeur":
      return valeur;
    case "objet":
      return fc.record(Object.fromEntries(Object.entries(forme.champs).map(([nom, f]) => [nom, deForme(f)])));
    case "dictionnaire":
      // An entry without a value is no entry.
      return fc.dictionary(fc.constantFrom("2024", "2025", "X_Y"), fc.constantFrom<unknown>("u", "v", 3), {
        maxKeys: 3,
      });
    case "liste": {
      const champs = Object.fromEntries(Object.entries(forme.champs).map(([nom, f]) => [nom, deForme(f)]));
      return fc.uniqueArray(fc.record({ [forme.cle]: cle, ...champs }), {
        maxLength: 5,
        selector: (l) => (l as Record<string, unknown>)[forme.cle],
      });
    }
  }
}

export const contenuArbitraire = (section: SectionEditable): fc.Arbitrary<Record<string, unknown>> =>
  deForme(formeDe(section)) as fc.Arbitrary<Record<string, unknown>>;

/** A section, and as many contents of it. */
export const contenusArbitraires = (nombre: number) =>
  fc
    .constantFrom(...SECTIONS_EDITABLES)
    .chain((section) =>
      fc.tuple(fc.constant(section), fc.array(contenuArbitraire(section), { minLength: nombre, maxLength: nombre })),
    );

/** Rows of the lists, in the order of their keys: moving a row is no change. */
export function sansOrdre(section: SectionEditable, contenu: unknown): unknown {
  const forme = formeDe(section);
  if (forme.genre !== "objet") return contenu;
  return Object.fromEntries(
    Object.entries(contenu as Record<string, unknown>).map(([nom, v]) => {
      const champ = forme.champs[nom];
      if (champ?.genre !== "liste" || !Array.isArray(v)) return [nom, v];
      return [nom, v.toSorted((a, b) => (String(a[champ.cle]) < String(b[champ.cle]) ? -1 : 1))];
    }),
  );
}
