import { ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import type { Chiffres } from "@/lib/domain/scenarios/chiffres";
import styles from "./scenarios.module.css";

const LARGEUR = 100;

/** For drawing only: never a verdict. */
const part = (montant: bigint, tout: bigint): number =>
  tout <= 0n ? 0 : Math.max(0, Math.min(LARGEUR, Number((montant * 1_000n) / tout) / 10));

/** Full width: the eligible cost; black mark: the ceiling; beyond it, what France 2030 never pays. The figures stand around it. No drawing while they are bounds. */
export function Jauge({ chiffres: c }: { chiffres: Chiffres }) {
  if (!c.mesurable) return <span className={styles.dit}>À préciser : des montants manquent</span>;
  const [demande, plafond] = [part(c.subvention, c.coutEligible), part(c.subventionMax, c.coutEligible)];
  const phrase = `${c.taux === null ? "0 %" : ecrireTaux(c.taux)} du coût éligible demandés, plafond ${ecrireEuros(c.subventionMax)}`;
  return (
    <svg
      className={styles.jauge}
      viewBox={`0 0 ${LARGEUR} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={phrase}
    >
      <rect y="2" width={LARGEUR} height="8" className={styles.jaugeFond} />
      <rect y="2" x={plafond} width={LARGEUR - plafond} height="8" className={styles.jaugeHors} />
      <rect y="2" width={demande} height="8" className={c.depasse ? styles.jaugeTrop : styles.jaugeDemande} />
      <rect x={Math.max(0, plafond - 0.5)} width="1.2" height="12" className={styles.jaugeRepere} />
    </svg>
  );
}
