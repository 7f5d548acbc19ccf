"use client";
import { useMemo } from "react";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { bilanPlaces, type Mouvement } from "@/lib/domain/places";
import styles from "./carte.module.css";
import { useTransformations } from "./usage-transformations";

const COLONNES: readonly { cle: keyof Mouvement; nom: string; classe: string | undefined }[] = [
  { cle: "ouvertes", nom: "Ouvertes", classe: styles.ouvertes },
  { cle: "coloreesOuvertes", nom: "Colorées", classe: styles.colorees },
  { cle: "fermees", nom: "Fermées", classe: styles.fermees },
  { cle: "coloreesFermees", nom: "Colorations retirées", classe: styles.decolorees },
];

const nomRentree = (rentree: number | null) => (rentree === null ? "Rentrée à préciser" : `Rentrée ${rentree}`);

/** Places created, coloured and closed at each rentrée: drawn, then in figures. */
export function BilanDesPlaces() {
  const transformations = useTransformations();
  const bilan = useMemo(() => bilanPlaces(transformations), [transformations]);
  if (bilan.rentrees.length === 0) return null;
  const presentes = COLONNES.filter((c) => bilan.total[c.cle] > 0);
  const echelle = Math.max(1, ...bilan.rentrees.map((r) => COLONNES.reduce((t, c) => t + r.total[c.cle], 0)));
  return (
    <div className={styles.bloc}>
      <h3 className="fr-h5" id="titre-bilan">
        Places prévues
      </h3>
      {presentes.length === 0 ? (
        <p className={styles.vide}>Les transformations saisies ne changent encore aucune place.</p>
      ) : (
        <figure className={styles.figure} aria-labelledby="titre-bilan">
          {bilan.rentrees.map((r) => (
            <div key={String(r.rentree)} className={styles.barreRentree}>
              <p>{nomRentree(r.rentree)}</p>
              <svg role="img" aria-label={`${nomRentree(r.rentree)} : ${enPhrase(r.total)}`}>
                {segments(r.total, echelle).map((s) => (
                  <svg
                    key={s.cle}
                    x={`${s.debut}%`}
                    width={`${s.largeur}%`}
                    height="100%"
                    className={s.classe}
                    aria-hidden="true"
                  >
                    <rect width="100%" height="100%" />
                    {s.largeur > 6 ? (
                      <text x="8" y="52%">
                        {ecrireNombre(s.places)}
                      </text>
                    ) : null}
                  </svg>
                ))}
              </svg>
            </div>
          ))}
          <ul className={styles.legende}>
            {presentes.map((c) => (
              <li key={c.cle}>
                <svg className={`${styles.pastille} ${c.classe}`} aria-hidden="true">
                  <rect width="100%" height="100%" />
                </svg>
                {c.nom} : {ecrireNombre(bilan.total[c.cle])}
              </li>
            ))}
          </ul>
        </figure>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls sideways must take the focus and say its name */}
      <div
        className={styles.defile}
        role="region"
        aria-label="Places prévues par rentrée et par voie"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: same
        tabIndex={0}
      >
        <table className={styles.bilan}>
          <caption className="fr-sr-only">Places prévues par rentrée et par voie</caption>
          <thead>
            <tr>
              <th scope="col">Rentrée</th>
              <th scope="col">Voie</th>
              {COLONNES.map((c) => (
                <th key={c.cle} scope="col">
                  {c.nom}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bilan.rentrees.map((r) =>
              (["scolaire", "apprentissage"] as const).map((voie) => (
                <tr key={`${r.rentree}-${voie}`}>
                  <th scope="row">{r.rentree ?? "À préciser"}</th>
                  <td>{voie === "scolaire" ? "Scolaire" : "Apprentissage"}</td>
                  {COLONNES.map((c) => (
                    <td key={c.cle}>{r[voie][c.cle] === 0 ? "—" : ecrireNombre(r[voie][c.cle])}</td>
                  ))}
                </tr>
              )),
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                Total
              </th>
              {COLONNES.map((c) => (
                <td key={c.cle}>{ecrireNombre(bilan.total[c.cle])}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </div>
  );
}

const enPhrase = (m: Mouvement): string =>
  COLONNES.filter((c) => m[c.cle] > 0)
    .map((c) => `${accorder(m[c.cle], "place")} ${c.nom.toLocaleLowerCase("fr")}`)
    .join(", ") || "aucune place changée";

function segments(m: Mouvement, echelle: number) {
  let debut = 0;
  return COLONNES.filter((c) => m[c.cle] > 0).map((c) => {
    const largeur = (m[c.cle] * 100) / echelle;
    const segment = { cle: c.cle, classe: c.classe, places: m[c.cle], debut, largeur };
    debut += largeur;
    return segment;
  });
}
