"use client";
import { BadgeVerdict } from "@/components/dossier/badge-verdict";
import { useResultat } from "@/components/dossier/espace-contexte";
import { ecrireEuros, ecrireEurosSansUnite, ecrireTaux, nomSeverite } from "@/lib/domain/ecriture";
import { certain, type Total } from "@/lib/domain/faits";
import type { PlanParOrigine } from "@/lib/domain/plan-financement";
import styles from "./financement.module.css";

/** A sum some of whose terms are missing is said to be the least. */
export const ecrireTotal = (t: Total): string =>
  certain(t) ? ecrireEurosSansUnite(t.min) : `au moins ${ecrireEurosSansUnite(t.min)}`;
const enEuros = (t: Total): string => (certain(t) ? ecrireEuros(t.min) : `au moins ${ecrireEuros(t.min)}`);

/** What is decided and what is hoped for, apart; money and what is lent; what the economic actors bring, with its rule. */
export function TotauxSources({ plan }: { plan: PlanParOrigine }) {
  const { constats } = useResultat();
  const regle = constats.find((c) => c.code === "COFI_PRIVE");
  return (
    <dl className={styles.totaux}>
      <div className={styles.totalEngage}>
        <dt>Cofinancement engagé</dt>
        <dd>{enEuros(plan.engage)}</dd>
      </div>
      <div className={styles.totalEspere}>
        <dt>Cofinancement espéré</dt>
        <dd>{enEuros(plan.espere)}</dd>
      </div>
      <div>
        <dt>Numéraire</dt>
        <dd>{enEuros(plan.numeraire)}</dd>
      </div>
      <div>
        <dt>Valorisation</dt>
        <dd>{enEuros(plan.valorisation)}</dd>
      </div>
      <div className={styles.totalPrive}>
        <dt>Part privée</dt>
        <dd>
          {enEuros(plan.prive)}
          {plan.partPrivee === null ? null : (
            <span className={styles.suite}> soit {ecrireTaux(plan.partPrivee)} des cofinancements</span>
          )}
        </dd>
        {regle ? (
          <dd className={styles.regle}>
            <BadgeVerdict verdict={regle.verdict} />
            <span className={styles.detail}>
              {nomSeverite(regle.severite)} · {regle.titre} · {regle.source.reference}
            </span>
          </dd>
        ) : null}
      </div>
    </dl>
  );
}
