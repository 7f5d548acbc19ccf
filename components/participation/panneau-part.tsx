"use client";
import type { ReactNode } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { EtatEnregistrement } from "@/components/dossier/etat-enregistrement";
import { useBudget } from "@/components/financement/budget/usage-budget";
import { type Centimes, centimes, lireMontant } from "@/lib/domain/argent";
import { accorder, ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import { etapesDeLaPart } from "@/lib/domain/reste-part";
import { usePart } from "./espace-part";
import styles from "./participation.module.css";

const lu = (montant: string | null | undefined): Centimes | null =>
  montant == null ? null : (lireMontant(montant) ?? null);
const somme = (montants: readonly (Centimes | null)[]): Centimes =>
  centimes(montants.reduce((t: bigint, m) => t + (m ?? 0n), 0n));

const Montant = ({ montant }: { montant: Centimes | null }) =>
  montant === null ? <span className={styles.discret}>Non renseigné</span> : ecrireEuros(montant);

/** Share of what one's own eligible cost is that the subsidy pays, in hundredths of a percent; null: nothing to share. */
function taux(subvention: Centimes | null, eligible: Centimes): string | null {
  if (subvention === null || eligible <= 0n) return null;
  const dixMilliemes = (subvention * 10_000n + eligible / 2n) / eligible;
  return ecrireTaux((Number(dixMilliemes) / 10_000).toFixed(4));
}

/** Beside the part: what is left to do, its own sums as they are typed, and the dossier's as the server last told them. */
export function PanneauPart({ montantSigne, signature }: { montantSigne: string | null; signature: ReactNode }) {
  const { fichier, lectureSeule, magasin } = useEspace();
  const { totaux } = usePart();
  const budget = fichier.budget ?? [];
  const apports = fichier.financements ?? [];
  const { signataireNom } = magasin.lire("partenaires").contenu.partenaires[0] ?? { signataireNom: null };
  // A letter proves the amount it bears: another one typed here makes it stale at once.
  const lettreSignee = montantSigne !== null && lu(montantSigne) === somme(apports.map((f) => lu(f.montant)));
  const etapes = etapesDeLaPart({ budget, financements: apports, signataireNom, lettreSignee });
  const faites = etapes.filter((e) => e.faite).length;
  const { coutTotal, coutEligible } = useBudget().grille;
  const [cout, eligible] = [coutTotal.total, coutEligible.total];
  const subvention = lu(totaux.part);
  const rate = taux(subvention, eligible);
  return (
    <>
      <section className={styles.bloc} aria-labelledby="titre-reste">
        <h2 className="fr-h6" id="titre-reste">
          Ce qu’il reste à faire
        </h2>
        <p className="fr-text--sm fr-mb-1w">
          {faites} sur {etapes.length}
        </p>
        <ul className={styles.etapes}>
          {etapes.map(({ code, libelle, faite }) => (
            <li key={code} className={faite ? styles.faite : undefined}>
              <span
                className={`fr-icon--sm ${faite ? "fr-icon-checkbox-circle-fill" : "fr-icon-arrow-right-line"}`}
                aria-hidden="true"
              />
              <span>
                {libelle}
                <span className="fr-sr-only">{faite ? " : fait" : " : à faire"}</span>
              </span>
            </li>
          ))}
        </ul>
        {lectureSeule ? null : <EtatEnregistrement />}
      </section>
      <section className={styles.bloc} aria-labelledby="titre-sommes">
        <h2 className="fr-h6" id="titre-sommes">
          Votre part
        </h2>
        <dl className={styles.sommes}>
          <dt>Coût total</dt>
          <dd>{ecrireEuros(cout)}</dd>
          <dt>Coût éligible</dt>
          <dd>{ecrireEuros(eligible)}</dd>
          <dt>Cofinancement apporté</dt>
          <dd>{ecrireEuros(somme(apports.map((f) => lu(f.montant))))}</dd>
          <dt>Part de la subvention</dt>
          <dd>
            <Montant montant={subvention} />
          </dd>
          <dt>Taux de subvention</dt>
          <dd>{rate ?? <span className={styles.discret}>Non calculable</span>}</dd>
        </dl>
        <p className="fr-text--xs fr-mb-0">L’équipe du dossier répartit la subvention entre les partenaires.</p>
      </section>
      {signature === null ? null : <div className={styles.bloc}>{signature}</div>}
      <section className={styles.bloc} aria-labelledby="titre-totaux">
        <h2 className="fr-h6" id="titre-totaux">
          Le dossier en entier
        </h2>
        <dl className={styles.sommes}>
          <dt>Coût total</dt>
          <dd>
            <Montant montant={lu(totaux.cout)} />
          </dd>
          <dt>Coût éligible</dt>
          <dd>
            <Montant montant={lu(totaux.coutEligible)} />
          </dd>
          <dt>Subvention demandée</dt>
          <dd>
            <Montant montant={lu(totaux.subvention)} />
          </dd>
          <dt>Plan de financement</dt>
          <dd>
            <Montant montant={lu(totaux.financement)} />
            {totaux.financementsSansMontant > 0 ? (
              <span className={styles.detail}>
                {accorder(totaux.financementsSansMontant, "source attend", "sources attendent")} encore son montant
              </span>
            ) : null}
          </dd>
        </dl>
      </section>
    </>
  );
}
