import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Fragment, fragments } from "@/lib/server/comparaison/fragments";
import { mettreEnRegard } from "@/lib/server/comparaison/mettre-en-regard";

const gauche = (f: readonly Fragment[] | null) =>
  (f ?? [])
    .filter((x) => x.genre !== "ajoute")
    .map((x) => x.texte)
    .join("");
const droite = (f: readonly Fragment[] | null) =>
  (f ?? [])
    .filter((x) => x.genre !== "supprime")
    .map((x) => x.texte)
    .join("");

describe("deux textes mot à mot", () => {
  test.each<[string, string, Fragment[]]>([
    ["pareil", "pareil", [{ genre: "egal", texte: "pareil" }]],
    ["", "Bonjour", [{ genre: "ajoute", texte: "Bonjour" }]],
    ["Bonjour", "", [{ genre: "supprime", texte: "Bonjour" }]],
    [
      "un lycée pilote",
      "un lycée professionnel pilote",
      [
        { genre: "egal", texte: "un lycée " },
        { genre: "ajoute", texte: "professionnel " },
        { genre: "egal", texte: "pilote" },
      ],
    ],
    [
      "la première version",
      "une autre version",
      [
        { genre: "supprime", texte: "la première" },
        { genre: "ajoute", texte: "une autre" },
        { genre: "egal", texte: " version" },
      ],
    ],
    [
      "l’aujourd’hui du projet",
      "l’aujourd’hui, du projet",
      [
        { genre: "egal", texte: "l’aujourd’hui" },
        { genre: "ajoute", texte: "," },
        { genre: "egal", texte: " du projet" },
      ],
    ],
  ])("%j puis %j", (avant, apres, attendu) => {
    expect(fragments(avant, apres)).toEqual(attendu);
  });

  test("rien ne se perd : chaque côté se relit mot pour mot", () => {
    const texte = fc
      .array(fc.constantFrom("le", "lycée", " ", "  ", "\n", ",", "GIP", "l’État", "12", "é̀", "🙂"), { maxLength: 60 })
      .map((m) => m.join(""));
    fc.assert(
      fc.property(texte, texte, (a, b) => {
        const lus = fragments(a, b);
        expect(gauche(lus)).toBe(a);
        expect(droite(lus)).toBe(b);
      }),
    );
  });

  const ecrire = (graine: number) => {
    let mots = "";
    for (let i = 0; mots.length < 20_000; i++) mots += `${((i * 7919 + graine) % 99991).toString(36)} `;
    return mots.slice(0, 20_000);
  };

  test("deux textes de 20 000 caractères sans rien de commun se comparent sans attendre", () => {
    const [a, b] = [ecrire(1), ecrire(50_000)];
    const debut = performance.now();
    const lus = fragments(a, b);
    const duree = performance.now() - debut;
    expect(gauche(lus)).toBe(a);
    expect(droite(lus)).toBe(b);
    expect(duree).toBeLessThan(2_000);
  });

  test("vingt paires de ces textes : la page a un temps pour tous, et montre les derniers sans marques", async () => {
    const textes = Array.from({ length: 20 }, (_, i) => ({
      adresse: `strategie/${i}`,
      avant: `${ecrire(i)}\n`.repeat(5),
      apres: `${ecrire(50_000 + i)}\n`.repeat(5),
    }));
    const debut = performance.now();
    const lus = await mettreEnRegard({ sections: [{ section: "strategie", textes }] } as never, 300);
    expect(performance.now() - debut).toBeLessThan(3_000);
    expect(lus.size).toBe(20);
    expect(lus.get("strategie/19")).toEqual({ fragments: null, miseEnForme: false });
  });

  test.each([
    ["strategie", "## Le lycée\n\n**pilote**", "Le lycée\n\npilote", true],
    ["strategie", "Le lycée **pilote**", "Le lycée *pilote*", true],
    ["strategie", "Le lycée **pilote**", "Le lycée pilote et associé", false],
    // Elsewhere a star is a star.
    ["verification", "**pilote**", "pilote", false],
  ])("dans %s, %j puis %j : seule la mise en forme change ? %s", async (section, avant, apres, attendu) => {
    const textes = [{ adresse: "a", avant, apres }];
    const lu = (await mettreEnRegard({ sections: [{ section, textes }] } as never)).get("a");
    expect(lu?.miseEnForme).toBe(attendu);
    // The marks are all there is to show: each side is then read with them.
    if (attendu) {
      expect(gauche(lu?.fragments ?? null)).toBe(avant);
      expect(droite(lu?.fragments ?? null)).toBe(apres);
      expect(lu?.fragments?.some((f) => f.genre !== "egal")).toBe(true);
    }
  });

  test("sans temps accordé, aucun texte n’est comparé", async () => {
    const section = { section: "strategie", textes: [{ adresse: "a", avant: "un", apres: "deux" }] };
    expect((await mettreEnRegard({ sections: [section] } as never, 0)).get("a")).toEqual({
      fragments: null,
      miseEnForme: false,
    });
  });
});
