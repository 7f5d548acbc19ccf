import type { PlacesDemande } from "@/lib/domain/carte/places-demande";
import { avantApres } from "../liens/mots";
import styles from "./demandes.module.css";
import { placesColorees, toutesPlaces } from "./vue";

/** « 24 → 19 », both voies, and each of them where one could make up for the other. */
export function PlacesListe({ places, parVoie = false }: { places: PlacesDemande; parVoie?: boolean }) {
  const [avant, apres] = placesColorees(places);
  return (
    <>
      {avantApres(toutesPlaces(places))}
      {parVoie ? (
        <>
          <span className={styles.detail}>scolaire {avantApres([places.scolaireActuelle, places.scolaireFuture])}</span>
          <span className={styles.detail}>
            apprentissage {avantApres([places.apprentissageActuelle, places.apprentissageFuture])}
          </span>
        </>
      ) : null}
      {avant + apres > 0 ? <span className={styles.detail}>dont colorées {avantApres([avant, apres])}</span> : null}
    </>
  );
}
