import { lireMontant } from "@/lib/domain/argent";
import { accorder, ecrireEuros, ecrireNombre } from "@/lib/domain/ecriture";
import type { LiensVus } from "@/lib/schemas/liens-carte";
import styles from "./liens.module.css";
import { ecrireCompte } from "./mots";

const euros = (montant: string | null): string => {
  const lu = montant === null ? undefined : lireMontant(montant);
  return lu === undefined ? "—" : ecrireEuros(lu);
};

/** What the tied demands change together, and what a place opened costs. */
export function BilanLiens({ bilan }: { bilan: LiensVus["bilan"] }) {
  return (
    <dl className={styles.bilan} aria-label="Bilan des demandes rattachées">
      <div>
        <dt>Places avant et après</dt>
        <dd>
          {ecrireNombre(bilan.actuelles)} → {ecrireNombre(bilan.futures)}
        </dd>
      </div>
      <div>
        <dt>Places transformées</dt>
        <dd>{ecrireNombre(bilan.transformees)}</dd>
        <dd className={styles.precision}>
          {bilan.transformees === 0 ? "méthode igesr" : `${ecrireCompte(bilan)}, méthode igesr`}
        </dd>
      </div>
      <div>
        <dt>Coût par place créée</dt>
        <dd>{euros(bilan.coutParPlace)}</dd>
        <dd className={styles.precision}>
          {bilan.coutParPlace === null
            ? bilan.coutEligible === null
              ? "le budget n’est pas saisi"
              : "aucune place créée dans les demandes rattachées"
            : `coût éligible ${euros(bilan.coutEligible)} pour ${accorder(bilan.creees, "place créée", "places créées")} : ouvertes dans une voie, même quand l’autre en ferme`}
        </dd>
      </div>
    </dl>
  );
}
