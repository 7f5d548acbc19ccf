import Link from "next/link";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { CHEMIN, CHEMIN_DEMANDES, CHEMIN_REVUE } from "./adresse";
import styles from "./habilitations.module.css";

/** The three pages of who answers for rights. */
export function Onglets({
  courant,
  enAttente,
  aRevoir,
}: {
  courant: "droits" | "demandes" | "revue";
  enAttente: number;
  aRevoir: number;
}) {
  const pages = [
    { cle: "droits", href: CHEMIN, texte: "Droits accordés" },
    { cle: "demandes", href: CHEMIN_DEMANDES, texte: `Demandes en attente (${ecrireNombre(enAttente)})` },
    { cle: "revue", href: CHEMIN_REVUE, texte: `Revue annuelle (${ecrireNombre(aRevoir)})` },
  ] as const;
  return (
    <nav aria-label="Habilitations">
      <ul className={styles.onglets}>
        {pages.map(({ cle, href, texte }) => (
          <li key={cle}>
            <Link href={href} aria-current={cle === courant ? "page" : undefined}>
              {texte}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
