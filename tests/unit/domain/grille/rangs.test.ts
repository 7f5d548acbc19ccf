import { describe, expect, it } from "vitest";
import { cleRangee, grille, type LigneGrille } from "@/lib/domain/budget";
import { AFFICHAGE_ENTIER, type Affichage, rangeeDeLigne, rangeesDe, rangsDe } from "@/lib/domain/grille/rangs";
import { POSTES } from "@/lib/domain/nomenclatures";

const ligne = (partenaire: string | null, poste: LigneGrille["poste"], montant = "100.00"): LigneGrille => ({
  ...{ partenaire, poste, montant, annee: 2024, eligible: null, libelle: null },
});
const LIGNES = [
  ligne("gip", "equipement"),
  ligne("lp", "bati", "40.00"),
  ligne("gip", null, "7.00"),
  ligne(null, "missions", "9.00"),
];
const G = grille(LIGNES, [2024, 2025], ["gip", "lp", "region"]);
const voir = (a: Partial<Affichage>, g = G) =>
  rangsDe(g, { ...AFFICHAGE_ENTIER, partenaires: ["gip", "lp", "region"], ...a });
const resume = (a: Partial<Affichage>, g = G) =>
  voir(a, g).map((r) =>
    r.type === "rangee"
      ? `  ${r.rangee.partenaire} ${r.rangee.poste}`
      : r.type === "titre"
        ? r.titre
        : `${r.partenaire}${r.replie ? " (replié)" : ""} ${r.totaux.total}`,
  );

describe("les rangs de la grille", () => {
  it("blocs des partenaires, lignes à classer, hors assiette à part ; un partenaire sans ligne est replié", () => {
    expect(resume({})).toEqual([
      "gip 10000",
      "  gip equipement",
      "region (replié) 0",
      "null 900",
      "  null missions",
      "a_classer",
      "  gip null",
      "hors_assiette",
      "  lp bati",
    ]);
  });

  it("déplié, un partenaire sans ligne propose tous les postes, les non éligibles hors assiette", () => {
    const r = rangeesDe(voir({ deplies: new Set(["region"]) })).filter((x) => x.partenaire === "region");
    expect(r.map((x) => x.poste).sort()).toEqual([...POSTES.codes].sort());
    expect(r.every((x) => x.lignes.length === 0)).toBe(true);
    expect(r.filter((x) => x.assiette === "non").map((x) => x.poste)).toEqual([
      ...["bati", "personnel_permanent", "autre_non_eligible"],
    ]);
    expect(voir({ deplies: new Set(["region"]) }).filter((x) => x.type === "titre")).toHaveLength(2);
  });

  it("un partenaire en cours de saisie garde tous ses postes après son premier montant, seul ou parmi d’autres", () => {
    const postes = (r: ReturnType<typeof voir>, p: string) =>
      new Set(rangeesDe(r).flatMap((x) => (x.partenaire === p && x.poste !== null ? [x.poste] : [])));
    expect(postes(voir({ deplies: new Set(["gip"]) }), "gip").size).toBe(POSTES.codes.length);
    expect(postes(voir({ deplies: new Set(["gip"]) }), "lp").size).toBe(1);
    const seul = grille([ligne("lp", "equipement")], [2024, 2025], ["lp"]);
    const r = rangsDe(seul, { ...AFFICHAGE_ENTIER, partenaires: ["lp"] });
    expect(postes(r, "lp").size).toBe(POSTES.codes.length);
    expect(postes(rangsDe(seul, { ...AFFICHAGE_ENTIER, partenaires: ["lp"], lectureSeule: true }), "lp").size).toBe(1);
  });

  it("une rangée vidée reste à l’écran, à côté de celles du même poste, et jamais en double", () => {
    const cle = cleRangee({ partenaire: "gip", poste: "equipement", libelle: null, eligible: null });
    const videes = new Set([cle]);
    const cles = (a: Partial<Affichage>, g = G) => rangeesDe(voir(a, g)).map((r) => r.cle);
    expect(cles({ videes })).toEqual(cles({}));
    const nommee = grille([{ ...ligne("gip", "equipement"), libelle: "Four" }], [2024, 2025], ["gip", "lp", "region"]);
    expect(cles({ videes }, nommee).filter((c) => c === cle)).toHaveLength(1);
    expect(cles({ videes, lectureSeule: true }, nommee)).not.toContain(cle);
    const vide = grille([], [2024, 2025], ["gip", "lp", "region"]);
    expect(cles({ videes, deplies: new Set(["gip"]) }, vide).filter((c) => c === cle)).toHaveLength(1);
    expect(cles({ videes }, vide)).toContain(cle);
    expect(cles({ videes, replies: new Set(["gip"]) }, vide)).not.toContain(cle);
  });

  it("tous les postes : ceux qui manquent seulement, à leur place ; jamais en lecture", () => {
    const r = rangeesDe(voir({ tousLesPostes: true }));
    expect(r.filter((x) => x.partenaire === "gip" && x.poste !== null)).toHaveLength(POSTES.codes.length);
    expect(r.filter((x) => x.partenaire === "gip" && x.poste === "equipement")).toHaveLength(1);
    expect(new Set(r.map((x) => x.cle)).size).toBe(r.length);
    expect(rangeesDe(voir({ tousLesPostes: true, lectureSeule: true }))).toHaveLength(LIGNES.length);
    expect(resume({ lectureSeule: true })).not.toContain("region (replié) 0");
  });

  it.each<[string, Partial<Affichage>, string[]]>([
    ["un partenaire", { partenaire: "gip" }, ["gip 10000", "  gip equipement", "a_classer", "  gip null"]],
    ["personne", { partenaire: null }, ["null 900", "  null missions"]],
    ["un poste", { poste: "bati" }, ["hors_assiette", "  lp bati"]],
    ["un poste que personne n’a", { poste: "promotion" }, []],
    [
      "un bloc replié",
      { partenaire: "gip", replies: new Set(["gip"]) },
      ["gip (replié) 10000", "a_classer", "  gip null"],
    ],
  ])("filtre : %s", (_, affichage, attendu) => expect(resume(affichage)).toEqual(attendu));

  it("un filtre sur un partenaire sans ligne l’ouvre ; seul partenaire, il est ouvert", () => {
    expect(rangeesDe(voir({ partenaire: "region" }))).toHaveLength(POSTES.codes.length);
    const seul = rangsDe(grille([], [2024], ["gip"]), { ...AFFICHAGE_ENTIER, partenaires: ["gip"] });
    expect(rangeesDe(seul)).toHaveLength(POSTES.codes.length);
  });

  it("retrouve la rangée d’une ligne, où qu’elle soit", () => {
    expect(LIGNES.map((_, i) => rangeeDeLigne(G, i)?.poste)).toEqual(["equipement", "bati", null, "missions"]);
    expect(rangeeDeLigne(G, 99)).toBeNull();
  });

  it("coûte en proportion des lignes, jusqu’à 60 partenaires et 6 000 lignes", () => {
    const ids = Array.from({ length: 60 }, (_, i) => `p${i}`);
    const mesurer = (nombre: number): number => {
      const durees = Array.from({ length: 4 }, () => {
        const lignes = Array.from({ length: nombre }, (_, i) => ({
          ...ligne(`p${i % 60}`, (POSTES.codes[i % 11] ?? null) as LigneGrille["poste"]),
          ...{ annee: 2024 + (i % 5), libelle: `Ligne ${i}` },
        }));
        // Of this process alone: others share the machine.
        const depart = process.cpuUsage();
        const g = grille(lignes, [2024, 2025, 2026, 2027, 2028], ids);
        rangsDe(g, { ...AFFICHAGE_ENTIER, partenaires: ids, tousLesPostes: true });
        const { user, system } = process.cpuUsage(depart);
        return (user + system) / 1_000;
      });
      return Math.min(...durees);
    };
    mesurer(1_500);
    // Four times the lines: sixteen times the cost would be a quadratic slip.
    expect(mesurer(6_000)).toBeLessThan(10 * mesurer(1_500) + 60);
  });
});
