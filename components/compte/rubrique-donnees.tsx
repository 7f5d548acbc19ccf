import { libelleDonnee } from "@/lib/domain/donnees-compte";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { ecrireDonnee, type ValeurDonnee } from "./ecrire-donnee";
import styles from "./rubrique.module.css";

type Rubrique = { code: string; nom: string; lignes: readonly Record<string, ValeurDonnee>[] };

/** Beyond, the file has the rest: the page stays light for someone with years of history. */
const MONTREES = 50;
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
                  <dd>{ecrireDonnee(cle, valeur)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </details>
  );
}
