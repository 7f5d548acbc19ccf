import { describe, expect, test } from "vitest";
import { corriger, fautesDuFichier, fautesTypographie, fichiersSous } from "@/tests/outils/typographie";

/** Directories held to it; another one joins when its texts are mended. */
const TENUS = [
  "lettres",
  "participation",
  "scenarios",
  "regime",
  "consortium",
  "financement",
  "carte-formations/constat",
  "carte-formations/region",
  "carte-formations/liens",
  "carte-formations/demandes",
  "carte-formations/imports",
  "carte-formations/quadrant",
  "carte-formations/colorations",
].map((d) => `components/${d}`);

test("aucune espace ordinaire avant « : ; ! ? » ni dans les guillemets", () => {
  const fichiers = fichiersSous(TENUS);
  expect(fichiers.length).toBeGreaterThan(50);
  const fautes = fichiers.flatMap((f) => fautesDuFichier(f).map((x) => `${f}:${x.ligne} ${x.extrait}`));
  expect(fautes).toEqual([]);
});

describe("une faute plantée se voit, et se corrige", () => {
  test.each<[string, string, string]>([
    ["un texte", "const a = <p>Montant : {m}</p>;", "const a = <p>Montant\u00a0: {m}</p>;"],
    ["après une expression", "const a = <p>{n} ; fin</p>;", "const a = <p>{n}\u202f; fin</p>;"],
    ["à la ligne", "const a = <p>Est-ce fini\n  ? Oui</p>;", "const a = <p>Est-ce fini\u202f? Oui</p>;"],
    ["des guillemets", "const a = <p>« {nom} ».</p>;", "const a = <p>«\u00a0{nom}\u00a0».</p>;"],
    [
      "une espace à part",
      'const a = <p>\n  « {nom}{" "}\n  ». Fin\n</p>;',
      'const a = <p>\n  «\u00a0{nom}{"\\u00a0"}\n  ». Fin\n</p>;',
    ],
    ["une chaîne", 'const a = "Attention !";', 'const a = "Attention\u202f!";'],
    [
      "un modèle",
      "const a = `\u0024{x} : \u0024{y} ? « \u0024{z} »`;",
      "const a = `\u0024{x}\u00a0: \u0024{y}\u202f? «\u00a0\u0024{z}\u00a0»`;",
    ],
    ["un attribut lu", '<img alt="Vide : rien" />', '<img alt="Vide\u00a0: rien" />'],
  ])("%s", (_, faux, juste) => {
    expect(fautesTypographie("plante.tsx", faux)).not.toEqual([]);
    expect(corriger("plante.tsx", faux)).toBe(juste);
    expect(fautesTypographie("plante.tsx", juste)).toEqual([]);
  });

  test.each([
    "const a = b ? c : d; // pourquoi ?",
    'import x from "./a ? b";',
    "const a = <p>\n  {n}\n  : suite</p>;",
    'const a = <p className="x : y" />;',
    'const a = "margin: 0 !important";',
    "const a = typographie(`« \u0024{nom} » : \u0024{n}`);",
  ])("ce qui n’en est pas une : %s", (texte) => {
    expect(fautesTypographie("permis.tsx", texte)).toEqual([]);
  });
});
