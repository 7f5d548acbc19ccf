"use client";
import { accorder } from "@/lib/domain/ecriture";
import { CATEGORIES } from "@/lib/domain/nomenclatures";
import { ETATS_REGISTRE } from "@/lib/domain/registre-lettres";
import styles from "./consortium.module.css";
import type { Apports } from "./etat-lettre";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";
import type { TotauxPartenaire } from "./totaux";

export type Filtres = { texte: string; categorie: string; lettre: string; tri: Tri };
export type Tri = "dossier" | "nom" | "categorie" | "budget";

export const SANS_FILTRE: Filtres = { texte: "", categorie: "", lettre: "", tri: "dossier" };
export const estFiltre = (f: Filtres): boolean => f.texte !== "" || f.categorie !== "" || f.lettre !== "";

const TRIS: Record<Tri, string> = {
  dossier: "Ordre du dossier",
  nom: "Nom",
  categorie: "Catégorie",
  budget: "Budget, du plus élevé",
};

const nu = (t: unknown): string =>
  String(t ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** Ranks of the partners to show, in the order to show them. */
export function filtrer(
  lignes: readonly PartenaireSaisi[],
  f: Filtres,
  lettres: Apports,
  totaux: ReadonlyMap<string, TotauxPartenaire>,
): number[] {
  const mots = nu(f.texte).split(/\s+/).filter(Boolean);
  const gardes = lignes.flatMap((p, rang) => {
    const ou = nu([nomDePartenaire(p.nom, rang), p.uai, p.siret, p.contactNom].join(" "));
    if (!mots.every((mot) => ou.includes(mot))) return [];
    if (f.categorie !== "" && (p.categorie ?? "") !== f.categorie) return [];
    if (f.lettre !== "" && (lettres.get(p.id)?.lettre.code ?? "sans_objet") !== f.lettre) return [];
    return [rang];
  });
  const nom = (rang: number) => nomDePartenaire(lignes[rang]?.nom, rang);
  const categorie = (rang: number) =>
    CATEGORIES.libelles[lignes[rang]?.categorie as keyof typeof CATEGORIES.libelles] ?? "\uffff";
  const budget = (rang: number) => totaux.get(lignes[rang]?.id ?? "")?.budget ?? 0n;
  const ordres: Record<Tri, (a: number, b: number) => number> = {
    dossier: (a, b) => a - b,
    nom: (a, b) => nom(a).localeCompare(nom(b), "fr", { numeric: true }),
    categorie: (a, b) => categorie(a).localeCompare(categorie(b), "fr"),
    budget: (a, b) => (budget(a) < budget(b) ? 1 : budget(a) > budget(b) ? -1 : 0),
  };
  return gardes.sort(ordres[f.tri]);
}

/** Narrows a long list. What is hidden stays in the dossier, and is said. */
export function FiltresPartenaires({
  filtres,
  surChangement,
  montres,
  total,
}: {
  filtres: Filtres;
  surChangement: (f: Filtres) => void;
  montres: number;
  total: number;
}) {
  const choix = (
    cle: "categorie" | "lettre" | "tri",
    libelle: string,
    options: Record<string, string>,
    tous?: string,
  ) => (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={`filtre-partenaires-${cle}`}>
        {libelle}
      </label>
      <select
        id={`filtre-partenaires-${cle}`}
        className="fr-select"
        value={filtres[cle]}
        onChange={(e) => surChangement({ ...filtres, [cle]: e.target.value })}
      >
        {tous === undefined ? null : <option value="">{tous}</option>}
        {Object.entries(options).map(([valeur, nom]) => (
          <option key={valeur} value={valeur}>
            {nom}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <search className={styles.filtres} aria-label="Filtrer les partenaires">
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="filtre-partenaires-texte">
          Chercher dans la liste
        </label>
        <input
          id="filtre-partenaires-texte"
          className="fr-input"
          type="search"
          autoComplete="off"
          value={filtres.texte}
          onChange={(e) => surChangement({ ...filtres, texte: e.target.value })}
        />
      </div>
      {choix("categorie", "Catégorie", CATEGORIES.libelles, "Toutes")}
      {choix("lettre", "Lettre", ETATS_REGISTRE.libelles, "Toutes")}
      {choix("tri", "Trier par", TRIS)}
      <p className={styles.bilanFiltres} role="status">
        {montres === total ? accorder(total, "partenaire") : `${montres} sur ${accorder(total, "partenaire")}`}
        {estFiltre(filtres) ? (
          <button
            type="button"
            className="fr-link fr-ml-1w"
            onClick={() => surChangement({ ...SANS_FILTRE, tri: filtres.tri })}
          >
            Tout afficher
          </button>
        ) : null}
      </p>
    </search>
  );
}
