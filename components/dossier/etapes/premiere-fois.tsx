import type { StadeVu } from "@/lib/domain/etapes";
import styles from "./etapes.module.css";

/** The order to read and fill in, with why: open by itself until something is typed. */
export function PremiereFois({ stades, ouvert }: { stades: readonly StadeVu[]; ouvert: boolean }) {
  return (
    <details className={styles.premiere} open={ouvert}>
      <summary>Première fois ?</summary>
      <ol>
        {stades.map(({ code, nom, pourquoi }) => (
          <li key={code}>
            <strong>{nom}.</strong> {pourquoi}
          </li>
        ))}
      </ol>
      <p>
        Rien n’oblige à suivre cet ordre. Une réponse inconnue peut rester vide : Rigel l’attend et le dit. Le bouton
        « Aide », sous le nom de chaque champ, dit pourquoi on le demande et où trouver la réponse.
      </p>
    </details>
  );
}
