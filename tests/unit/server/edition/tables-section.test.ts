import { expect, test } from "vitest";
import { FORMES, listesDe, SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { LISTES } from "@/lib/server/dossiers/lignes";
import { enBase } from "@/lib/server/dossiers/places-lignes";

test("chaque table du contenu d’un dossier appartient à une section et une seule", () => {
  const tables = SECTIONS_EDITABLES.flatMap((s) => [
    ...listesDe(s).map<string>(enBase),
    ...("justifications" in FORMES[s] ? ["justifications"] : []),
  ]);
  expect(tables.toSorted()).toEqual(Object.keys(LISTES).toSorted());
});
