import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import {
  accorder,
  ecrireDate,
  ecrireDateCourte,
  ecrireEuros,
  ecrireEurosSansUnite,
  ecrireMarge,
  ecrireNombre,
  ecrireOctets,
  ecrireTaux,
  ecrireValeur,
  enumerer,
  nomSeverite,
  nomVerdict,
  nomVerdictGlobal,
  typographie,
} from "@/lib/domain/ecriture";

/** The special spaces made visible: `_` U+202F, `~` U+00A0. */
const visible = (texte: string) => texte.replaceAll("\u202f", "_").replaceAll("\u00a0", "~");

describe("l’écriture française", () => {
  it.each<[bigint, string]>([
    [950_000_000n, "9_500_000,00~€"],
    [100_000n, "1_000,00~€"],
    [99_999n, "999,99~€"],
    [0n, "0,00~€"],
    [-1n, "−0,01~€"],
    [-123_456_789n, "−1_234_567,89~€"],
  ])("%d centimes : %s", (c, attendu) => expect(visible(ecrireEuros(centimes(c)))).toBe(attendu));

  it("écrit un montant sans unité", () => expect(visible(ecrireEurosSansUnite(centimes(100_000n)))).toBe("1_000,00"));

  it.each([
    ["2024-02-12", "12~février~2024", "12/02/2024"],
    ["2024-09-01", "1er~septembre~2024", "01/09/2024"],
    ["2023-12-31", "31~décembre~2023", "31/12/2023"],
  ])("%s", (date, longue, courte) => {
    expect(visible(ecrireDate(date))).toBe(longue);
    expect(ecrireDateCourte(date)).toBe(courte);
  });

  it.each([
    ["0.431818", "43,18~%"],
    ["0.700000", "70,00~%"],
    ["0.69995", "70,00~%"],
    ["0.699949", "69,99~%"],
    ["1.5", "150,00~%"],
    ["12", "1_200,00~%"],
    ["-0.1", "−10,00~%"],
    ["-0.000001", "0,00~%"],
    ["autre", "autre"],
  ])("taux %s", (taux, attendu) => expect(visible(ecrireTaux(taux))).toBe(attendu));

  it.each<[number, string]>([
    [1320, "1_320"],
    [12.5, "12,5"],
    [-3, "−3"],
    [1234567.25, "1_234_567,25"],
    [1e21, "1e+21"],
    [Number.POSITIVE_INFINITY, "Infinity"],
  ])("nombre %d", (n, attendu) => expect(visible(ecrireNombre(n))).toBe(attendu));

  it("met le pluriel à partir de deux", () => {
    expect([0, 1, 1.9, 2, -2].map((n) => visible(accorder(n, "jour")))).toEqual([
      "0~jour",
      "1~jour",
      "1,9~jour",
      "2~jours",
      "−2~jours",
    ]);
  });

  it("énumère", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(enumerer)).toEqual(["", "a", "a et b", "a, b et c"]);
  });

  it("écrit les marges et les valeurs selon leur type", () => {
    expect(visible(ecrireMarge({ type: "montant", montant: centimes(1n) }))).toBe("0,01~€");
    expect(visible(ecrireMarge({ type: "nombre", nombre: 1, unite: "mois" }))).toBe("1~mois");
    expect(visible(ecrireMarge({ type: "nombre", nombre: 1, unite: "jours" }))).toBe("1~jour");
    expect(visible(ecrireMarge({ type: "nombre", nombre: -12, unite: "pages" }))).toBe("−12~pages");
    expect(visible(ecrireValeur({ type: "montant", montant: centimes(1n) }))).toBe("0,01~€");
    expect(visible(ecrireValeur({ type: "date", date: "2024-02-12" }))).toBe("12~février~2024");
    expect(visible(ecrireValeur({ type: "nombre", nombre: 1500 }))).toBe("1_500");
    expect(visible(ecrireValeur({ type: "nombre", nombre: 2, unite: "lignes" }))).toBe("2~lignes");
    expect(ecrireValeur({ type: "texte", texte: "ici" })).toBe("ici");
  });

  it("nomme verdicts et sévérités", () => {
    expect((["conforme", "non_conforme", "indetermine"] as const).map(nomVerdict)).toEqual([
      "Conforme",
      "Non conforme",
      "Indéterminé",
    ]);
    expect((["bloquante", "a_justifier", "conseil"] as const).map(nomSeverite)).toEqual([
      "bloquante",
      "à justifier",
      "conseil",
    ]);
    expect((["eligible", "non_eligible", "indetermine"] as const).map(nomVerdictGlobal)).toEqual([
      "Éligible",
      "Non éligible",
      "Indéterminé",
    ]);
  });

  it.each<[number, string]>([
    [0, "0~o"],
    [850, "850~o"],
    [999, "999~o"],
    [1_000, "1~ko"],
    [12_400, "12,4~ko"],
    [999_949, "999,9~ko"],
    [999_950, "1~Mo"],
    [1_234_567, "1,2~Mo"],
    [5_000_000_000, "5~Go"],
    [5_000_000_000_000, "5_000~Go"],
  ])("%d octets", (n, attendu) => expect(visible(ecrireOctets(n))).toBe(attendu));

  it("met les espaces françaises", () => {
    expect(visible(typographie("Il dit : « oui » ; 70 % ? 5 € !"))).toBe("Il dit_: «~oui~»_; 70~%_? 5~€_!");
  });
});
