"use client";
import { memo } from "react";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { CATEGORIES, NATURES } from "@/lib/domain/nomenclatures";
import styles from "./consortium.module.css";
import { type Apports, LettreEnMots } from "./etat-lettre";
import { FormulairePartenaire } from "./formulaire-partenaire";
import { MarqueIdentite } from "./identite-partenaire";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";
import type { TotauxPartenaire } from "./totaux";

const courts = (libelle: string | undefined) => libelle?.replace(/ \(.*\)$/, "");

type Apport = Apports extends ReadonlyMap<string, infer V> ? V : never;

type Props = {
  rang: number;
  ouverte: boolean;
  apport: Apport | undefined;
  totaux: TotauxPartenaire | undefined;
  surBascule: (rang: number) => void;
  surChefDeFile: (rang: number) => void;
  surRetrait: (rang: number) => void;
};

/** Maps are made again at each key: two equal lines of them draw the same card. */
const memesValeurs = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const cles = Object.keys(a);
  return (
    cles.length === Object.keys(b).length &&
    cles.every((c) => memesValeurs((a as Record<string, unknown>)[c], (b as Record<string, unknown>)[c]))
  );
};

/** One partner: a line that says who and how committed, and its form below when opened. */
export const CartePartenaire = memo(Carte, memesValeurs);

function Carte({ rang, ouverte, apport, totaux, surBascule, surChefDeFile, surRetrait }: Props) {
  const { lectureSeule } = useEspaceFixe();
  const p = useValeur("partenaires", "partenaires", rang) as PartenaireSaisi | undefined;
  const chef = useChampSaisi("partenaires", "partenaires", rang, "chefDeFile");
  if (!p) return null;
  const nom = nomDePartenaire(p.nom, rang, p.siret);
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
          <MarqueIdentite partenaire={p} />
        </div>
        <div className={`fr-radio-group fr-radio-group--sm ${styles.chef}`}>
          <input
            type="radio"
            id={chef.id}
            name="chef-de-file"
            checked={p.chefDeFile === true}
            disabled={lectureSeule}
            onChange={() => surChefDeFile(rang)}
            aria-describedby={chef.complements.map((c) => c.id).join(" ") || undefined}
          />
          <label className="fr-label" htmlFor={chef.id}>
            Chef de file<span className="fr-sr-only"> : {nom}</span>
          </label>
        </div>
        <div className={styles.engagement}>
          <span className="fr-sr-only">Lettre d’engagement : </span>
          {apport ? <LettreEnMots lettre={apport.lettre} lien /> : null}
        </div>
        <div className={styles.gestes}>
          <button
            type="button"
            id={`bascule-partenaire-${p.id}`}
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            aria-expanded={ouverte}
            aria-controls={zone}
            onClick={() => surBascule(rang)}
          >
            {ouverte ? "Replier" : lectureSeule ? "Voir" : "Modifier"}
            <span className="fr-sr-only"> {nom}</span>
          </button>
          {lectureSeule ? null : (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
              title={`Retirer ${nom}`}
              onClick={() => surRetrait(rang)}
            >
              Retirer {nom}
            </button>
          )}
        </div>
        {totaux ? <Totaux totaux={totaux} /> : null}
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

function Totaux({ totaux }: { totaux: TotauxPartenaire }) {
  const lignes = [
    ["Budget", totaux.budget],
    ["Apport", totaux.apport],
    ["Subvention", totaux.subvention],
  ] as const;
  return (
    <dl className={styles.totaux}>
      {lignes.map(([nom, montant]) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd>{ecrireEuros(montant)}</dd>
        </div>
      ))}
    </dl>
  );
}
