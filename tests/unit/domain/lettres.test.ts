import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Financement, Lettre } from "@/lib/domain/dossier";
import { apportAuPlan, etatLettre } from "@/lib/domain/lettres";

const ligne = (l: Partial<Financement>): Financement => ({ source: "region", partenaire: "cr", engage: true, ...l });
const etat = (lettre: Lettre | undefined, lignes: Financement[]) =>
  etatLettre(lettre ? { lettre } : {}, apportAuPlan(lignes, "cr"));
const c = (euros: number) => centimes(BigInt(euros) * 100n);

describe("l’état d’une lettre d’engagement", () => {
  const signee = { montant: c(100), signeeLe: "2024-02-12" };
  const cas: [string, Lettre | undefined, Financement[], string][] = [
    ["ni apport ni lettre", undefined, [], "sans_objet"],
    [
      "subvention versée au partenaire, sans apport",
      undefined,
      [ligne({ source: "france2030", montant: c(5) })],
      "sans_objet",
    ],
    ["apport d’un autre partenaire", undefined, [ligne({ partenaire: "lp", montant: c(5) })], "sans_objet"],
    ["apport sans lettre", undefined, [ligne({ montant: c(100) })], "a_generer"],
    ["apport dont le montant manque", undefined, [ligne({})], "a_generer"],
    ["lettre sans date", { montant: c(100) }, [ligne({ montant: c(100) })], "a_generer"],
    ["signée, même montant", signee, [ligne({ montant: c(100) })], "signee"],
    [
      "signée, deux lignes qui font le montant",
      signee,
      [ligne({ montant: c(60) }), ligne({ montant: c(40) })],
      "signee",
    ],
    ["signée, montant de la lettre inconnu", { signeeLe: "2024-02-12" }, [ligne({ montant: c(100) })], "signee"],
    ["signée, une ligne attend encore son montant", signee, [ligne({ montant: c(60) }), ligne({})], "signee"],
    ["signée, dépassée d’un centime", signee, [ligne({ montant: centimes(100_01n) })], "perimee"],
    ["signée, un centime de moins au plan", signee, [ligne({ montant: centimes(99_99n) })], "perimee"],
    ["signée, plus rien au plan", signee, [], "perimee"],
    ["signée pour 0 €, rien au plan", { montant: c(0), signeeLe: "2024-02-12" }, [], "signee"],
  ];
  it.each(cas)("%s", (_, lettre, lignes, attendu) => expect(etat(lettre, lignes).type).toBe(attendu));
});
