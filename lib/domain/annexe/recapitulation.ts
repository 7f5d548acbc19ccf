/** The first sheet: every figure of the dossier, by formulas on the partners' sheets. Nothing is typed here, nothing is read back. */
import { type Centimes, centimes, partEntiere } from "../argent";
import { ecrireDate, ecrireEuros } from "../ecriture";
import { SOURCES } from "../nomenclatures";
import type { Seuils } from "../seuils";
import { caseFixe, type Feuille, nomCase, nouvelleFeuille } from "./classeur";
import type { SortiePartenaire } from "./feuille-partenaire";
import { RECAPITULATION } from "./noms-feuilles";
import { enteteAnnee } from "./reperes";

export type EnTeteAnnexe = {
  titre: string;
  acronyme: string | null;
  regime: string;
  seuils: Pick<Seuils, "plafond" | "subventionMax">;
  debut: string | null;
  dureeMois: number | null;
  /** ISO date of the export. */
  exporteeLe: string;
};

const LIGNE_CHIFFRES = 9;
const NOM = 1;

const pourcent = ({ plafond: { numerateur, denominateur } }: EnTeteAnnexe["seuils"]): string =>
  String(Number((numerateur * 10_000n) / denominateur) / 100).replace(".", ",");

/** Cents as a decimal number of a formula. */
const enEuros = (c: Centimes): string => `${c / 100n}.${(c % 100n).toString().padStart(2, "0")}`;

export function recapitulation(
  tete: EnTeteAnnexe,
  annees: readonly (number | null)[],
  partenaires: readonly SortiePartenaire[],
): Feuille {
  const f = nouvelleFeuille(RECAPITULATION);
  const { seuils } = tete;
  f.texte(NOM, 1, "titre", `Annexe financière${tete.acronyme ? ` — ${tete.acronyme}` : ""}`);
  f.texte(NOM, 2, "texte", tete.titre);
  const duree = tete.dureeMois === null ? "durée à préciser" : `${tete.dureeMois} mois`;
  const debut = tete.debut === null ? "début à préciser" : `à partir du ${ecrireDate(tete.debut)}`;
  for (const [i, [etiquette, valeur]] of [
    ["Régime", tete.regime],
    ["Période", `${duree}, ${debut}`],
    ["Exportée le", ecrireDate(tete.exporteeLe)],
  ].entries()) {
    f.texte(NOM, 3 + i, "etiquette", etiquette as string);
    f.texte(NOM + 1, 3 + i, "texte", valeur as string);
  }
  f.texte(
    NOM,
    6,
    "note",
    "Les montants se saisissent dans les cases claires des feuilles des partenaires ; cette feuille se calcule seule.",
  );

  // --- Partners, then their resources by origin: the figures above read the totals of both --------------------
  const codes = SOURCES.codes;
  const premiere = LIGNE_CHIFFRES + 14;
  const colonnes = [
    ...annees.map((annee, i) => ({
      entete: enteteAnnee(annee),
      valeur: (p: SortiePartenaire) => p.figures.annees[i] as Centimes,
      formule: (p: SortiePartenaire, _n: number) => p.adresses.annees[i] as string,
    })),
    {
      entete: "Coût total",
      valeur: (p: SortiePartenaire) => p.figures.total,
      formule: (p: SortiePartenaire) => p.adresses.total,
    },
    {
      entete: "Dont éligible",
      valeur: (p: SortiePartenaire) => p.figures.eligible,
      formule: (p: SortiePartenaire) => p.adresses.eligible,
    },
    {
      entete: "Dont non éligible",
      valeur: (p: SortiePartenaire) => p.figures.nonEligible,
      formule: (p: SortiePartenaire) => p.adresses.nonEligible,
    },
    {
      entete: "Dont à classer",
      valeur: ({ figures: g }: SortiePartenaire) => centimes(g.total - g.eligible - g.nonEligible),
      formule: (_: SortiePartenaire, n: number) =>
        `ROUND(${nomCase(cTotal, n)}-${nomCase(cTotal + 1, n)}-${nomCase(cTotal + 2, n)},2)`,
    },
    {
      entete: "Ressources",
      valeur: (p: SortiePartenaire) => p.figures.sources,
      formule: (p: SortiePartenaire) => p.adresses.sources.total,
    },
    {
      entete: "Part de la subvention",
      valeur: (p: SortiePartenaire) => p.figures.part,
      formule: (p: SortiePartenaire) => `ROUND(SUM(${p.adresses.part}),2)`,
    },
  ];
  const cTotal = NOM + 1 + annees.length;
  type Colonne = (typeof colonnes)[number];
  const tableau = (debut: number, titre: string, tetes: readonly Colonne[]) => {
    f.texte(NOM, debut - 1, "intertitre", titre);
    f.texte(NOM, debut, "entete", "Partenaire");
    for (const [i, c] of tetes.entries()) f.texte(NOM + 1 + i, debut, "entete", c.entete);
    for (const [k, p] of partenaires.entries()) {
      const n = debut + 1 + k;
      f.texte(NOM, n, "texte", p.adresses.nom);
      for (const [i, c] of tetes.entries()) f.montant(NOM + 1 + i, n, "montant", c.valeur(p), c.formule(p, n));
    }
    const fin = debut + 1 + partenaires.length;
    f.texte(NOM, fin, "totalTexte", "Total");
    for (const [i, c] of tetes.entries()) {
      const col = NOM + 1 + i;
      const somme = centimes(partenaires.reduce((t, p) => t + c.valeur(p), 0n));
      f.montant(col, fin, "totalMontant", somme, `ROUND(SUM(${nomCase(col, debut + 1)}:${nomCase(col, fin - 1)}),2)`);
    }
    return fin;
  };
  const finPartenaires = tableau(premiere, "Par partenaire", colonnes);
  const debutSources = finPartenaires + 3;
  const finSources = tableau(debutSources, "Ressources par origine", [
    ...codes.map((code) => ({
      entete: SOURCES.libelles[code],
      valeur: (p: SortiePartenaire) => p.figures.parSource.get(code) ?? centimes(0n),
      formule: (p: SortiePartenaire) =>
        `ROUND(SUMIF(${p.adresses.sources.noms},"${SOURCES.libelles[code]}",${p.adresses.sources.montants}),2)`,
    })),
    {
      entete: "Origine à préciser",
      valeur: (p: SortiePartenaire) => p.figures.parSource.get(null) ?? centimes(0n),
      formule: (p: SortiePartenaire, n: number) =>
        `ROUND(${p.adresses.sources.total}-SUM(${nomCase(NOM + 1, n)}:${nomCase(NOM + codes.length, n)}),2)`,
    },
  ]);

  // --- Key figures --------------------------------------------------------------------------------------------
  const somme = (lire: (p: SortiePartenaire) => Centimes) => centimes(partenaires.reduce((t, p) => t + lire(p), 0n));
  const total = somme((p) => p.figures.total);
  const eligible = somme((p) => p.figures.eligible);
  const nonEligible = somme((p) => p.figures.nonEligible);
  const ressources = somme((p) => p.figures.sources);
  const subvention = somme((p) => p.figures.parSource.get("france2030") ?? centimes(0n));
  const part = somme((p) => p.figures.part);
  const { numerateur, denominateur } = seuils.plafond;
  const plafond = partEntiere(eligible, numerateur, denominateur);
  const max = seuils.subventionMax !== undefined && plafond > seuils.subventionMax ? seuils.subventionMax : plafond;
  const cV = NOM + 1;
  const n = (rang: number) => caseFixe(cV, LIGNE_CHIFFRES + rang);
  const bas = (colonne: number) => caseFixe(colonne, finPartenaires);
  const rang = {
    total: 0,
    eligible: 1,
    non: 2,
    classer: 3,
    demandee: 4,
    max: 5,
    marge: 6,
    taux: 7,
    ressources: 8,
    reste: 9,
    part: 10,
  };
  // Whole cents, so that no rounding of euros brings the ceiling one cent too high.
  const formulePlafond = `INT(ROUND(${n(rang.eligible)}*100,0)*${numerateur}/${denominateur})/100`;
  const plafonne = seuils.subventionMax === undefined ? "" : `, au plus ${ecrireEuros(seuils.subventionMax)}`;
  const chiffres: [string, Centimes, string][] = [
    ["Coût total", total, bas(cTotal)],
    ["Coût éligible", eligible, bas(cTotal + 1)],
    ["Dépenses non éligibles", nonEligible, bas(cTotal + 2)],
    ["Dépenses à classer", centimes(total - eligible - nonEligible), bas(cTotal + 3)],
    ["Subvention demandée (France 2030)", subvention, caseFixe(NOM + 1 + codes.indexOf("france2030"), finSources)],
    [
      `Subvention maximale (${pourcent(seuils)} % du coût éligible${plafonne})`,
      max,
      seuils.subventionMax === undefined ? formulePlafond : `MIN(${enEuros(seuils.subventionMax)},${formulePlafond})`,
    ],
    ["Marge sous le plafond", centimes(max - subvention), `ROUND(${n(rang.max)}-${n(rang.demandee)},2)`],
    ["Taux de subvention", centimes(0n), ""],
    ["Total des ressources", ressources, bas(cTotal + 4)],
    ["Reste à cofinancer", centimes(total - ressources), `ROUND(${n(rang.total)}-${n(rang.ressources)},2)`],
    ["Subvention répartie entre les partenaires", part, bas(cTotal + 5)],
  ];
  f.texte(NOM, LIGNE_CHIFFRES - 1, "intertitre", "Chiffres clés");
  for (const [i, [libelle, valeur, formule]] of chiffres.entries()) {
    f.texte(NOM, LIGNE_CHIFFRES + i, "etiquette", libelle);
    if (i === rang.taux)
      f.poser(cV, LIGNE_CHIFFRES + i, {
        style: "taux",
        valeur:
          eligible === 0n
            ? null
            : { type: "nombre", nombre: String(Number((subvention * 1_000_000n) / eligible) / 1_000_000) },
        formule: `IF(${n(rang.eligible)}=0,"",${n(rang.demandee)}/${n(rang.eligible)})`,
      });
    else f.montant(cV, LIGNE_CHIFFRES + i, "totalMontant", valeur, formule);
  }
  return {
    nom: RECAPITULATION,
    cachee: false,
    lignes: f.lignes,
    largeurs: [58, ...Array.from({ length: Math.max(colonnes.length, codes.length + 1) }, () => 20)],
    defile: { colonne: 2, ligne: 1 },
    validations: [],
  };
}

/** Where a test, or a person told by the documentation, reads each key figure. */
export const CHIFFRES = {
  coutTotal: "B9",
  coutEligible: "B10",
  nonEligible: "B11",
  aClasser: "B12",
  subvention: "B13",
  subventionMax: "B14",
  marge: "B15",
  ressources: "B17",
  resteACofinancer: "B18",
  repartie: "B19",
} as const;
