import Link from "next/link";
import { BASES, type Base, CODES_BASE } from "@/lib/domain/carte/methodes";
import { accorder, ecrireNombre, ecrireTaux } from "@/lib/domain/ecriture";
import type { Chiffre, Contributions as DonneesContributions } from "@/lib/schemas/carte-taux";
import { ecrirePoints } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** « Ce qu’apportent les projets financés » : what each brings to the rate of its région. */
export function Contributions({ contributions }: { contributions: DonneesContributions }) {
  const { projets, total, base, methode, tauxTerritoire, revendiquees } = contributions;
  const sansConstat = projets.reduce((n, p) => n + p.sansConstat, 0);
  return (
    <section aria-labelledby="titre-contributions">
      <h2 className="fr-h5" id="titre-contributions">
        Ce qu’apportent les projets financés
      </h2>
      {projets.length === 0 ? (
        <p className={styles.vide}>
          Aucune demande de cette rentrée n’est encore reliée à un projet financé. Les liens se confirment dans le
          dossier, page « Carte des formations ».
        </p>
      ) : (
        <>
          <table className={`${styles.tableau} ${styles.contributions}`}>
            <caption className="fr-sr-only">
              Places transformées apportées par chaque projet financé, méthode {methode}
            </caption>
            <thead>
              <tr>
                <th scope="col">Projet</th>
                <th scope="col" className={styles.droite}>
                  Prévu
                </th>
                <th scope="col" className={styles.droite}>
                  Validé
                </th>
                <th scope="col" className={styles.droite}>
                  Constaté
                </th>
                <th scope="col" className={styles.droite}>
                  Part du taux
                </th>
              </tr>
            </thead>
            <tbody>
              {projets.map((p, rang) => {
                const nom = p.nom ?? "Un autre dossier";
                return (
                  // Projects that one may not read have no id of their own here.
                  <tr key={p.dossierId ?? `autre-${rang}`}>
                    <th scope="row" className={styles.nommee}>
                      {p.dossierId === null ? nom : <Link href={`/dossiers/${p.dossierId}`}>{nom}</Link>}
                    </th>
                    {CODES_BASE.map((b) => (
                      <td key={b} className={styles.droite}>
                        <Places
                          chiffre={p.places[b]}
                          sens={`${nom}, ${BASES[b].nom.toLocaleLowerCase("fr")}`}
                          base={b}
                        />
                      </td>
                    ))}
                    <td className={styles.droite}>
                      {p.part === null ? <Inconnu pourquoi="part inconnue" /> : ecrirePoints(p.part)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{enTout(projets.length)}</th>
                {CODES_BASE.map((b) => {
                  const places = total.places[b];
                  return (
                    <td key={b} className={styles.droite}>
                      {places === null ? <Inconnu pourquoi="constat pas encore saisi" /> : ecrireNombre(places)}
                    </td>
                  );
                })}
                <td className={styles.droite}>
                  {total.part === null || tauxTerritoire === null ? (
                    <Inconnu pourquoi="part inconnue" />
                  ) : (
                    `${ecrirePoints(total.part)} sur ${ecrireTaux(tauxTerritoire)}`
                  )}
                </td>
              </tr>
            </tfoot>
          </table>
          <p className={styles.note}>
            Méthode {methode}, part sur la base « {BASES[base].nom.toLocaleLowerCase("fr")} ».
            {sansConstat > 0
              ? ` ${accorder(sansConstat, "demande validée", "demandes validées")} de ces projets sans constat : leurs places constatées ne sont pas connues.`
              : ""}
            {revendiquees.length > 0
              ? ` ${accorder(revendiquees.length, "demande")} ${revendiquees.length > 1 ? "sont revendiquées" : "est revendiquée"} par plusieurs projets, et ${revendiquees.length > 1 ? "comptées" : "comptée"} une fois dans le total.`
              : ""}
          </p>
        </>
      )}
    </section>
  );
}

const NOMBRES = ["", "Un projet", "Deux projets", "Trois projets", "Quatre projets", "Cinq projets", "Six projets"];
const enTout = (n: number): string => NOMBRES[n] ?? accorder(n, "projet");

function Places({ chiffre, sens, base }: { chiffre: Chiffre | null; sens: string; base: Base }) {
  if (chiffre === null)
    return <Inconnu pourquoi={base === "constate" ? "constat pas encore saisi" : "aucune demande"} />;
  return <LienPlaces chiffre={chiffre} sens={`places, ${sens}`} texte={ecrireNombre(chiffre.places)} />;
}

function Inconnu({ pourquoi }: { pourquoi: string }) {
  return (
    <>
      <span aria-hidden="true">—</span>
      <span className="fr-sr-only">{pourquoi}</span>
    </>
  );
}
