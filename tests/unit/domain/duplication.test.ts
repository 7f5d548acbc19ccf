import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHOIX_PAR_DEFAUT,
  type ChoixCopie,
  CODES_PARTIE,
  CODES_VALEURS,
  contenuParPartie,
  dupliquer,
  laisses,
  type Partie,
  sansObjet,
  titreDeCopie,
} from "@/lib/domain/duplication";
import { regime } from "@/lib/domain/regimes";
import { canonique, lireFichier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { dossierDense } from "@/tests/fixtures/dossier-dense";
import { exemple } from "@/tests/outils/dossiers";

const codes = (code: Parameters<typeof regime>[0]) => new Set<string>(regime(code).regles.map((r) => r.code));
const ATCF = { titre: "Copie", regime: "ATCF" as const, regles: codes("ATCF") };
const copier = (
  choix: Partial<ChoixCopie>,
  source = dossierDense(),
  cible: typeof ATCF | { titre: string; regime: "CMA-DIAG"; regles: Set<string> } = ATCF,
): DossierFichier => canonique(dupliquer(source, { ...CHOIX_PAR_DEFAUT, ...choix }, cible));
const TOUT: ChoixCopie = { parties: CODES_PARTIE, valeurs: CODES_VALEURS, decalage: 0 };

/** Every key of a value, wherever it is. */
const cles = (v: unknown): string[] =>
  typeof v === "object" && v !== null ? Object.entries(v).flatMap(([c, x]) => [c, ...cles(x)]) : [];

/** Fields of the file that only this part brings. */
const PROPRES: Record<Partie, (d: DossierFichier) => unknown> = {
  identite: (d) => d.regionAcademique ?? d.filieres ?? d.volets ?? d.dureeMois,
  textes: (d) => d.reponses?.besoins ?? d.reponses?.diagnostic ?? d.reponses?.egalite,
  alignement: (d) => d.alignement,
  partenaires: (d) => d.partenaires,
  campus: (d) => d.campus,
  budget: (d) => d.budget,
  financement: (d) => d.financements ?? d.repartition ?? d.reponses?.complementarite,
  transformations: (d) => d.transformations,
  plateaux: (d) => d.plateauxTechniques,
  publics: (d) => d.publics,
  indicateurs: (d) => d.indicateurs,
  justifications: (d) => d.justifications,
};

describe("partir d’un dossier existant", () => {
  it("tout choisi : rien ne change, sauf ce qui ne suit jamais", () => {
    const { lettreIntention: _, pieces: __, acronyme: ____, ...reste } = canonique(dossierDense());
    const copie = copier(TOUT);
    const sansNumero = (d: DossierFichier) => ({
      ...d,
      transformations: d.transformations?.map(({ numeroDemande: ___, ...t }) => t),
    });
    expect(copie).toEqual(
      sansNumero({ ...reste, titre: "Copie", justifications: copie.justifications } as DossierFichier),
    );
  });

  it("par défaut : ni montant, ni lettre, ni date, ni justification", () => {
    const presentes = new Set(cles(copier({})));
    for (const cle of [
      "montant",
      "subvention",
      "lettreEngagement",
      "engage",
      "annee",
      "rentree",
      "debut",
      "dateDepot",
      "date",
      "signeeLe",
      "justifications",
      "pieces",
      "lettreIntention",
      "numeroDemande",
    ])
      expect(presentes, cle).not.toContain(cle);
    expect(copier({}).partenaires).toHaveLength(3);
  });

  it.each(CODES_PARTIE)("« %s » décochée : rien n’en reste ; seule cochée : rien d’autre ne vient", (partie) => {
    expect(PROPRES[partie](copier({ ...TOUT, parties: CODES_PARTIE.filter((p) => p !== partie) }))).toBeUndefined();
    const seule = copier({ ...TOUT, parties: [partie] });
    for (const autre of CODES_PARTIE) if (autre !== partie) expect(PROPRES[autre](seule), autre).toBeUndefined();
  });

  it.each([
    ["montants", ["montant", "subvention"]],
    ["dates", ["annee", "rentree", "debut", "dateDepot", "date"]],
    ["lettres", ["lettreEngagement", "engage"]],
  ] as const)("« %s » cochées viennent, décochées non", (valeur, noms) => {
    const sans = cles(copier({ ...TOUT, valeurs: CODES_VALEURS.filter((v) => v !== valeur) }));
    const avec = cles(copier({ ...TOUT, valeurs: [valeur] }));
    for (const nom of noms) {
      // A letter keeps its own amount.
      if (nom !== "montant" || valeur !== "montants") expect(sans, nom).not.toContain(nom);
      expect(avec, nom).toContain(nom);
    }
  });

  it("les années décalées le sont partout, les faits ne bougent pas", () => {
    const source = exemple("fpi-aura");
    const copie = copier({ ...TOUT, decalage: 2 }, source);
    expect(copie.debut).toBe(`${Number(source.debut?.slice(0, 4)) + 2}${source.debut?.slice(4)}`);
    expect(copie.budget?.map((l) => l.annee)).toEqual(source.budget?.map((l) => (l.annee ?? 0) + 2));
    expect(copie.transformations?.[0]?.rentree).toBe((source.transformations?.[0]?.rentree ?? 0) + 2);
    expect(Object.keys(copie.indicateurs?.[0]?.cibles ?? {})).toEqual(
      Object.keys(source.indicateurs?.[0]?.cibles ?? {}).map((a) => String(Number(a) + 2)),
    );
    expect(copie.reponses?.diagnostic?.date).toBe(source.reponses?.diagnostic?.date);
    expect(copie.partenaires?.[0]?.lettreEngagement).toEqual(canonique(source).partenaires?.[0]?.lettreEngagement);
  });

  it("sans montants ni années, les lignes d’un même poste n’en font qu’une", () => {
    const l = { partenaire: "a", poste: "equipement" as const };
    const source = {
      ...dossierDense(),
      budget: [
        { ...l, annee: 2024, montant: "1" },
        { ...l, annee: 2025, montant: "2" },
      ],
    };
    expect(copier({}, source).budget).toEqual([l]);
    expect(copier({ valeurs: ["montants"] }, source).budget).toHaveLength(2);
  });

  it("sans les partenaires, aucune ligne n’en nomme un", () => {
    const copie = copier({ ...TOUT, parties: CODES_PARTIE.filter((p) => p !== "partenaires") });
    expect(cles(copie)).not.toContain("partenaire");
    expect(cles(copie)).not.toContain("hote");
    expect(lireFichier(copie).ok).toBe(true);
  });

  it("un autre régime perd les justifications de règles qu’il n’a pas, et le dit", () => {
    const source = { ...exemple("fpi-aura"), justifications: { COFI_ENGAGE: "a", COH_ETAB: "b" } };
    const diag = { titre: "Copie", regime: "CMA-DIAG" as const, regles: codes("CMA-DIAG") };
    expect(copier(TOUT, source, diag).justifications).toEqual({ COFI_ENGAGE: "a" });
    expect(laisses(source, TOUT, diag.regles).join("\n")).toContain("COH_ETAB");
    expect(sansObjet(diag.regles)).toEqual(expect.arrayContaining(["transformations", "indicateurs"]));
    expect(sansObjet(ATCF.regles)).toEqual([]);
  });

  it("dit ce qui est laissé : par défaut montants, lettres, dates, pièces, lettre d’intention", () => {
    const texte = laisses(dossierDense(), CHOIX_PAR_DEFAUT, ATCF.regles).join("\n");
    for (const mot of [
      "Montants (",
      "Lettres d’engagement (",
      "Dates et années (",
      "Pièces jointes (",
      "Lettre d’intention",
      "Justifications (",
      "historique",
    ])
      expect(texte).toContain(mot);
    expect(laisses(exemple("brouillon-minimal"), CHOIX_PAR_DEFAUT, ATCF.regles)).toHaveLength(1);
  });

  it("le titre proposé tient dans la limite", () => {
    expect(titreDeCopie("FPI")).toBe("Copie de FPI");
    expect(titreDeCopie("x".repeat(300))).toHaveLength(300);
  });

  it("compte ce que chaque partie contient", () => {
    expect(contenuParPartie(exemple("brouillon-minimal")).partenaires).toBe(0);
    expect(contenuParPartie(dossierDense())).toMatchObject({ partenaires: 3 });
  });

  it("propriété : quel que soit le choix, rien de ce qui est décoché ne survit, et la copie est un fichier valable", () => {
    const choix = fc.record({
      parties: fc.subarray([...CODES_PARTIE]),
      valeurs: fc.subarray([...CODES_VALEURS]),
      decalage: fc.integer({ min: -10, max: 10 }),
    });
    fc.assert(
      fc.property(choix, (c) => {
        const copie = copier(c);
        expect(lireFichier(copie)).toMatchObject({ ok: true });
        for (const partie of CODES_PARTIE)
          if (!c.parties.includes(partie)) expect(PROPRES[partie](copie)).toBeUndefined();
        const sansLettres = { ...copie, partenaires: copie.partenaires?.map(({ lettreEngagement: _, ...p }) => p) };
        const presentes = new Set(cles(sansLettres));
        if (!c.valeurs.includes("montants"))
          for (const cle of ["montant", "subvention"]) expect(presentes).not.toContain(cle);
        if (!c.valeurs.includes("dates"))
          for (const cle of ["annee", "rentree", "debut", "dateDepot", "date", "2024", "2025"])
            expect(presentes).not.toContain(cle);
        if (!c.valeurs.includes("lettres"))
          for (const cle of ["lettreEngagement", "engage"]) expect(cles(copie)).not.toContain(cle);
        for (const jamais of ["acronyme", "pieces", "lettreIntention", "numeroDemande"])
          expect(cles(copie)).not.toContain(jamais);
      }),
    );
  });
});
