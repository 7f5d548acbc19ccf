"use client";
import type { LettreVue } from "@/lib/schemas/lettres";
import { Anciennes, LiensLettre } from "./faits-lettre";
import styles from "./lettres.module.css";

/** Letters of partners taken out of the dossier: one that runs still is said, and can be withdrawn. */
export function PartenairesRetires({
  lettres,
  gerer,
  enCours,
  surRetrait,
}: {
  lettres: readonly LettreVue[];
  gerer: boolean;
  enCours: boolean;
  surRetrait: (lettre: LettreVue) => void;
}) {
  if (lettres.length === 0) return null;
  const courantes = lettres.filter((l) => l.retrait === null);
  return (
    <>
      <h3 className="fr-h6 fr-mt-4w">Partenaires retirés du dossier</h3>
      {courantes.length === 0 ? null : (
        <>
          <p>Ces lettres n’engagent plus personne : elles ne sont pas jointes au paquet de dépôt.</p>
          <ul className={styles.liste}>
            {courantes.map((l) => (
              <li key={l.id} className={styles.ligne}>
                <p className={styles.nom}>{l.nomPartenaire}</p>
                <p className={styles.liens}>
                  <LiensLettre lettre={l} nom={l.nomPartenaire} />
                </p>
                {gerer ? (
                  <button
                    type="button"
                    className="fr-btn fr-btn--sm fr-btn--tertiary"
                    disabled={enCours}
                    onClick={() => surRetrait(l)}
                  >
                    Retirer<span className="fr-sr-only"> : {l.nomPartenaire}</span>
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      <Anciennes lettres={lettres.filter((l) => l.retrait !== null)} nom="partenaires retirés" />
    </>
  );
}
