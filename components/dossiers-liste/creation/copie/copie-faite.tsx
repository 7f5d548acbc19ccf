import Link from "next/link";
import type { Duplication } from "@/lib/schemas/duplication";
import styles from "./copie.module.css";

/** The copy is there; what was left behind is said once, here. */
export function CopieFaite({ copie, source }: { copie: Duplication; source: string }) {
  return (
    <>
      <div className="fr-alert fr-alert--success">
        <h2 className="fr-alert__title">« {copie.titre} » est créé</h2>
        <p>Vous en êtes responsable. Rien n’a changé dans « {source} ».</p>
      </div>
      <h3 className={styles.laisses}>Ce qui n’a pas été copié</h3>
      <ul>
        {copie.laisses.map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <p>
        <Link className="fr-btn" href={`/dossiers/${copie.id}/etapes`}>
          Ouvrir le nouveau dossier
        </Link>
      </p>
    </>
  );
}
