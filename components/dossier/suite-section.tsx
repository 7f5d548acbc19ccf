"use client";
import Link from "next/link";
import { voisines } from "@/lib/domain/etapes";
import { regimeAvecLettre } from "@/lib/domain/etats";
import type { CodeSection } from "@/lib/domain/sections";
import { useEspaceFixe } from "./espace-contexte";
import styles from "./suite-section.module.css";

/** At the foot of each section: the one before, the one after, and the tasklist. */
export function SuiteSection({ section }: { section: CodeSection }) {
  const { espace } = useEspaceFixe();
  const { precedente, suivante } = voisines(section, regimeAvecLettre(espace.fichier.regime));
  return (
    <nav className={styles.suite} aria-label="Section précédente et section suivante">
      {precedente ? (
        <Link className={styles.lien} href={`/dossiers/${espace.id}/${precedente.code}`} prefetch={false}>
          <span className={`${styles.sens} fr-icon-arrow-left-line`}>Précédente</span>
          <span>{precedente.nom}</span>
        </Link>
      ) : (
        <span />
      )}
      <Link className={styles.toutes} href={`/dossiers/${espace.id}/etapes`} prefetch={false}>
        Toutes les étapes
      </Link>
      {suivante ? (
        <Link
          className={`${styles.lien} ${styles.droite}`}
          href={`/dossiers/${espace.id}/${suivante.code}`}
          prefetch={false}
        >
          <span className={styles.sens}>
            Section suivante
            <span className="fr-icon-arrow-right-line" aria-hidden="true" />
          </span>
          <span>{suivante.nom}</span>
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
