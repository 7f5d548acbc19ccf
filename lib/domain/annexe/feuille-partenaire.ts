/** The sheet of one partner: who it is, what it spends, what it brings, its share of the subsidy. Typed in; its totals compute. */
import { type Centimes, centimes } from "../argent";
import { CATEGORIES, NATURES, NATURES_FINANCEMENT, POSTES, SOURCES } from "../nomenclatures";
import { caseFixe, dansFormule, type Feuille, nomCase, nouvelleFeuille, type Validation } from "./classeur";
import {
  assietteDe,
  type ContenuAnnexe,
  centimesDe,
  type LignePart,
  type LigneSource,
  type PartenaireAnnexe,
  type RangeeAnnexe,
  rangeesDe,
} from "./contenu";
import { FEUILLE_CACHEE, SANS_PARTENAIRE } from "./noms-feuilles";
import {
  COLONNE,
  ENTETES_DEPENSES,
  ENTETES_SOURCES,
  ecrireCle,
  ecrireCles,
  enteteAnnee,
  LISTES,
  MARQUE,
  marquePartenaire,
} from "./reperes";

/** Empty rows waiting at the end of each table. */
export const RANGEES_LIBRES = 12;
export const SOURCES_LIBRES = 6;

/** Where the recapitulation finds the figures of a partner. */
export type AdressesPartenaire = {
  nom: string;
  feuille: string;
  /** Cells of the total of each year, of the whole and of its three parts. */
  annees: string[];
  total: string;
  eligible: string;
  nonEligible: string;
  sources: { noms: string; montants: string; total: string };
  part: string;
};
export type FiguresPartenaire = {
  annees: Centimes[];
  total: Centimes;
  eligible: Centimes;
  nonEligible: Centimes;
  parSource: ReadonlyMap<string | null, Centimes>;
  sources: Centimes;
  part: Centimes;
};

const additionner = (montants: readonly Centimes[]): Centimes => centimes(montants.reduce((t, m) => t + m, 0n));
const liste = (colonne: number, nombre: number): string =>
  `${dansFormule(FEUILLE_CACHEE)}!${caseFixe(colonne, 1)}:${caseFixe(colonne, nombre)}`;
const LISTE_POSTES = liste(LISTES.postes, POSTES.codes.length);
const LISTE_NON_ELIGIBLES = (nombre: number) => liste(LISTES.nonEligibles, nombre);
const LISTE_SOURCES = liste(LISTES.sources, SOURCES.codes.length);
const LISTE_NATURES = liste(LISTES.natures, NATURES_FINANCEMENT.codes.length);

const ouiNon = (v: boolean | null): string | null => (v === null ? null : v ? "oui" : "non");

/** What the identity of a partner is told by: re-read and compared when the file comes back. */
export function identiteDe(p: PartenaireAnnexe | null): readonly (readonly [string, string])[] {
  if (p === null) return [];
  return [
    ["Nature", p.nature === null ? "" : NATURES.libelles[p.nature]],
    ["Catégorie", p.categorie === null ? "" : CATEGORIES.libelles[p.categorie]],
    ["SIRET", p.siret ?? ""],
    ["UAI", p.uai ?? ""],
    ["Chef de file", p.chefDeFile ? "oui" : "non"],
  ];
}
export const nomDe = (p: PartenaireAnnexe | null, rang: number): string =>
  p === null ? SANS_PARTENAIRE : p.nom || `Partenaire ${rang + 1}`;

type Entree = {
  contenu: ContenuAnnexe;
  annees: readonly (number | null)[];
  partenaire: PartenaireAnnexe | null;
  rang: number;
  nomFeuille: string;
  nonEligibles: number;
};
export type SortiePartenaire = { feuille: Feuille; adresses: AdressesPartenaire; figures: FiguresPartenaire };

export function feuillePartenaire({
  contenu,
  annees,
  partenaire,
  rang,
  nomFeuille,
  nonEligibles,
}: Entree): SortiePartenaire {
  const f = nouvelleFeuille(nomFeuille);
  const id = partenaire?.id ?? null;
  const nom = nomDe(partenaire, rang);
  const validations: Validation[] = [];
  f.texte(COLONNE.cle, 1, "cle", marquePartenaire(id));
  f.texte(COLONNE.poste, 1, "titre", nom);
  for (const [i, [etiquette, valeur]] of identiteDe(partenaire).entries()) {
    f.texte(COLONNE.poste, 2 + i, "etiquette", etiquette);
    f.texte(COLONNE.libelle, 2 + i, "texte", valeur);
  }

  // --- What it spends -----------------------------------------------------------------------------------------
  const rangees = rangeesDe(contenu.budget, id);
  const colonneTotal = COLONNE.premiere + annees.length;
  let ligne = 8;
  f.texte(COLONNE.poste, ligne, "intertitre", "Dépenses");
  ligne += 1;
  f.texte(COLONNE.cle, ligne, "cle", MARQUE.depenses);
  const entetes = [...ENTETES_DEPENSES, ...annees.map(enteteAnnee), "Total"];
  for (const [i, texte] of entetes.entries()) f.texte(COLONNE.poste + i, ligne, "entete", texte);
  const defile = { colonne: COLONNE.eligible, ligne: ligne + 1 };
  const debut = ligne + 1;
  const fin = ligne + rangees.length + RANGEES_LIBRES;
  for (let n = debut; n <= fin; n++) ecrireRangee(n, rangees[n - debut]);
  function ecrireRangee(n: number, r: RangeeAnnexe | undefined): void {
    f.texte(COLONNE.cle, n, "cle", r === undefined ? null : ecrireCles(r.parAnnee));
    f.texte(COLONNE.poste, n, "saisieTexte", r?.poste ? POSTES.libelles[r.poste] : null);
    f.texte(COLONNE.libelle, n, "saisieTexte", r?.libelle ?? null);
    f.texte(COLONNE.eligible, n, "saisieTexte", ouiNon(r?.eligible ?? null));
    const assiette = r === undefined ? "inconnue" : assietteDe(r);
    const [poste, mark] = [nomCase(COLONNE.poste, n), nomCase(COLONNE.eligible, n)];
    const horsListe = `ISNUMBER(MATCH(${poste},${LISTE_NON_ELIGIBLES(nonEligibles)},0))`;
    f.texte(
      COLONNE.assiette,
      n,
      "texte",
      assiette === "inconnue" ? "" : assiette,
      `IF(${mark}="non","non",IF(${poste}="","",IF(${horsListe},"non","oui")))`,
    );
    for (const [i, annee] of annees.entries()) {
      const montant = r?.parAnnee.get(annee)?.montant ?? null;
      f.montant(COLONNE.premiere + i, n, "saisieMontant", montant === null ? null : centimesDe(montant));
    }
    const cases = `${nomCase(COLONNE.premiere, n)}:${nomCase(colonneTotal - 1, n)}`;
    f.montant(colonneTotal, n, "montant", r === undefined ? centimes(0n) : totalRangee(r), `ROUND(SUM(${cases}),2)`);
  }
  const plage = (colonne: number) => `${caseFixe(colonne, debut)}:${caseFixe(colonne, fin)}`;
  validations.push(
    { plage: `${nomCase(COLONNE.poste, debut)}:${nomCase(COLONNE.poste, fin)}`, type: "liste", source: LISTE_POSTES },
    {
      plage: `${nomCase(COLONNE.eligible, debut)}:${nomCase(COLONNE.eligible, fin)}`,
      type: "liste",
      source: '"oui,non"',
    },
    { plage: `${nomCase(COLONNE.premiere, debut)}:${nomCase(colonneTotal - 1, fin)}`, type: "montant" },
  );
  ligne = fin + 1;
  f.texte(COLONNE.cle, ligne, "cle", MARQUE.finDepenses);
  const totalAnnee = (i: number, test?: "oui" | "non"): Centimes =>
    additionner(
      rangees
        .filter((r) => test === undefined || assietteDe(r) === test)
        .map((r) => centimesDe(r.parAnnee.get(annees[i] as number | null)?.montant ?? null)),
    );
  const totaux: { libelle: string; test?: "oui" | "non" }[] = [
    { libelle: "Total des dépenses" },
    { libelle: "dont éligibles", test: "oui" },
    { libelle: "dont non éligibles", test: "non" },
  ];
  for (const [k, { libelle, test }] of totaux.entries()) {
    const n = ligne + k;
    f.texte(COLONNE.poste, n, "totalTexte", libelle);
    for (let c = COLONNE.libelle; c < COLONNE.premiere; c++) f.texte(c, n, "totalTexte", null);
    for (let i = 0; i <= annees.length; i++) {
      const colonne = COLONNE.premiere + i;
      const montant = i < annees.length ? totalAnnee(i, test) : additionner(annees.map((_, j) => totalAnnee(j, test)));
      const formule =
        test === undefined ? `SUM(${plage(colonne)})` : `SUMIF(${plage(COLONNE.assiette)},"${test}",${plage(colonne)})`;
      f.montant(colonne, n, "totalMontant", montant, `ROUND(${formule},2)`);
    }
  }
  const ligneTotal = ligne;

  // --- What it brings -----------------------------------------------------------------------------------------
  const sources = contenu.financements.filter((s) => s.partenaire === id);
  ligne = ligneTotal + totaux.length + 1;
  f.texte(COLONNE.source, ligne, "intertitre", partenaire === null ? "Ressources" : "Cofinancement apporté");
  ligne += 1;
  f.texte(COLONNE.cle, ligne, "cle", MARQUE.sources);
  for (const [i, texte] of ENTETES_SOURCES.entries()) f.texte(COLONNE.source + i, ligne, "entete", texte);
  const debutSources = ligne + 1;
  const finSources = ligne + sources.length + SOURCES_LIBRES;
  for (let n = debutSources; n <= finSources; n++) ecrireSource(n, sources[n - debutSources]);
  function ecrireSource(n: number, s: LigneSource | undefined): void {
    f.texte(COLONNE.cle, n, "cle", s === undefined ? null : ecrireCle(s.cle));
    f.texte(COLONNE.source, n, "saisieTexte", s?.source ? SOURCES.libelles[s.source] : null);
    f.texte(COLONNE.base, n, "saisieTexte", s?.baseValorisation ?? null);
    f.texte(COLONNE.engage, n, "saisieTexte", ouiNon(s?.engage ?? null));
    f.texte(COLONNE.nature, n, "saisieTexte", s?.nature ? NATURES_FINANCEMENT.libelles[s.nature] : null);
    f.montant(COLONNE.montant, n, "saisieMontant", s?.montant == null ? null : centimesDe(s.montant));
  }
  const etendue = (colonne: number) => `${nomCase(colonne, debutSources)}:${nomCase(colonne, finSources)}`;
  const fixe = (colonne: number) => `${caseFixe(colonne, debutSources)}:${caseFixe(colonne, finSources)}`;
  validations.push(
    { plage: etendue(COLONNE.source), type: "liste", source: LISTE_SOURCES },
    { plage: etendue(COLONNE.engage), type: "liste", source: '"oui,non"' },
    { plage: etendue(COLONNE.nature), type: "liste", source: LISTE_NATURES },
    { plage: etendue(COLONNE.montant), type: "montant" },
  );
  ligne = finSources + 1;
  f.texte(COLONNE.cle, ligne, "cle", MARQUE.finSources);
  f.texte(COLONNE.source, ligne, "totalTexte", "Total des ressources");
  for (let c = COLONNE.base; c < COLONNE.montant; c++) f.texte(c, ligne, "totalTexte", null);
  const totalSources = additionner(sources.map((s) => centimesDe(s.montant)));
  f.montant(COLONNE.montant, ligne, "totalMontant", totalSources, `ROUND(SUM(${fixe(COLONNE.montant)}),2)`);
  const ligneSources = ligne;

  // --- What it receives ---------------------------------------------------------------------------------------
  const parts = contenu.repartition.filter((r) => r.partenaire === id);
  ligne += 2;
  f.texte(COLONNE.poste, ligne, "intertitre", "Subvention");
  ligne += 1;
  f.texte(COLONNE.cle, ligne, "cle", MARQUE.parts);
  f.texte(COLONNE.poste, ligne, "entete", "Répartition");
  for (let c = COLONNE.libelle; c < COLONNE.montant; c++) f.texte(c, ligne, "entete", null);
  f.texte(COLONNE.montant, ligne, "entete", "Montant");
  const debutParts = ligne + 1;
  const finParts = ligne + Math.max(1, parts.length);
  for (let n = debutParts; n <= finParts; n++) ecrirePart(n, parts[n - debutParts]);
  function ecrirePart(n: number, p: LignePart | undefined): void {
    f.texte(COLONNE.cle, n, "cle", p === undefined ? null : ecrireCle(p.cle));
    f.texte(COLONNE.poste, n, "texte", "Part de la subvention");
    f.montant(COLONNE.montant, n, "saisieMontant", p?.subvention == null ? null : centimesDe(p.subvention));
  }
  validations.push({
    plage: `${nomCase(COLONNE.montant, debutParts)}:${nomCase(COLONNE.montant, finParts)}`,
    type: "montant",
  });
  f.texte(COLONNE.cle, finParts + 1, "cle", MARQUE.finParts);

  const ailleurs = (colonne: number, n: number) => `${dansFormule(nomFeuille)}!${caseFixe(colonne, n)}`;
  const surFeuille = (p: string) => `${dansFormule(nomFeuille)}!${p}`;
  const parSource = new Map<string | null, Centimes>();
  for (const s of sources) parSource.set(s.source, centimes((parSource.get(s.source) ?? 0n) + centimesDe(s.montant)));
  return {
    feuille: {
      nom: nomFeuille,
      cachee: false,
      lignes: f.lignes,
      largeurs: [0, 34, 40, 11, 15, ...annees.map(() => 18), 20],
      defile,
      validations,
    },
    adresses: {
      nom,
      feuille: nomFeuille,
      annees: annees.map((_, i) => ailleurs(COLONNE.premiere + i, ligneTotal)),
      total: ailleurs(colonneTotal, ligneTotal),
      eligible: ailleurs(colonneTotal, ligneTotal + 1),
      nonEligible: ailleurs(colonneTotal, ligneTotal + 2),
      sources: {
        noms: surFeuille(fixe(COLONNE.source)),
        montants: surFeuille(fixe(COLONNE.montant)),
        total: ailleurs(COLONNE.montant, ligneSources),
      },
      part: surFeuille(`${caseFixe(COLONNE.montant, debutParts)}:${caseFixe(COLONNE.montant, finParts)}`),
    },
    figures: {
      annees: annees.map((_, i) => totalAnnee(i)),
      total: additionner(annees.map((_, i) => totalAnnee(i))),
      eligible: additionner(annees.map((_, i) => totalAnnee(i, "oui"))),
      nonEligible: additionner(annees.map((_, i) => totalAnnee(i, "non"))),
      parSource,
      sources: totalSources,
      part: additionner(parts.map((p) => centimesDe(p.subvention))),
    },
  };
}

const totalRangee = (r: RangeeAnnexe): Centimes =>
  additionner([...r.parAnnee.values()].map((l) => centimesDe(l.montant)));
