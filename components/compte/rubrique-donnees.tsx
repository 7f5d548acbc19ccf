import { libelleDonnee } from "@/lib/domain/donnees-compte";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { dateHeureAParis } from "./date-heure";
import styles from "./rubrique.module.css";

type Valeur = string | number | boolean | null;
type Rubrique = { code: string; nom: string; lignes: readonly Record<string, Valeur>[] };

/** Beyond, the file has the rest: the page stays light for someone with years of history. */
const MONTREES = 50;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const ecrire = (valeur: Valeur): string => {
  if (valeur === null || valeur === "") return "—";
  if (typeof valeur === "number") return ecrireNombre(valeur);
  if (typeof valeur === "boolean") return valeur ? "Oui" : "Non";
  return INSTANT.test(valeur) ? dateHeureAParis(valeur) : valeur;
};

/** One rubric of what is held on a person, folded: native, so that it opens without JavaScript. */
export function RubriqueDonnees({ rubrique: { code, nom, lignes } }: { rubrique: Rubrique }) {
  const dernieres = lignes.slice(-MONTREES);
  return (
    <details className={styles.rubrique} open={code === "compte"}>
      <summary className={styles.titre}>
        <h3 className="fr-text--md fr-mb-0">{nom}</h3>
        <span className="fr-hint-text">{lignes.length === 0 ? "Rien" : accorder(lignes.length, "ligne")}</span>
      </summary>
      {lignes.length > MONTREES ? (
        <p className="fr-hint-text">Les {ecrireNombre(MONTREES)} plus récentes. Le fichier les contient toutes.</p>
      ) : null}
      <ul className={`fr-raw-list ${styles.lignes}`}>
        {dernieres.map((ligne, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a page that never changes
          <li key={i} className={styles.ligne}>
            <dl className={styles.valeurs}>
              {Object.entries(ligne).map(([cle, valeur]) => (
                <div key={cle}>
                  <dt>{libelleDonnee(cle)}</dt>
                  <dd>{ecrire(valeur)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </details>
  );
}
