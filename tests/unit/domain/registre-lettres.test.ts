import { describe, expect, test } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Lettre } from "@/lib/domain/dossier";
import type { Total } from "@/lib/domain/faits";
import { etatLettre } from "@/lib/domain/lettres";
import {
  type CodeRegistre,
  etatRegistre,
  type GesteLettre,
  type LettreCourante,
  precisions,
  refusJourSignature,
} from "@/lib/domain/registre-lettres";

const M = 4_000_000_00n;
const plan = (min: bigint, max: bigint | null = min): Total => ({
  min: centimes(min),
  max: max === null ? null : centimes(max),
});
const preparee: LettreCourante = { montant: centimes(M), envoyeeLe: null, signeeLe: null };
const envoyee: LettreCourante = { ...preparee, envoyeeLe: "2024-02-15T10:00:00.000Z" };
const signee: LettreCourante = { ...envoyee, signeeLe: "2024-02-20" };
const fiche: Lettre = { montant: centimes(M), signeeLe: "2024-02-20" };

const autre: Lettre = { montant: centimes(M + 1n), signeeLe: "2024-02-20" };

type Cas = [
  quoi: string,
  fiche: Lettre | undefined,
  courante: LettreCourante | null,
  plan: Total,
  CodeRegistre,
  GesteLettre,
];

describe("où en est la lettre d’un partenaire, et ce qu’il reste à faire", () => {
  test.each<Cas>([
    ["n’apporte rien", undefined, null, plan(0n), "sans_objet", null],
    ["apporte un centime", undefined, null, plan(1n), "a_preparer", "preparer"],
    ["un montant manque", undefined, null, plan(0n, null), "montant_inconnu", "completer"],
    ["une origine manque", undefined, null, plan(0n, M), "montant_inconnu", "completer"],
    ["préparée, le bon montant", undefined, preparee, plan(M), "a_envoyer", "envoyer"],
    ["préparée, un centime de plus au plan", undefined, preparee, plan(M + 1n), "a_preparer", "refaire"],
    ["préparée, un centime de moins au plan", undefined, preparee, plan(M - 1n), "a_preparer", "refaire"],
    ["préparée, plus rien au plan", undefined, preparee, plan(0n), "perimee", "retirer"],
    ["préparée, un montant manque", undefined, preparee, plan(0n, null), "montant_inconnu", "completer"],
    ["envoyée", undefined, envoyee, plan(M), "envoyee", "deposer"],
    ["envoyée, un centime de plus", undefined, envoyee, plan(M + 1n), "perimee", "refaire"],
    ["envoyée, un centime de moins", undefined, envoyee, plan(M - 1n), "perimee", "refaire"],
    ["envoyée, déjà dépassée par le certain", undefined, envoyee, plan(M + 1n, null), "perimee", "completer"],
    ["signée", fiche, signee, plan(M), "signee", null],
    ["signée, un centime de plus", fiche, signee, plan(M + 1n), "perimee", "refaire"],
    ["signée, un centime de moins", fiche, signee, plan(M - 1n), "perimee", "refaire"],
    ["signée, plus rien au plan", fiche, signee, plan(0n), "perimee", "retirer"],
    ["signée, un montant à venir", fiche, signee, plan(0n, null), "montant_inconnu", "completer"],
    ["saisie sans fichier", fiche, null, plan(M), "signee", null],
    ["saisie sans fichier, un centime de plus", fiche, null, plan(M + 1n), "perimee", "refaire"],
    ["saisie sans fichier, plus rien au plan", fiche, null, plan(0n), "perimee", null],
    ["saisie sans montant", { signeeLe: "2024-02-20" }, null, plan(M), "montant_inconnu", "completer"],
    ["un montant saisi, pas signée", { montant: centimes(M) }, null, plan(M), "a_preparer", "preparer"],
    ["un montant saisi, pas signée, rien au plan", { montant: centimes(M) }, null, plan(0n), "sans_objet", null],
    [
      "signée d’après la fiche, une nouvelle en route",
      fiche,
      { ...envoyee, montant: centimes(M + 1n) },
      plan(M + 1n),
      "envoyee",
      "deposer",
    ],
    // Signed, and the form says something else: the rules read the form, and so does the register.
    ["fichier signé, le plan et la saisie à un autre montant", autre, signee, plan(M + 1n), "signee", "reprendre"],
    ["fichier signé au montant du plan, une autre saisie", autre, signee, plan(M), "perimee", "refaire"],
    [
      "fichier signé, une autre date saisie",
      { ...fiche, signeeLe: "2024-02-21" },
      signee,
      plan(M),
      "signee",
      "reprendre",
    ],
    ["fichier signé, saisie vidée", undefined, signee, plan(M), "montant_inconnu", "reprendre"],
    ["fichier signé, date vidée", { montant: centimes(M) }, signee, plan(M), "montant_inconnu", "reprendre"],
  ])("%s", (_, lettre, courante, total, code, geste) => {
    expect(etatRegistre({ lettre }, courante, total)).toMatchObject({ code, geste });
  });

  test("une saisie qui n’est pas le fichier signé se dit, avec un état qui est celui des règles", () => {
    const etat = (lettre: Lettre | undefined, p = plan(M)) => etatRegistre({ lettre }, signee, p);
    expect(etat(fiche).saisieDifferente).toBe(false);
    expect(etat(autre).saisieDifferente).toBe(true);
    expect(etat(undefined).saisieDifferente).toBe(true);
    // Not signed yet: the form may hold the letter before this one.
    expect(etatRegistre({ lettre: fiche }, envoyee, plan(M)).saisieDifferente).toBe(false);
    for (const lettre of [fiche, autre, { ...fiche, signeeLe: "2024-01-01" } as Lettre])
      for (const p of [plan(M), plan(M + 1n), plan(M - 1n), plan(0n, null)])
        expect(etat(lettre, p).code).toBe(etatLettre({ lettre }, p).type);
    expect(precisions(etat(autre))).toBe("saisie différente du fichier signé");
    expect(precisions(etat(fiche))).toBeNull();
  });

  test("une lettre périmée dit les deux montants", () => {
    expect(etatRegistre({ lettre: fiche }, signee, plan(M + 100_000_00n))).toMatchObject({
      montant: M,
      auPlan: M + 100_000_00n,
      certain: true,
      etape: "signee",
      sansFichier: false,
    });
    expect(etatRegistre({ lettre: fiche }, null, plan(M + 1n))).toMatchObject({ montant: M, sansFichier: true });
  });
});

test.each([
  ["le jour de la préparation", "2024-02-12", null],
  ["aujourd’hui", "2024-02-20", null],
  ["la veille de la préparation", "2024-02-11", /précède/],
  ["demain", "2024-02-21", /à venir/],
])("date de signature : %s", (_, jour, attendu) => {
  // 23:30 UTC is already the 12th in Paris.
  const refus = refusJourSignature(jour, new Date("2024-02-11T23:30:00Z"), "2024-02-20");
  if (attendu === null) expect(refus).toBeNull();
  else expect(refus).toMatch(attendu);
});
