import { accorder, enumerer } from "@/lib/domain/ecriture";
import { type Etape, estFinie } from "@/lib/domain/etapes";
import styles from "./etapes.module.css";

const LARGEUR = 100;
const ECART = 1;

/** A segment per section: full when done, half when begun, empty otherwise. The words below say the same. */
export function Progression({ etapes }: { etapes: readonly Etape[] }) {
  const pas = LARGEUR / etapes.length;
  const finies = etapes.filter(estFinie).length;
  const entamees = etapes.filter((e) => e.etat === "a_traiter").length;
  const vides = etapes.length - finies - entamees;
  const phrases = [
    entamees > 0 ? accorder(entamees, "commencée") : null,
    vides > 0 ? `${accorder(vides, "autre")} à venir` : null,
  ].filter((p) => p !== null);
  return (
    <div className={styles.progression}>
      <p className={styles.compte}>
        <strong>
          {finies} {finies > 1 ? "étapes terminées" : "étape terminée"} sur {etapes.length}
        </strong>
        {phrases.length > 0 ? `, ${enumerer(phrases)}` : ""}
      </p>
      <svg className={styles.barre} viewBox={`0 0 ${LARGEUR} 4`} preserveAspectRatio="none" aria-hidden="true">
        {etapes.map((e, i) => {
          const x = i * pas;
          const l = pas - ECART;
          return (
            <g key={e.section}>
              <rect className={styles.vide} x={x} y={0} width={l} height={4} />
              {estFinie(e) ? <rect className={styles.plein} x={x} y={0} width={l} height={4} /> : null}
              {e.etat === "a_traiter" ? <rect className={styles.entame} x={x} y={0} width={l / 2} height={4} /> : null}
            </g>
          );
        })}
      </svg>
      <p className={styles.legende} aria-hidden="true">
        Barre pleine : terminée. Demi-barre : commencée. Vide : à venir.
      </p>
    </div>
  );
}
