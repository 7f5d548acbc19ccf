import { describe, expect, test } from "vitest";
import { adresseDeLId, cheminDe, idDe } from "@/components/dossier/atelier/adresse-du-champ";

const SAISIES: Record<string, unknown> = {
  identite: { titre: "T", volets: [] },
  diagnostic: { diagnostic: { texte: "t" }, besoins: "b" },
  budget: { budget: [{ cle: "c_1" }, { cle: "c_2", montant: "12" }] },
  partenaires: { partenaires: [{ id: "gip" }], campus: [] },
};
const magasin = { lire: (section: string) => ({ saisie: SAISIES[section] }) };

describe("le nom d’un champ dans la page et son adresse", () => {
  test.each([
    ["identite", "titre", "identite/titre"],
    ["budget", "budget-1-montant", "budget/budget/c_2/montant"],
    ["partenaires", "partenaires-0-nom", "partenaires/partenaires/gip/nom"],
    ["diagnostic", "reponses-diagnostic-texte", "diagnostic/diagnostic/texte"],
    ["diagnostic", "reponses-besoins", "diagnostic/besoins"],
  ])("%s, %s", (section, id, adresse) => {
    expect(adresseDeLId(magasin, section, id)).toBe(adresse);
    expect(idDe(magasin, adresse)).toBe(id);
  });

  test.each([
    ["identite", "contenu"],
    ["identite", ""],
    ["budget", "budget-9-montant"],
    ["equipe", "titre"],
    [null, "titre"],
  ])("%s, %s : aucun champ", (section, id) => expect(adresseDeLId(magasin, section, id)).toBeNull());

  test("d’une ligne retirée, il n’a plus de place", () =>
    expect(cheminDe(magasin, "budget/budget/c_9/montant")).toBeNull());
});
