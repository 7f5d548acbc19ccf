import { describe, expect, it } from "vitest";
import { annoncer, noteDenominateur, phraseConstat } from "@/lib/domain/carte/phrases";

const nu = (texte: string): string => texte.replace(/[\u00a0\u202f]/g, " ");
type Faits = Parameters<typeof annoncer>[0];

/** Screen 15. */
const ECRAN: Faits = {
  rentree: 2025,
  denominateur: 2024,
  voie: null,
  demandes: 400,
  effectifConnu: true,
  valide: { places: 3_609, taux: "0.061968", atteint: true, manque: 0 },
  constate: { places: 3_229, taux: "0.055443", atteint: false, manque: 266 },
  sansConstat: 0,
  etendue: { min: "0.049330", max: "0.065127" },
};
const dire = (faits: Partial<Faits>): [string, string, boolean | null] => {
  const { debut, suite, atteint } = annoncer({ ...ECRAN, ...faits });
  return [nu(debut), nu(suite), atteint];
};
const SELON = "Selon la méthode, le même vote donne de 4,93 % à 6,51 %.";
const non = { places: 3_000, taux: "0.051511", atteint: false, manque: 495 };
const oui = { places: 3_500, taux: "0.060096", atteint: true, manque: 0 };

describe("l’annonce de la page", () => {
  it.each<[string, Partial<Faits>, string, string, boolean | null]>([
    [
      "l’écran 15",
      {},
      "L’objectif de 6 % est atteint sur les places validées (6,20 %), pas sur les places constatées (5,54 %).",
      `Il manque 266 places ouvertes, fermées ou colorées. ${SELON}`,
      false,
    ],
    [
      "atteint partout",
      { constate: oui },
      "L’objectif de 6 % est atteint sur les places validées (6,20 %) et sur les places constatées (6,01 %).",
      SELON,
      true,
    ],
    [
      "atteint au constat seul",
      { valide: non, constate: oui },
      "L’objectif de 6 % est atteint sur les places constatées (6,01 %), pas sur les places validées (5,15 %).",
      SELON,
      true,
    ],
    [
      "atteint nulle part",
      { valide: non },
      "L’objectif de 6 % n’est atteint ni sur les places validées (5,15 %), ni sur les places constatées (5,54 %).",
      `Il manque 266 places ouvertes, fermées ou colorées. ${SELON}`,
      false,
    ],
    [
      "une seule place manque",
      { constate: { ...non, manque: 1 } },
      "L’objectif de 6 % est atteint sur les places validées (6,20 %), pas sur les places constatées (5,15 %).",
      `Il manque 1 place ouverte, fermée ou colorée. ${SELON}`,
      false,
    ],
    [
      "pas de constat, jamais 0",
      { constate: null },
      "L’objectif de 6 % est atteint sur les places validées (6,20 %) ; constat pas encore saisi.",
      SELON,
      true,
    ],
    [
      "pas de constat, objectif manqué",
      { constate: null, valide: non },
      "L’objectif de 6 % n’est pas atteint sur les places validées (5,15 %) ; constat pas encore saisi.",
      `Il manque 495 places ouvertes, fermées ou colorées. ${SELON}`,
      false,
    ],
    [
      "constat partiel",
      { sansConstat: 12, etendue: null },
      "L’objectif de 6 % est atteint sur les places validées (6,20 %), pas sur les places constatées à ce jour (5,54 %).",
      "Il manque 266 places ouvertes, fermées ou colorées. 12 demandes validées n’ont pas encore de constat.",
      false,
    ],
    [
      "effectif inconnu, jamais un taux",
      {
        effectifConnu: false,
        valide: { ...ECRAN.valide, taux: null, atteint: null, manque: null },
        constate: null,
        etendue: null,
      },
      "Effectif inconnu : aucun taux ne peut être calculé.",
      "Il manque les places occupées à la rentrée 2024. 3 609 places validées.",
      null,
    ],
    ["aucune demande", { demandes: 0 }, "Aucune demande retenue pour la rentrée 2025.", "", null],
    [
      "une seule voie : aucun objectif",
      { voie: "scolaire", sansConstat: 1 },
      "En voie scolaire, 3 609 places validées (6,20 % de l’effectif des deux voies), 3 229 places constatées (5,54 %).",
      `L’objectif de 6 % se lit sur les deux voies ensemble. Une demande validée n’a pas encore de constat. ${SELON}`,
      null,
    ],
  ])("%s", (_, faits, debut, suite, atteint) => {
    expect(dire(faits)).toEqual([debut, suite, atteint]);
  });
});

describe("la phrase du constat", () => {
  it.each([
    [0, 0, "Aucune demande validée : il n’y a rien à constater."],
    [1, 0, "Constat pas encore saisi : une demande validée attend les places réellement ouvertes."],
    [42, 0, "Constat pas encore saisi : 42 demandes validées attendent les places réellement ouvertes."],
    [42, 42, "Constat saisi pour les 42 demandes validées."],
    [1, 1, "Constat saisi pour la seule demande validée."],
    [42, 41, "Constat saisi pour 41 des 42 demandes validées : il en reste une, qui ne compte pas encore."],
    [42, 30, "Constat saisi pour 30 des 42 demandes validées : il en reste 12, qui ne comptent pas encore."],
  ])("%i attendus, %i saisis", (attendus, saisis, phrase) => {
    expect(nu(phraseConstat({ attendus, saisis }))).toBe(phrase);
  });
});

it("la rentrée du dénominateur est toujours dite, et la contradiction du rapport quand on en change", () => {
  expect(nu(noteDenominateur(2025, 2024))).toBe(
    "Rapporté aux places occupées à la rentrée 2024, celle d’avant (IGÉSR, chap. 1 § 2.4).",
  );
  expect(nu(noteDenominateur(2025, 2025))).toContain("ses notes 6 et 92 la rentrée suivante");
});
