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
  effectif: 58_240,
  couverture: "",
  base: "valide",
  lu: { places: 3_609, atteint: true, manque: 0 },
  constate: { places: 3_229, atteint: false, manque: 266 },
  constat: { attendus: 400, saisis: 400 },
  etendue: { min: 2_873, max: 3_793 },
};
const dire = (faits: Partial<Faits>): [string, string, boolean | null] => {
  const { debut, suite, atteint } = annoncer({ ...ECRAN, ...faits });
  return [nu(debut), nu(suite), atteint];
};
const SELON = "Selon la méthode, le même vote donne de 4,93 % à 6,51 %.";
const non = { places: 3_000, atteint: false, manque: 495 };
const oui = { places: 3_500, atteint: true, manque: 0 };

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
      { lu: non, constate: oui },
      "L’objectif de 6 % est atteint sur les places constatées (6,01 %), pas sur les places validées (5,15 %).",
      SELON,
      true,
    ],
    [
      "atteint nulle part",
      { lu: non },
      "L’objectif de 6 % n’est atteint ni sur les places validées (5,15 %), ni sur les places constatées (5,54 %).",
      `Sur les places constatées, il manque 266 places ouvertes, fermées ou colorées. ${SELON}`,
      false,
    ],
    [
      "arrondi, un taux juste au-dessous se lirait comme l’objectif",
      { lu: { places: 3_494, atteint: false, manque: 1 } },
      "L’objectif de 6 % n’est atteint ni sur les places validées (6,00 %, à 1 place près), ni sur les places constatées (5,54 %).",
      `Sur les places constatées, il manque 266 places ouvertes, fermées ou colorées. ${SELON}`,
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
      { constate: null, lu: non },
      "L’objectif de 6 % n’est pas atteint sur les places validées (5,15 %) ; constat pas encore saisi.",
      `Il manque 495 places ouvertes, fermées ou colorées. ${SELON}`,
      false,
    ],
    [
      "un constat partiel sous l’objectif peut encore l’atteindre : rien n’est jugé, rien ne manque",
      { constat: { attendus: 400, saisis: 1 }, constate: { places: 12, atteint: null, manque: null }, etendue: null },
      "L’objectif de 6 % est atteint sur les places validées (6,20 %) ; le constat, partiel (1 demande sur 400 constatée), en montre 0,02 %.",
      "",
      null,
    ],
    [
      "constat partiel, objectif manqué au vote",
      {
        ...{ lu: non, constat: { attendus: 400, saisis: 30 }, etendue: null },
        constate: { places: 12, atteint: null, manque: null },
      },
      "L’objectif de 6 % n’est pas atteint sur les places validées (5,15 %) ; le constat, partiel (30 demandes sur 400 constatées), en montre 0,02 %.",
      "Sur les places validées, il manque 495 places ouvertes, fermées ou colorées.",
      null,
    ],
    [
      "constat partiel, objectif déjà atteint",
      { constat: { attendus: 400, saisis: 388 }, constate: oui, etendue: null },
      "L’objectif de 6 % est atteint sur les places validées (6,20 %) et sur les places constatées à ce jour (6,01 %).",
      "388 demandes sur 400 constatées.",
      true,
    ],
    [
      "avant le vote : ce qui est prévu, et non 0 place validée",
      {
        ...{ base: "previsionnel", lu: oui, constate: null, constat: { attendus: 0, saisis: 0 } },
      },
      "Avant le vote, l’objectif de 6 % est atteint sur les places prévues (6,01 %) : aucune demande n’est encore validée.",
      "Selon la méthode, les mêmes demandes donnent de 4,93 % à 6,51 %.",
      true,
    ],
    [
      "effectif inconnu, jamais un taux",
      { effectif: null, lu: { ...ECRAN.lu, atteint: null, manque: null }, constate: null, etendue: null },
      "Effectif inconnu : aucun taux ne peut être calculé.",
      "Il manque les places occupées à la rentrée 2024. 3 609 places validées.",
      null,
    ],
    [
      "effectif d’une partie des académies",
      { ...{ effectif: null, constate: null, etendue: null }, couverture: "constat importé pour 1 académie sur 3" },
      "Effectif inconnu : aucun taux ne peut être calculé.",
      "Il manque les places occupées à la rentrée 2024 : constat importé pour 1 académie sur 3. 3 609 places validées.",
      null,
    ],
    ["aucune demande", { demandes: 0 }, "Aucune demande retenue pour la rentrée 2025.", "", null],
    [
      "une seule voie : aucun objectif",
      { voie: "scolaire", constat: { attendus: 400, saisis: 399 } },
      "En voie scolaire, 3 609 places validées (6,20 % de l’effectif de référence), 3 229 places constatées (5,54 %, 399 demandes sur 400 constatées).",
      `L’objectif de 6 % se lit sur les deux voies ensemble. ${SELON}`,
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
  expect(nu(noteDenominateur(2025, 2024, null))).toBe(
    "Rapporté aux places occupées à la rentrée 2024, celle d’avant (IGÉSR, chap. 1 § 2.4).",
  );
  expect(nu(noteDenominateur(2025, 2025, "saisie"))).toContain("ses notes 6 et 92 la rentrée suivante");
});

it("ce que le constat compte est dit : l’apprentissage n’y est pas", () => {
  const note = nu(noteDenominateur(2025, 2024, "constat"));
  expect(note).toContain("élèves de 1re année, voie scolaire : l’apprentissage n’y est pas");
  expect(nu(noteDenominateur(2025, 2024, "saisie"))).not.toContain("voie scolaire");
});
