/** Plans side by side, row by row: the one table that the screen and the spreadsheet write. The first column is the plan as it is. */
import { type Centimes, centimes } from "../argent";
import type { Precision } from "../precision";
import { aTraiter, type Chiffres, type Compte, type Montant, nonConformes } from "./chiffres";

export const GROUPES_TABLEAU = ["ensemble", "subvention", "cout", "cofinancement", "couts", "subventions"] as const;
export type GroupeTableau = (typeof GROUPES_TABLEAU)[number];
export const NOMS_GROUPE: Record<GroupeTableau, string> = {
  ensemble: "Ensemble",
  subvention: "Subvention",
  cout: "Coût",
  cofinancement: "Cofinancement",
  couts: "Coût par partenaire",
  subventions: "Subvention par partenaire",
};

/** `null`: this plan has no such row (a partner that is gone). */
export type LigneTableau = { cle: string; groupe: GroupeTableau; nom: string; forte?: true } & (
  | {
      genre: "montant";
      valeurs: readonly (Centimes | null)[];
      precisions: readonly Precision[];
      ecarts: readonly (Centimes | null)[];
    }
  | { genre: "nombre"; valeurs: readonly number[]; ecarts: readonly (number | null)[] }
  | { genre: "taux"; valeurs: readonly (string | null)[]; ecarts: readonly null[] }
  | { genre: "verdict"; valeurs: readonly Chiffres["verdict"][]; ecarts: readonly null[] }
);

type Commun = { cle: string; groupe: GroupeTableau; nom: string; forte?: true };

type Lu = { valeur: Centimes | null; precision: Precision };

/** Signed, of what changed only; what is not there counts for nothing. Between two bounds there is no difference to tell. */
const ecartsMontants = (lus: readonly Lu[]): (Centimes | null)[] =>
  lus.map((lu, i) => {
    const [premier] = lus;
    if (i === 0 || premier?.precision !== "exacte" || lu.precision !== "exacte") return null;
    const ecart = (lu.valeur ?? 0n) - (premier.valeur ?? 0n);
    return ecart === 0n ? null : centimes(ecart);
  });

const montant = (commun: Commun, lus: readonly Lu[]): LigneTableau => ({
  ...commun,
  genre: "montant",
  valeurs: lus.map((l) => l.valeur),
  precisions: lus.map((l) => l.precision),
  ecarts: ecartsMontants(lus),
});

const nombre = (commun: Commun, valeurs: readonly number[]): LigneTableau => ({
  ...commun,
  genre: "nombre",
  valeurs,
  ecarts: valeurs.map((v, i) => (i === 0 || v === valeurs[0] ? null : v - (valeurs[0] ?? 0))),
});

function parCompte(groupe: GroupeTableau, listes: readonly (readonly Compte[])[]): LigneTableau[] {
  const noms = new Map<string | null, string>();
  // The order of the plan as it is, then whom a what-if brings in; nobody in particular last.
  for (const { id, nom } of listes.flat()) if (!noms.has(id)) noms.set(id, nom);
  const ordre = [...noms].sort(([a], [b]) => Number(a === null) - Number(b === null));
  return ordre.map(([id, nom]) =>
    montant(
      { cle: `${groupe} ${id ?? ""}`, groupe, nom },
      listes.map((l) => {
        const compte = l.find((c) => c.id === id);
        return { valeur: compte?.montant ?? null, precision: compte?.precision ?? "exacte" };
      }),
    ),
  );
}

export function tableauScenarios(plans: readonly Chiffres[]): LigneTableau[] {
  const lire = <T>(f: (c: Chiffres) => T): T[] => plans.map(f);
  const lireMontant = (nom: Montant): Lu[] => lire((c) => ({ valeur: c[nom], precision: c.precisions[nom] }));
  const sansEcart = plans.map(() => null);
  return [
    {
      ...{ cle: "verdict", groupe: "ensemble", nom: "Verdict", genre: "verdict" },
      valeurs: lire((c) => c.verdict),
      ecarts: sansEcart,
    },
    nombre({ cle: "nonConformes", groupe: "ensemble", nom: "Règles non conformes" }, lire(nonConformes)),
    nombre({ cle: "aTraiter", groupe: "ensemble", nom: "Points à traiter" }, lire(aTraiter)),
    montant({ cle: "subvention", groupe: "subvention", nom: "Demandée", forte: true }, lireMontant("subvention")),
    {
      ...{ cle: "taux", groupe: "subvention", nom: "Taux sur l’éligible", genre: "taux" },
      valeurs: lire((c) => c.taux),
      ecarts: sansEcart,
    },
    montant({ cle: "subventionMax", groupe: "subvention", nom: "Plafond" }, lireMontant("subventionMax")),
    montant({ cle: "marge", groupe: "subvention", nom: "Marge sous le plafond" }, lireMontant("marge")),
    montant({ cle: "coutEligible", groupe: "cout", nom: "Coût éligible" }, lireMontant("coutEligible")),
    montant({ cle: "coutTotal", groupe: "cout", nom: "Coût total", forte: true }, lireMontant("coutTotal")),
    montant(
      { cle: "cofinancement", groupe: "cofinancement", nom: "Cofinancement", forte: true },
      lireMontant("cofinancement"),
    ),
    montant({ cle: "partPrivee", groupe: "cofinancement", nom: "dont part privée" }, lireMontant("partPrivee")),
    ...parCompte(
      "cofinancement",
      lire((c) => c.apports),
    ),
    montant(
      { cle: "reste", groupe: "cofinancement", nom: "Reste à cofinancer", forte: true },
      lireMontant("resteACofinancer"),
    ),
    nombre(
      { cle: "lettres", groupe: "cofinancement", nom: "Lettres à refaire" },
      lire((c) => c.lettresPerimees.length),
    ),
    ...parCompte(
      "couts",
      lire((c) => c.couts),
    ),
    ...parCompte(
      "subventions",
      lire((c) => c.subventions),
    ),
  ];
}

export const change = (l: LigneTableau): boolean => {
  if (l.genre !== "montant") return l.valeurs.some((v) => v !== l.valeurs[0]);
  const premier = l.valeurs[0] ?? 0n;
  return l.valeurs.some((v, i) => (v ?? 0n) !== premier || l.precisions[i] !== l.precisions[0]);
};
