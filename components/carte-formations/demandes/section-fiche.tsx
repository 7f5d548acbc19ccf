import type { ReactNode } from "react";
import styles from "./demandes.module.css";

export const SectionFiche = ({ id, titre, children }: { id: string; titre: string; children: ReactNode }) => (
  <section className={styles.section} aria-labelledby={`titre-${id}`}>
    <h2 className="fr-h5" id={`titre-${id}`}>
      {titre}
    </h2>
    {children}
  </section>
);
