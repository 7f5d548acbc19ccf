import Link from "next/link";
import { adresseComparaison } from "@/lib/schemas/comparaison";
import styles from "./comparaison.module.css";
import { BoutonImprimer } from "./imprimer";
import { type Comparable, nomLong } from "./vue";

/** Two choices and a button: the address holds both, and is what one sends to a colleague. */
export function Choix({
  dossierId,
  comparables,
  de,
  a,
  tout,
}: {
  dossierId: string;
  comparables: readonly Comparable[];
  de: string;
  a: string;
  tout: boolean;
}) {
  return (
    <form className={styles.choix} action={`/dossiers/${dossierId}/comparer`} method="get">
      <Liste id="de" libelle="De" valeur={de} comparables={comparables} />
      <Liste id="a" libelle="À" valeur={a} comparables={comparables} />
      {tout ? <input type="hidden" name="tout" value="1" /> : null}
      <div className={styles.gestes}>
        <button type="submit" className="fr-btn">
          Comparer
        </button>
        <Link
          className="fr-btn fr-btn--tertiary fr-btn--icon-left fr-icon-refresh-line"
          href={`${adresseComparaison(dossierId, a, de)}${tout ? "&tout=1" : ""}`}
        >
          Inverser
        </Link>
        <BoutonImprimer />
      </div>
    </form>
  );
}

const GROUPES = [
  { type: "courant", nom: "Dossier" },
  { type: "version", nom: "Versions déposées" },
  { type: "point", nom: "Points de sauvegarde" },
] as const;

function Liste({
  id,
  libelle,
  valeur,
  comparables,
}: {
  id: "de" | "a";
  libelle: string;
  valeur: string;
  comparables: readonly Comparable[];
}) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={`comparer-${id}`}>
        {libelle}
      </label>
      {/* Another pair came with another address: the boxes follow it. */}
      <select className="fr-select" id={`comparer-${id}`} name={id} key={valeur} defaultValue={valeur}>
        {GROUPES.map(({ type, nom }) => {
          const siens = comparables.filter((c) => c.type === type);
          return siens.length === 0 ? null : (
            <optgroup key={type} label={nom}>
              {siens.map((c) => (
                <option key={c.reference} value={c.reference}>
                  {nomLong(c)}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}
