import { describe, expect, test } from "vitest";
import { estDeLaPart } from "@/lib/domain/participation";
import { etapesDeLaPart } from "@/lib/domain/reste-part";

type Part = Parameters<typeof etapesDeLaPart>[0];
const VIDE: Part = {
  budget: [],
  financements: [],
  subvention: null,
  signataireNom: null,
  lettreSignee: false,
  aConfirmer: false,
};
const etats = (part: Partial<Part>) =>
  Object.fromEntries(etapesDeLaPart({ ...VIDE, ...part }).map((e) => [e.code, e.etat]));

const [F, A, S] = ["faite", "a_faire", "sans_objet"] as const;
const ENGAGE = { montant: "10.00", engage: true };

describe("ce qu’il reste à faire d’une part", () => {
  test.each<[string, Partial<Part>, (typeof F | typeof A | typeof S)[]]>([
    ["ni dépense ni apport : rien n’est attendu", {}, [S, S, S, S]],
    [
      "la Région : un apport, pas de dépense",
      { financements: [{ montant: "6000000.00", engage: false }] },
      [S, A, A, A],
    ],
    [
      "la Région, engagée, lettre signée par une personne nommée",
      { financements: [ENGAGE], signataireNom: "Claude Exemple", lettreSignee: true },
      [S, F, F, F],
    ],
    ["la branche : un apport dont le montant est à venir", { financements: [{ montant: null }] }, [S, A, A, A]],
    ["une collectivité dont l’apport est tombé à zéro", { financements: [{ montant: "0.00" }] }, [S, S, S, S]],
    ["le lycée : des dépenses, pas d’apport", { budget: [{ montant: "10.00" }] }, [F, S, S, S]],
    ["le lycée, une ligne sans montant", { budget: [{ montant: "10.00" }, { montant: " " }] }, [A, S, S, S]],
    ["le CFA, à qui l’équipe donne une part de la subvention", { subvention: "500000.00" }, [A, S, S, S]],
    ["une part de la subvention qui est nulle", { subvention: "0.00" }, [S, S, S, S]],
    ["le GIP : il dépense et apporte", { budget: [{ montant: "1.00" }], financements: [ENGAGE] }, [F, F, A, A]],
    ["l’entreprise : un apport sans engagement", { financements: [{ montant: "10.00" }, ENGAGE] }, [S, A, A, A]],
    ["une ligne à zéro ne demande pas d’engagement", { financements: [ENGAGE, { montant: "0.00" }] }, [S, F, A, A]],
    ["un signataire d’espaces", { financements: [ENGAGE], signataireNom: "  " }, [S, F, A, A]],
    [
      "signée sans que personne soit nommé : le nom ne sert plus",
      { financements: [ENGAGE], lettreSignee: true },
      [S, F, S, F],
    ],
  ])("%s", (_, part, [budget, engagement, signataire, lettre]) =>
    expect(etats(part)).toEqual({ budget, engagement, signataire, lettre }),
  );
});

describe("ce qui est d’une part", () => {
  test("une ligne du plan qui paie la subvention n’est la part de personne", () => {
    expect(estDeLaPart("financements", { partenaire: "lp", source: "france2030" }, "lp")).toBe(false);
    expect(estDeLaPart("financements", { partenaire: "lp", source: null }, "lp")).toBe(true);
    expect(estDeLaPart("budget", { partenaire: "gip" }, "lp")).toBe(false);
  });
});

test("un engagement dont l’équipe a changé le montant est à confirmer, jusqu’à la lettre signée", () => {
  const part = { financements: [ENGAGE], aConfirmer: true };
  expect(etats(part).engagement).toBe("a_confirmer");
  expect(etats({ ...part, lettreSignee: true }).engagement).toBe(F);
  expect(etats({ ...part, financements: [{ montant: "10.00", engage: false }] }).engagement).toBe(A);
  expect(etats({ ...part, financements: [] }).engagement).toBe(S);
});
