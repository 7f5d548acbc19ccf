import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centimes, lireMontant } from "@/lib/domain/argent";
import {
  ajouterRangee,
  anneesGrille,
  ecrireCellules,
  grille,
  type LigneGrille,
  type Rangee,
  rangeesAffichees,
  rangeeVierge,
  remettreLignes,
  requalifierRangee,
  retirerRangee,
  seProposeSansLigne,
} from "@/lib/domain/budget";
import { estEligible, totaliser } from "@/lib/domain/faits";
import { POSTES } from "@/lib/domain/nomenclatures";

const ligne = (l: Partial<LigneGrille>): LigneGrille => ({
  partenaire: "gip",
  poste: "equipement",
  annee: 2024,
  montant: "100.00",
  eligible: null,
  libelle: null,
  ...l,
});
const ouvrir = (lignes: LigneGrille[]) => grille(lignes, anneesGrille(lignes, null, null), ["gip", "lp"]);
const rangee = (lignes: LigneGrille[], i: number) => {
  const r = rangeesAffichees(ouvrir(lignes))[i];
  if (!r) throw new Error(`Pas de rangée ${i}`);
  return r;
};

/** Few values, so that lines often claim the same cell. */
const uneLigne: fc.Arbitrary<LigneGrille> = fc.record({
  partenaire: fc.constantFrom("gip", "lp", null),
  poste: fc.constantFrom(...POSTES.codes, null),
  annee: fc.constantFrom(2024, 2025, null),
  montant: fc.option(fc.bigInt(0n, 10n ** 14n).map((c) => `${c / 100n}.${String(c % 100n).padStart(2, "0")}`)),
  eligible: fc.constantFrom(true, false, null),
  libelle: fc.constantFrom("Tranche 1", null),
});
const desLignes = fc.array(uneLigne, { maxLength: 60 });
/** The screen never makes two waiting lines for one row: they would join as soon as one is filled. */
const sansAttenteDouble = desLignes.filter((lignes) => {
  const attentes = lignes.filter((l) => l.annee === null).map((l) => JSON.stringify({ ...l, montant: null }));
  return new Set(attentes).size === attentes.length;
});

describe("la grille du budget", () => {
  it("range chaque ligne dans une rangée et une seule", () => {
    fc.assert(
      fc.property(desLignes, (lignes) => {
        const rangs = rangeesAffichees(ouvrir(lignes)).flatMap((r) => r.lignes);
        expect(rangs.sort((a, b) => a - b)).toEqual(lignes.map((_, i) => i));
      }),
    );
  });

  it("fichier → grille → fichier est l’identité", () => {
    fc.assert(
      fc.property(desLignes, (lignes) => {
        const annees = anneesGrille(lignes, null, null);
        const ecritures = rangeesAffichees(grille(lignes, annees, ["gip"])).flatMap((r) =>
          r.cellules.map(({ annee, montant }) => ({ cle: r.cle, annee, montant })),
        );
        expect(ecrireCellules(lignes, annees, ecritures)).toEqual(lignes);
      }),
    );
  });

  it("additionne sans rien perdre : éligible + hors assiette + à classer = total", () => {
    fc.assert(
      fc.property(desLignes, (lignes) => {
        const g = ouvrir(lignes);
        const attendu = lignes.reduce((t, l) => t + (l.montant ? (lireMontant(l.montant) ?? 0n) : 0n), 0n);
        expect(g.coutTotal.total).toBe(attendu);
        const aClasser = g.aClasser.reduce((t, r) => t + r.total, 0n);
        expect(g.coutEligible.total + g.totalHorsAssiette.total + aClasser).toBe(attendu);
        expect(g.blocs.reduce((t, b) => t + b.total, 0n)).toBe(g.coutEligible.total);
        expect(g.coutTotal.parAnnee.reduce((t, a) => t + a, 0n)).toBe(attendu);
      }),
    );
  });

  it("écrire une case ne change que cette case", () => {
    fc.assert(
      fc.property(sansAttenteDouble, fc.nat(), fc.nat(), fc.constantFrom("12.34", null), (lignes, i, j, montant) => {
        const annees = [...new Set([...anneesGrille(lignes, null, null).filter((a) => a !== null), 2026])];
        const avant = rangeesAffichees(grille(lignes, annees, []));
        const r = avant[i % Math.max(1, avant.length)];
        if (!r) return;
        const annee = annees[j % annees.length] ?? 2026;
        const suite = ecrireCellules(lignes, annees, [{ cle: r.cle, annee, montant }]);
        const ailleurs = (ls: readonly LigneGrille[]) => {
          const rs = rangeesAffichees(grille(ls, annees, []));
          return rs.flatMap((x) => {
            const montants = x.cellules.filter((c) => x.cle !== r.cle || c.annee !== annee).map((c) => c.montant);
            // Emptied, the row of a post has no line any more.
            const offerte = x.cle === r.cle && seProposeSansLigne(x) && montants.every((m) => m === null);
            return offerte ? [] : [[x.cle, montants]];
          });
        };
        expect(ailleurs(suite)).toEqual(ailleurs(lignes));
        const cellule = rangeesAffichees(grille(suite, annees, []))
          .find((x) => x.cle === r.cle)
          ?.cellules.find((c) => c.annee === annee);
        expect(cellule?.montant ?? null).toBe(montant);
      }),
    );
  });

  it("sépare l’assiette, le hors assiette et ce qui attend un poste", () => {
    const cas: [Partial<LigneGrille>, string][] = [
      [{ poste: "equipement", eligible: null }, "oui"],
      [{ poste: "equipement", eligible: true }, "oui"],
      [{ poste: "equipement", eligible: false }, "non"],
      [{ poste: "bati", eligible: null }, "non"],
      [{ poste: "bati", eligible: true }, "non"],
      [{ poste: "personnel_permanent", eligible: null }, "non"],
      [{ poste: "autre_non_eligible", eligible: null }, "non"],
      [{ poste: null, eligible: null }, "inconnue"],
      [{ poste: null, eligible: false }, "non"],
    ];
    for (const [champs, attendu] of cas)
      expect(rangee([ligne(champs)], 0).assiette, JSON.stringify(champs)).toBe(attendu);
  });

  it("donne les mêmes coûts que le moteur d’éligibilité", () => {
    fc.assert(
      fc.property(desLignes, (lignes) => {
        const budget = lignes.map(({ partenaire: _, montant, ...l }) => ({
          poste: l.poste ?? undefined,
          eligible: l.eligible ?? undefined,
          montant: montant === null ? undefined : lireMontant(montant),
        }));
        const g = ouvrir(lignes);
        expect(g.coutEligible.total).toBe(totaliser(budget, estEligible).min);
        expect(g.coutTotal.total).toBe(totaliser(budget, () => "oui").min);
      }),
    );
  });

  it("donne à deux lignes de même place deux rangées", () => {
    const g = ouvrir([ligne({}), ligne({ montant: "7.00" }), ligne({ annee: 2025 })]);
    expect(rangeesAffichees(g).map((r) => r.lignes)).toEqual([[0, 2], [1]]);
    expect(g.coutTotal.total).toBe(centimes(20_700n));
  });

  it("n’ouvre la colonne sans année que pour un montant", () => {
    expect(anneesGrille([ligne({ annee: null, montant: null })], "2024-09-01", 12)).toEqual([2024, 2025]);
    expect(anneesGrille([ligne({ annee: null })], null, null)).toEqual([null]);
    expect(anneesGrille([ligne({ annee: 2030 })], "2024-09-01", 12)).toEqual([2024, 2025, 2030]);
  });

  it("la ligne en attente reçoit le premier montant, et une rangée à son nom, vidée, reste en attente", () => {
    const identite = { partenaire: "lp", poste: "promotion" as const, libelle: "Salon", eligible: null };
    const ajoutee = ajouterRangee([ligne({})], identite);
    const cle = rangee(ajoutee, 1).cle;
    const remplie = ecrireCellules(ajoutee, [2024, 2025], [{ cle, annee: 2025, montant: "5.00" }]);
    expect(remplie).toEqual([ligne({}), ligne({ ...identite, annee: 2025, montant: "5.00" })]);
    expect(ecrireCellules(remplie, [2024, 2025], [{ cle, annee: 2025, montant: null }])).toEqual(ajoutee);
  });

  it.each<[string, Partial<LigneGrille>, boolean]>([
    ["le poste d’un partenaire : rien", {}, false],
    ["un libellé", { libelle: "Tranche 1" }, true],
    ["une marque", { eligible: false }, true],
    ["sans poste", { poste: null }, true],
    ["sans partenaire", { partenaire: null }, true],
  ])("vider le dernier montant d’une rangée, %s : reste-t-il une ligne ?", (_, identite, reste) => {
    const lignes = [ligne({ partenaire: "lp", poste: "bati" }), ligne(identite), ligne({ ...identite, annee: 2025 })];
    const { cle } = rangeesAffichees(ouvrir(lignes)).find((r) => r.lignes.includes(1)) as Rangee;
    const ecritures = [2024, 2025].map((annee) => ({ cle, annee, montant: null }));
    const attente = ligne({ ...identite, annee: null, montant: null });
    expect(ecrireCellules(lignes, [2024, 2025], ecritures)).toEqual([lignes[0], ...(reste ? [attente] : [])]);
    // Emptied one cell after the other, and beside a line that waits: the same.
    const uneParUne = ecritures.reduce((l, e) => ecrireCellules(l, [2024, 2025], [e]), [...lignes, attente]);
    expect(uneParUne).toEqual([lignes[0], ...(reste ? [attente] : [])]);
  });

  it("une rangée que seul l’écran avait naît de son premier montant, après les lignes de son partenaire", () => {
    const lignes = [ligne({}), ligne({ partenaire: "lp" })];
    const identite = { partenaire: "gip", poste: "missions" as const, libelle: null, eligible: null };
    const cle = rangeeVierge(identite, [2024, 2025]).cle;
    const ecrites = ecrireCellules(
      lignes,
      [2024, 2025],
      [
        { cle, annee: 2024, montant: "5.00" },
        { cle, annee: 2025, montant: null },
      ],
    );
    expect(ecrites).toEqual([lignes[0], { ...identite, annee: 2024, montant: "5.00" }, lignes[1]]);
    expect(ecrireCellules(lignes, [2024], [{ cle, annee: 2024, montant: null }])).toEqual(lignes);
    expect(ecrireCellules([], [2024], [{ cle, annee: 2024, montant: "1.00" }])).toEqual([
      { ...identite, annee: 2024, montant: "1.00" },
    ]);
  });

  it("retire ou requalifie toutes les lignes d’une rangée, à leur place", () => {
    const lignes = [ligne({}), ligne({ poste: "bati" }), ligne({ annee: 2025 })];
    const sans = retirerRangee(lignes, rangee(lignes, 0));
    expect(sans).toEqual([ligne({ poste: "bati" })]);
    const retirees = rangee(lignes, 0).lignes.map((rang) => ({ rang, ligne: lignes[rang] as LigneGrille }));
    expect(remettreLignes(sans, retirees)).toEqual(lignes);
    expect(requalifierRangee(lignes, rangee(lignes, 0), { eligible: false }).map((l) => l.eligible)).toEqual([
      false,
      null,
      false,
    ]);
  });

  it("reste rapide à 2 400 lignes", () => {
    const lignes = Array.from({ length: 2400 }, (_, i) =>
      ligne({
        partenaire: `p${i % 60}`,
        poste: POSTES.codes[Math.floor(i / 60) % 10] ?? null,
        annee: 2024 + Math.floor(i / 600),
      }),
    );
    const depart = performance.now();
    const g = ouvrir(lignes);
    expect(rangeesAffichees(g)).toHaveLength(600);
    // Generous: a slow machine must pass, a quadratic slip must not.
    expect(performance.now() - depart).toBeLessThan(250);
  });
});
