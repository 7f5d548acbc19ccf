import styles from "@/components/equipe/equipe.module.css";
import type { Centimes } from "@/lib/domain/argent";
import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import type { ParticipationLue } from "@/lib/schemas/participation";

export const Montant = ({ montant }: { montant: Centimes | null }) =>
  montant === null ? <span className={styles.discret}>Non renseigné</span> : ecrireEuros(montant);

/** All partners together, sums only. */
export function Totaux({ totaux }: { totaux: NonNullable<ParticipationLue["totaux"]> }) {
  const { cout, coutEligible, subvention, financement, financementsSansMontant } = totaux;
  return (
    <section className={styles.bloc} aria-labelledby="titre-totaux">
      <h2 className="fr-h4" id="titre-totaux">
        Le dossier en entier
      </h2>
      <dl className={styles.faits}>
        <dt>Coût total</dt>
        <dd>
          <Montant montant={cout} />
        </dd>
        <dt>Coût éligible</dt>
        <dd>
          <Montant montant={coutEligible} />
        </dd>
        <dt>Subvention demandée</dt>
        <dd>
          <Montant montant={subvention} />
        </dd>
        <dt>Plan de financement</dt>
        <dd>
          <Montant montant={financement} />
          {financementsSansMontant > 0 ? (
            <span className={styles.detail}>
              {accorder(financementsSansMontant, "source attend", "sources attendent")} encore son montant
            </span>
          ) : null}
        </dd>
      </dl>
    </section>
  );
}
