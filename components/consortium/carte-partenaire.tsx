"use client";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { CATEGORIES, NATURES } from "@/lib/domain/nomenclatures";
import type { SaisieSection } from "@/lib/schemas/sections";
import styles from "./consortium.module.css";
import { type Apports, LettreEnMots } from "./etat-lettre";
import { FormulairePartenaire } from "./formulaire-partenaire";

export type PartenaireSaisi = SaisieSection<"partenaires">["partenaires"][number];

const courts = (libelle: string | undefined) => libelle?.replace(/ \(.*\)$/, "");

export const nomDePartenaire = (nom: unknown, rang: number): string =>
  typeof nom === "string" && nom.trim() ? nom : `Partenaire ${rang + 1}`;

/** One partner: a line that says who and how committed, and its form below when opened. */
export function CartePartenaire({
  rang,
  ouverte,
  apport,
  surBascule,
  surChefDeFile,
  surRetrait,
}: {
  rang: number;
  ouverte: boolean;
  apport: Apports extends ReadonlyMap<string, infer V> ? V | undefined : never;
  surBascule: () => void;
  surChefDeFile: () => void;
  surRetrait: () => void;
}) {
  const { lectureSeule } = useEspaceFixe();
  const p = useValeur("partenaires", "partenaires", rang) as PartenaireSaisi | undefined;
  const chef = useChampSaisi("partenaires", "partenaires", rang, "chefDeFile");
  if (!p) return null;
  const nom = nomDePartenaire(p.nom, rang);
  const nature = NATURES.libelles[p.nature as keyof typeof NATURES.libelles] as string | undefined;
  const categorie = CATEGORIES.libelles[p.categorie as keyof typeof CATEGORIES.libelles] as string | undefined;
  const zone = `partenaires-${rang}-formulaire`;
  return (
    <li className={styles.carte} id={`partenaires-${rang}`} tabIndex={-1}>
      <div className={styles.tete}>
        <div className={styles.qui}>
          <p className={styles.nom}>{nom}</p>
          <p className={styles.detail}>
            {courts(nature) ?? "Nature à préciser"}, {categorie?.toLocaleLowerCase("fr") ?? "catégorie à préciser"}
            {p.uai ? `, UAI ${p.uai}` : ""}
          </p>
        </div>
        <div className={`fr-radio-group fr-radio-group--sm ${styles.chef}`}>
          <input
            type="radio"
            id={chef.id}
            name="chef-de-file"
            checked={p.chefDeFile === true}
            disabled={lectureSeule}
            onChange={surChefDeFile}
            aria-describedby={chef.complements.map((c) => c.id).join(" ") || undefined}
          />
          <label className="fr-label" htmlFor={chef.id}>
            Chef de file<span className="fr-sr-only"> : {nom}</span>
          </label>
        </div>
        <div className={styles.engagement}>
          <span className="fr-sr-only">Lettre d’engagement : </span>
          {apport ? <LettreEnMots lettre={apport.lettre} /> : null}
        </div>
        <div className={styles.gestes}>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            aria-expanded={ouverte}
            aria-controls={zone}
            onClick={surBascule}
          >
            {ouverte ? "Replier" : lectureSeule ? "Voir" : "Modifier"}
            <span className="fr-sr-only"> {nom}</span>
          </button>
          {lectureSeule ? null : (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
              title={`Retirer ${nom}`}
              onClick={surRetrait}
            >
              Retirer {nom}
            </button>
          )}
        </div>
      </div>
      {chef.complements.map((c) => (
        <div key={c.id} id={c.id}>
          {c.contenu}
        </div>
      ))}
      <div id={zone}>{ouverte ? <FormulairePartenaire rang={rang} /> : null}</div>
    </li>
  );
}
