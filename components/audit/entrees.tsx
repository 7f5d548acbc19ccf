import Link from "next/link";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { adresseJournal, type FiltresJournal } from "@/lib/schemas/filtres-journal";
import type { EntreeVue, PageJournal } from "@/lib/schemas/journal-vue";
import styles from "./audit.module.css";

function parJour(entrees: readonly EntreeVue[]): [string, EntreeVue[]][] {
  const jours = new Map<string, EntreeVue[]>();
  for (const e of entrees) jours.set(e.jour, [...(jours.get(e.jour) ?? []), e]);
  return [...jours];
}

const VIDE = <span className={styles.discret}>Rien</span>;

function Changements({ entree }: { entree: EntreeVue }) {
  const { changements, reste, id } = entree;
  if (changements.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>
        Voir le détail
        <span className="fr-sr-only">
          {" "}
          de l’action de {entree.heure}, {entree.qui}
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <section className={styles.cadre} tabIndex={0} aria-labelledby={`detail-${id}`}>
        <table className={styles.changements}>
          <caption id={`detail-${id}`} className="fr-sr-only">
            Ce qui a changé, entrée de {entree.heure}
          </caption>
          <thead>
            <tr>
              <th scope="col">Champ</th>
              <th scope="col">Avant</th>
              <th scope="col">Après</th>
            </tr>
          </thead>
          <tbody>
            {changements.map((c, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two fields may bear one name; the list never changes
              <tr key={i}>
                <th scope="row">{c.champ}</th>
                <td>{c.avant === "" ? VIDE : c.avant}</td>
                <td>{c.apres === "" ? VIDE : c.apres}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {reste > 0 ? <p className={styles.discret}>Et {accorder(reste, "autre champ", "autres champs")}.</p> : null}
      </section>
    </details>
  );
}

/** Days, then one sentence for each action; what changed opens on demand. */
export function Entrees({ page, avecObjet }: { page: PageJournal; avecObjet?: boolean }) {
  if (page.entrees.length === 0) return <p role="status">Aucune action ne correspond à ces filtres.</p>;
  return (
    <>
      {parJour(page.entrees).map(([jour, entrees]) => (
        <section key={jour} aria-labelledby={`jour-${jour}`}>
          <h3 className={styles.jour} id={`jour-${jour}`}>
            {ecrireDate(jour)}
          </h3>
          <ol className={styles.entrees}>
            {entrees.map((e) => (
              <li key={e.id} className={styles.entree}>
                <time className={styles.heure} dateTime={e.le}>
                  {e.heure}
                </time>
                <div>
                  <p className={styles.phrase}>
                    {e.refus ? <span className="fr-badge fr-badge--warning fr-badge--sm">Refus</span> : null}{" "}
                    <span className={styles.qui}>{e.qui}</span> {e.phrase}
                    {avecObjet && e.objet !== null ? <span className={styles.discret}> ({e.objet})</span> : null}
                  </p>
                  <Changements entree={e} />
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** On both sides of the entries shown. */
export function Suite({ chemin, filtres, page }: { chemin: string; filtres: FiltresJournal; page: PageJournal }) {
  const { plusRecentes, plusAnciennes } = page;
  if (plusRecentes === null && plusAnciennes === null) return null;
  return (
    <nav className={styles.suite} aria-label="Suite du journal">
      {plusRecentes === null ? (
        <span />
      ) : (
        <Link
          className="fr-link fr-link--icon-left fr-icon-arrow-left-line"
          href={adresseJournal(chemin, filtres, { apres: plusRecentes, avant: undefined })}
        >
          Actions plus récentes
        </Link>
      )}
      {plusAnciennes === null ? null : (
        <Link
          className="fr-link fr-link--icon-right fr-icon-arrow-right-line"
          href={adresseJournal(chemin, filtres, { avant: plusAnciennes, apres: undefined })}
        >
          Actions plus anciennes
        </Link>
      )}
    </nav>
  );
}
