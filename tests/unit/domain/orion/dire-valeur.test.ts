import { describe, expect, it } from "vitest";
import { direValeur } from "@/lib/domain/orion/dire-valeur";

describe("ce qu’un champ veut dire pour une personne", () => {
  it.each<[string, unknown, string]>([
    ["coutTravaux", 12_000_000, "120\u202f000,00\u00a0€"],
    ["coutEquipement", "950", "9,50\u00a0€"],
    ["coutEquipement", 950n, "9,50\u00a0€"],
    ["emploi", 5_200, "52,0\u00a0%"],
    ["devenir", 4_555, "45,55\u00a0%"],
    ["pression", 13_000, "130,0\u00a0%"],
    ["rentree", 2026, "2026"],
    ["millesime", "2022_2023", "2022_2023"],
    ["type", "ouverture_nette", "Ouverture"],
    ["type", "inconnu", "inconnu"],
    ["statut", "demande validée", "demande validée"],
    ["regionAcademique", "01", "Auvergne-Rhône-Alpes"],
    ["secteur", "PU", "public"],
    ["quadrant", "HQ", "Hors quadrant"],
    ["quadrant", "Q1", "Q1"],
    ["amiCma", true, "oui"],
    ["amiCmaValide", false, "non"],
    // Midnight in Paris: still the day before in UTC.
    ["creeeLe", "2025-06-11T22:30:00+00:00", "12\u00a0juin\u00a02025"],
    ["modifieeLe", "hier", "hier"],
    ["motifs", ["besoin local", "autre"], "besoin local, autre"],
    ["motifs", [], "(vide)"],
    ["motif", "poste_non_pourvu", "Poste non pourvu"],
    ["scolaireFuture", 1_500, "1\u202f500"],
    ["scolaireFuture", 0, "0"],
    ["eleves", 24, "24"],
    ["cfd", "01025519", "01025519"],
    ["autres.commentaire", "120000", "120000"],
    ["coloration", null, "(vide)"],
    ["coloration", "", "(vide)"],
  ])("%s : %s se dit « %s »", (champ, valeur, dit) => {
    expect(direValeur(champ, valeur)).toBe(dit);
  });
});
