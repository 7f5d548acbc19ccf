import Link from "next/link";
import { accorder } from "@/lib/domain/ecriture";
import type { ResultatRecherche } from "@/lib/schemas/duplication";
import { REGIMES_COURTS } from "../../vue";
import styles from "./copie.module.css";

export const CHEMIN_COPIE = "/dossiers/nouveau/copie";

/** Search among the dossiers one may copy from. A plain form: it works before the page is alive, and the address keeps it. */
export function ChampSource({ mots, titre }: { mots: string; titre: string }) {
  return (
    <form action={CHEMIN_COPIE} className={styles.recherche}>
      <div className="fr-search-bar">
        <label className="fr-label" htmlFor="source-q">
          {titre}
        </label>
        <input
          className="fr-input"
          type="search"
          id="source-q"
          name="q"
          defaultValue={mots}
          maxLength={200}
          placeholder="Titre, acronyme, partenaire"
        />
        <button type="submit" className="fr-btn" title="Chercher un dossier">
          Chercher un dossier
        </button>
      </div>
    </form>
  );
}

export function ResultatsSource({
  resultats,
  plus,
  mots,
}: {
  resultats: readonly ResultatRecherche[];
  plus: boolean;
  mots: string;
}) {
  if (resultats.length === 0)
    return (
      <p role="status">
        {mots
          ? `Aucun dossier ne contient « ${mots} ». Essayez un seul mot, ou l’acronyme.`
          : "Aucun dossier ne vous est ouvert : rien à copier pour l’instant."}
      </p>
    );
  return (
    <>
      <p role="status" className={styles.compte}>
        {mots ? accorder(resultats.length, "dossier trouvé", "dossiers trouvés") : "Les derniers modifiés"}
        {plus && mots ? ", et d’autres : précisez la recherche." : ""}
      </p>
      <ul className={styles.sources}>
        {resultats.map((r) => (
          <li key={r.id}>
            <Link className={styles.source} href={`${CHEMIN_COPIE}?source=${r.id}`}>
              {r.nom}
            </Link>
            <span className={styles.detail}>
              {[r.nom === r.titre ? null : r.titre, r.chefDeFile, REGIMES_COURTS[r.regime]].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
