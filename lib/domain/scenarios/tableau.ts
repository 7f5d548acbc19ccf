/** Plans side by side, row by row: the one table that the screen and the spreadsheet write. The first column is the plan as it is. */
import { type Centimes, centimes } from "../argent";
import { aTraiter, type Chiffres, type Compte, nonConformes } from "./chiffres";

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
  | { genre: "montant"; valeurs: readonly (Centimes | null)[]; ecarts: readonly (Centimes | null)[] }
  | { genre: "nombre"; valeurs: readonly number[]; ecarts: readonly (number | null)[] }
  | { genre: "taux"; valeurs: readonly (string | null)[]; ecarts: readonly null[] }
  | { genre: "verdict"; valeurs: readonly Chiffres["verdict"][]; ecarts: readonly null[] }
);

type Commun = { cle: string; groupe: GroupeTableau; nom: string; forte?: true };

/** Signed, of what changed only; what is not there counts for nothing. */
const ecartsMontants = (valeurs: readonly (Centimes | null)[]): (Centimes | null)[] => {
  const premier = valeurs[0] ?? 0n;
  return valeurs.map((v, i) => {
    const ecart = (v ?? 0n) - premier;
    return i === 0 || ecart === 0n ? null : centimes(ecart);
  });
};

const montant = (commun: Commun, valeurs: readonly (Centimes | null)[]): LigneTableau => ({
  ...commun,
  genre: "montant",
  valeurs,
  ecarts: ecartsMontants(valeurs),
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
      listes.map((l) => l.find((c) => c.id === id)?.montant ?? null),
    ),
  );
}

export function tableauScenarios(plans: readonly Chiffres[]): LigneTableau[] {
  const lire = <T>(f: (c: Chiffres) => T): T[] => plans.map(f);
  const sansEcart = plans.map(() => null);
  return [
    {
      ...{ cle: "verdict", groupe: "ensemble", nom: "Verdict", genre: "verdict" },
      valeurs: lire((c) => c.verdict),
      ecarts: sansEcart,
    },
    nombre({ cle: "nonConformes", groupe: "ensemble", nom: "Règles non conformes" }, lire(nonConformes)),
    nombre({ cle: "aTraiter", groupe: "ensemble", nom: "Points à traiter" }, lire(aTraiter)),
    montant(
      { cle: "subvention", groupe: "subvention", nom: "Demandée", forte: true },
      lire((c) => c.subvention),
    ),
    {
      ...{ cle: "taux", groupe: "subvention", nom: "Taux sur l’éligible", genre: "taux" },
      valeurs: lire((c) => c.taux),
      ecarts: sansEcart,
    },
    montant(
      { cle: "subventionMax", groupe: "subvention", nom: "Plafond" },
      lire((c) => c.subventionMax),
    ),
    montant(
      { cle: "marge", groupe: "subvention", nom: "Marge sous le plafond" },
      lire((c) => c.marge),
    ),
    montant(
      { cle: "coutEligible", groupe: "cout", nom: "Coût éligible" },
      lire((c) => c.coutEligible),
    ),
    montant(
      { cle: "coutTotal", groupe: "cout", nom: "Coût total", forte: true },
      lire((c) => c.coutTotal),
    ),
    montant(
      { cle: "cofinancement", groupe: "cofinancement", nom: "Cofinancement", forte: true },
      lire((c) => c.cofinancement),
    ),
    montant(
      { cle: "partPrivee", groupe: "cofinancement", nom: "dont part privée" },
      lire((c) => c.partPrivee),
    ),
    ...parCompte(
      "cofinancement",
      lire((c) => c.apports),
    ),
    montant(
      { cle: "reste", groupe: "cofinancement", nom: "Reste à cofinancer", forte: true },
      lire((c) => c.resteACofinancer),
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

export const change = (l: LigneTableau): boolean =>
  l.genre === "montant" || l.genre === "nombre"
    ? l.ecarts.some((e) => e !== null)
    : l.valeurs.some((v) => v !== l.valeurs[0]);
