import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  avisLibelle,
  COLORATIONS_NATIONALES,
  type Comparable,
  proposerFusions,
  proximite,
  racine,
  SEUIL_PROXIMITE,
} from "@/lib/domain/carte/colorations";

describe("deux libellés se ressemblent-ils ?", () => {
  test.each([
    ["Passeport nucléaire", "PASSEPORT NUCLEAIRE"],
    ["Passeport nucléaire", "Passport nucléaire"],
    ["Passeport nucléaire", "Coloration « passeport nucléaire »"],
    ["École des réseaux", "Ecole des réseaux électriques"],
    ["Réseaux électriques", "Réseau électrique"],
    ["Hydrogène", "Bac pro coloré hydrogène"],
    ["Hydrogène", "Hydrogene et mobilités"],
    ["Rénovation énergétique", "Renovation energetique du bâtiment"],
    ["Industrie du futur", "Industries du futur"],
    ["Énergies renouvelables", "Energie renouvelable"],
  ])("oui : %s / %s", (a, b) => {
    expect(proximite(a, b)).toBeGreaterThanOrEqual(SEUIL_PROXIMITE);
  });

  test.each([
    ["Hydrogène", "Nucléaire"],
    ["Génie climatique", "Génie civil"],
    ["Bois", "Boissons"],
    ["Maintenance éolienne", "Maintenance ferroviaire"],
    ["Aéronautique", "Nautique"],
    ["Passeport nucléaire", "École des réseaux"],
    ["Métiers du vélo", "Métiers de la mer"],
    ["Coloration", "Hydrogène"],
    ["", "Hydrogène"],
  ])("non : %s / %s", (a, b) => {
    expect(proximite(a, b)).toBeLessThan(SEUIL_PROXIMITE);
  });

  it("dans les deux sens pareil, de 0 à 1, et 1 avec soi-même", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const p = proximite(a, b);
        expect(p).toBe(proximite(b, a));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(proximite(a, a)).toBe(1);
      }),
    );
  });
});

describe("ce qui est proposé", () => {
  const locale = (cle: string, ...noms: string[]): Comparable => ({ cle, noms, nationale: false });
  const nationales = COLORATIONS_NATIONALES.map((n) => ({
    cle: n.id,
    noms: [n.libelle, ...n.autresNoms],
    nationale: true,
  }));

  it("la nationale est celle qui reste, reconnue sous chacun de ses noms", () => {
    const [proposee, ...reste] = proposerFusions([...nationales, locale("l", "réseau électrique")], []);
    expect(reste).toEqual([]);
    expect(proposee).toMatchObject({ premiere: "l", seconde: COLORATIONS_NATIONALES[1].id });
  });

  it("une paire écartée ne revient pas, dans aucun ordre ; les autres restent", () => {
    const trois = [locale("a", "Hydrogène"), locale("b", "HYDROGENE"), locale("c", "hydrogène")];
    expect(proposerFusions(trois, [])).toHaveLength(3);
    expect(proposerFusions(trois, [["b", "a"]])).toHaveLength(2);
  });

  it("ce qui est proposé est ce que la ressemblance deux à deux donne (propriété)", () => {
    const mot = fc.constantFrom("Hydrogène", "hydrogene", "vert", "Réseaux", "électriques", "bois", "boisé");
    const libelle = fc.array(mot, { minLength: 1, maxLength: 4 }).map((m) => m.join(" "));
    fc.assert(
      fc.property(fc.array(libelle, { maxLength: 8 }), (libelles) => {
        const lues = libelles.map((l, i) => locale(String(i), l));
        const attendues = lues.flatMap((a, i) =>
          lues.slice(i + 1).flatMap((b) => {
            const p = proximite(a.noms[0] ?? "", b.noms[0] ?? "");
            return p >= SEUIL_PROXIMITE ? [`${a.cle}/${b.cle}`] : [];
          }),
        );
        const proposees = proposerFusions(lues, []).map((p) => `${p.premiere}/${p.seconde}`);
        expect(proposees.sort()).toEqual(attendues.sort());
      }),
    );
  });

  it("les plus proches d’abord", () => {
    const lues = [locale("a", "Hydrogène"), locale("b", "Hydrogène et mobilités"), locale("c", "hydrogène")];
    expect(proposerFusions(lues, []).map((p) => `${p.premiere}${p.seconde}`)).toEqual(["ac", "ab", "bc"]);
  });
});

describe("fusions de fusions", () => {
  const vers = new Map<string, string | null>([
    ["a", "b"],
    ["b", "c"],
    ["c", null],
    ["x", "y"],
    ["y", "x"],
  ]);
  it("mènent à la dernière", () => expect(racine("a", vers)).toBe("c"));
  it("un cercle ne tourne pas sans fin", () => expect(["x", "y"]).toContain(racine("x", vers)));
  it("inconnue : elle-même", () => expect(racine("z", vers)).toBe("z"));
});

describe("un libellé écrit dans un dossier : dit, jamais refusé", () => {
  const liste = [
    { libelle: "Passeport nucléaire", autres: [] },
    { libelle: "École des réseaux", autres: ["Réseaux électriques"] },
    { libelle: "Hydrogène", autres: ["H2 et mobilités"] },
  ];
  it.each<[string, RegExp | null]>([
    ["", null],
    ["  ", null],
    ["Hydrogène", null],
    [" École  des réseaux ", null],
    ["hydrogene", /l’écrit «.Hydrogène.»/],
    ["réseaux electriques", /se lit «.École des réseaux.»/],
    ["H2 et Mobilités", /se lit «.Hydrogène.»/],
    ["Passeports nucléaires", /l’écrit|Est-ce «.Passeport nucléaire.»/],
    ["Éolien en mer", /n’est pas dans la liste.*Vous pouvez le garder/],
  ])("« %s »", (texte, attendu) => {
    const avis = avisLibelle(texte, liste);
    if (attendu === null) expect(avis).toBeNull();
    else expect(avis).toMatch(attendu);
  });
});
