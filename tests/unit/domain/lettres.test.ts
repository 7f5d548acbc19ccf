import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Financement, Lettre, Partenaire } from "@/lib/domain/dossier";
import { type Accord, type EtatLettre, estSignee, etatsLettres } from "@/lib/domain/lettres";

const ligne = (l: Partial<Financement>): Financement => ({ source: "region", partenaire: "cr", engage: true, ...l });
const c = (euros: number) => centimes(BigInt(euros) * 100n);
const etat = (lettre: Lettre | undefined, lignes: Financement[], id: string | undefined = "cr"): EtatLettre => {
  const partenaire: Partenaire = { id, chefDeFile: false, lettre };
  return etatsLettres([partenaire], lignes)[0] as EtatLettre;
};

describe("l’état d’une lettre d’engagement", () => {
  const signee = { montant: c(100), signeeLe: "2024-02-12" };
  const cas: [string, Lettre | undefined, Financement[], EtatLettre["type"], Accord | boolean][] = [
    ["ni apport ni lettre", undefined, [], "absente", false],
    ["subvention versée au partenaire", undefined, [ligne({ source: "france2030", montant: c(5) })], "absente", false],
    ["apport d’un autre partenaire", undefined, [ligne({ partenaire: "lp", montant: c(5) })], "absente", false],
    ["apport sans partenaire", undefined, [ligne({ partenaire: undefined, montant: c(5) })], "absente", false],
    ["apport sans lettre", undefined, [ligne({ montant: c(100) })], "absente", true],
    ["apport dont le montant manque", undefined, [ligne({})], "absente", true],
    ["lettre sans date, au montant du plan", { montant: c(100) }, [ligne({ montant: c(100) })], "a_signer", "egal"],
    ["lettre sans date, autre montant", { montant: c(100) }, [ligne({ montant: c(90) })], "a_signer", "different"],
    ["signée, même montant", signee, [ligne({ montant: c(100) })], "signee", "egal"],
    ["signée, deux lignes", signee, [ligne({ montant: c(60) }), ligne({ montant: c(40) })], "signee", "egal"],
    ["signée, sans montant", { signeeLe: "2024-02-12" }, [ligne({ montant: c(100) })], "montant_inconnu", "inconnu"],
    [
      "signée, une ligne attend encore son montant",
      signee,
      [ligne({ montant: c(60) }), ligne({})],
      "montant_inconnu",
      "inconnu",
    ],
    [
      "signée, une ligne attend sa source",
      signee,
      [ligne({ source: undefined, montant: c(100) })],
      "montant_inconnu",
      "inconnu",
    ],
    ["signée, dépassée d’un centime", signee, [ligne({ montant: centimes(100_01n) })], "perimee", "different"],
    ["signée, un centime de moins au plan", signee, [ligne({ montant: centimes(99_99n) })], "perimee", "different"],
    ["signée, plus rien au plan", signee, [], "perimee", "different"],
    [
      "signée, une ligne sans partenaire ne compte pas",
      signee,
      [ligne({ partenaire: undefined, montant: c(100) })],
      "perimee",
      "different",
    ],
    ["signée pour 0 €, rien au plan", { montant: c(0), signeeLe: "2024-02-12" }, [], "signee", "egal"],
  ];
  it.each(cas)("%s", (_, lettre, lignes, type, suite) => {
    const lu = etat(lettre, lignes);
    expect(lu.type).toBe(type);
    expect(lu.type === "absente" ? lu.attendue : lu.accord).toBe(suite);
    expect(estSignee(lu)).toBe(lettre?.signeeLe !== undefined);
  });

  it("ne se compare à rien quand le partenaire n’a pas d’identifiant", () => {
    const partenaire: Partenaire = { chefDeFile: false, lettre: signee };
    expect(etatsLettres([partenaire], [])[0]).toMatchObject({ type: "montant_inconnu", accord: "inconnu" });
  });

  it("dit le montant du plan que la lettre contredit", () => {
    expect(etat(signee, [ligne({ montant: c(60) })])).toMatchObject({ montant: c(100), auPlan: c(60) });
    expect(etat(signee, [ligne({ montant: c(140) }), ligne({})])).toMatchObject({ montant: c(100), auPlan: c(140) });
    expect(etat(signee, [ligne({ source: undefined, montant: c(90) })])).toMatchObject({ auPlan: c(90) });
  });
});
