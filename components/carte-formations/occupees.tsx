import { direManque, type Occupees } from "@/lib/domain/carte/occupees";
import { ecrireNombre } from "@/lib/domain/ecriture";
import styles from "./occupees.module.css";

/** Pupils counted at the rentrée, or why there is no figure. */
export function FigureOccupees({ occupees }: { occupees: Occupees }) {
  if (occupees.manque === null) return <>{ecrireNombre(occupees.eleves)}</>;
  return (
    <>
      — <span className={styles.manque}>{direManque(occupees.manque)}</span>
    </>
  );
}
