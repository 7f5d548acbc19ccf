import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ADRESSE_MAX, ecrireAdresse } from "@/lib/domain/edition/adresses";
import { FORMES, type Forme } from "@/lib/domain/edition/formes";
import { operation, PLACE_DU_CHAMP } from "@/lib/schemas/edition";

/** Names that a page may give to a row it puts in. */

const ajout = (section: string, liste: string, cle: string) => ({
  ...{ id: randomUUID(), vue: 0, type: "ajout", rang: 0, valeur: {}, adresse: ecrireAdresse(section, liste, cle) },
});
const permis = (section: string, liste: string, cle: string) => operation.safeParse(ajout(section, liste, cle)).success;

describe("le nom d’une ligne ajoutée", () => {
  test.each([
    ["celui que tire une page", randomUUID()],
    ["celui d’une case", "c_0123456789abcdef"],
    ["un second nom, remis par l’équipe", "c_0123456789abcdef~lp"],
    ["un autre second nom", "c_0123456789abcdef~2~lp"],
    ["un second nom d’autrefois", "c_0123456789abcdef~lycée"],
  ])("%s : accepté", (_, cle) => {
    expect(permis("budget", "budget", cle)).toBe(true);
  });
  test.each([
    ["une espace", "a b"],
    ["une barre", "a/b"],
    ["un caractère de trois octets", "€".repeat(30)],
    ["trop long", "a".repeat(121)],
    ["rien avant « ~ »", "~lp"],
    ["aucune place pour ses champs", `a~${"€".repeat(63)}`],
  ])("%s : refusé", (_, cle) => {
    expect(permis("budget", "budget", cle)).toBe(false);
  });
  test("un partenaire garde l’identifiant de son fichier, quel qu’il soit", () => {
    for (const cle of ["gip", "Lycée n° 3", "€".repeat(60)])
      expect(permis("partenaires", "partenaires", cle)).toBe(true);
  });
  test("un champ de toute ligne qui peut être ajoutée a une adresse assez courte", () => {
    const noms = (forme: Forme): string[] =>
      forme.genre === "liste"
        ? Object.entries(forme.champs).map(([nom, sous]) => (sous.genre === "dictionnaire" ? `${nom}/2025` : nom))
        : [];
    for (const listes of Object.values(FORMES) as Record<string, Forme>[])
      for (const nom of Object.values(listes).flatMap(noms)) expect(nom.length + 1).toBeLessThanOrEqual(PLACE_DU_CHAMP);
    expect(ADRESSE_MAX).toBeGreaterThanOrEqual(
      `partenaires/partenaires/${"%E2%82%AC".repeat(60)}`.length + PLACE_DU_CHAMP,
    );
  });
});
