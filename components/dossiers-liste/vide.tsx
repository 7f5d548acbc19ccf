import Link from "next/link";
import type { FiltresListe } from "@/lib/schemas/filtres";
import { adresse, sansFiltre } from "./adresse";
import styles from "./liste.module.css";

/** Nothing passes the filters. */
export function AucunResultat({ chemin, valeurs }: { chemin: string; valeurs: FiltresListe }) {
  return (
    <div className={styles.vide}>
      <h2 className="fr-h6">Aucun dossier ne correspond. Retirez un filtre.</h2>
      <p className="fr-mb-0">
        <Link href={adresse(chemin, sansFiltre(valeurs))} className="fr-link">
          Tout effacer
        </Link>
      </p>
    </div>
  );
}

/** There is no dossier at all for this person. */
export function AucunDossier({ creation }: { creation: boolean }) {
  return (
    <div className={styles.vide}>
      <h2 className="fr-h6">Aucun dossier pour l’instant</h2>
      <p>
        {creation
          ? "Un dossier réunit tout ce que l’appel demande : le consortium, le budget, les places de formation et les pièces. Rigel vérifie chaque règle pendant que vous écrivez. Trois réponses suffisent pour commencer."
          : "Les dossiers apparaîtront ici dès qu’ils entreront dans votre périmètre."}
      </p>
      {creation ? (
        <Link href="/dossiers/nouveau" className="fr-btn fr-btn--icon-left fr-icon-add-line">
          Créer un dossier
        </Link>
      ) : null}
    </div>
  );
}
