import Link from "next/link";
import type { ReactNode } from "react";
import { BASES, type Base, CODES_BASE } from "@/lib/domain/carte/methodes";
import { ecrireRapport } from "@/lib/domain/carte/taux";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import type { DemandeFiltres } from "@/lib/schemas/carte-filtres";
import type { Contributions as DonneesContributions } from "@/lib/schemas/carte-taux";
import { ecrirePoints } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** « Ce qu’apportent les projets financés »: what each brings to the rate of its région. */
export function Contributions({ contributions }: { contributions: DonneesContributions }) {
  const { projets, autres, total, methode, base, effectif, placesTerritoire } = contributions;
  const part = { base, effectif };
  const nombre = projets.length + (autres?.projets ?? 0);
  return (
    <section aria-labelledby="titre-contributions">
      <h2 className="fr-h5" id="titre-contributions">
        Ce qu’apportent les projets financés
      </h2>
      {nombre === 0 ? (
        <p className={styles.vide}>
          Aucune demande de cette rentrée n’est encore reliée à un projet financé. Les liens se confirment dans le
          dossier, page « Carte des formations ».
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
                {["Prévu", "Validé", "Constaté", "Part du taux"].map((nom) => (
                  <th scope="col" key={nom} className={styles.droite}>
                    {nom}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {projets.map(({ dossierId, nom, ...apport }) => (
                <Ligne key={dossierId} apport={apport} sens={nom} part={part}>
                  <th scope="row" className={styles.nommee}>
                    <Link href={`/dossiers/${dossierId}`}>{nom}</Link>
                  </th>
                </Ligne>
              ))}
              {autres === null ? null : (
                <Ligne apport={autres} sens="autres dossiers" part={part}>
                  <th scope="row" className={styles.nommee}>
                    {autres.projets === 1
                      ? "Un autre dossier"
                      : accorder(autres.projets, "autre dossier", "autres dossiers")}
                    <span className={styles.resume}>que vos droits n’ouvrent pas</span>
                  </th>
                </Ligne>
              )}
            </tbody>
            {nombre > 1 ? (
              <tfoot>
                <Ligne apport={total} sens="total" part={{ ...part, territoire: placesTerritoire }}>
                  <th scope="row">{NOMBRES[nombre] ?? accorder(nombre, "projet")}</th>
                </Ligne>
              </tfoot>
            ) : null}
          </table>
          <Note contributions={contributions} />
        </>
      )}
    </section>
  );
}

const NOMBRES = ["", "", "Deux projets", "Trois projets", "Quatre projets", "Cinq projets", "Six projets"];

/** A count whose rows no list shows stands alone. */
type Places = { places: number; filtres: DemandeFiltres | null } | number | null;

const chiffrer = (p: Places) => (typeof p === "number" ? { places: p, filtres: null } : p);

function Ligne({
  apport,
  sens,
  part: { base: baseDeLaPart, effectif, territoire = null },
  children,
}: {
  apport: { places: Record<Base, Places> };
  sens: string;
  /** What the places of a base add to the rate, and the places of the whole territory for the total. */
  part: { base: Base; effectif: number | null; territoire?: number | null };
  children: ReactNode;
}) {
  const apportees = chiffrer(apport.places[baseDeLaPart])?.places ?? null;
  const points = apportees === null || effectif === null ? null : ecrirePoints(apportees, effectif);
  const sur = territoire === null || effectif === null ? "" : ` sur ${ecrireRapport(territoire, effectif)}`;
  return (
    <tr>
      {children}
      {CODES_BASE.map((base) => {
        const places = chiffrer(apport.places[base]);
        return (
          <td key={base} className={styles.droite}>
            {places === null ? (
              <Inconnu pourquoi="constat pas encore saisi" />
            ) : places.filtres === null ? (
              ecrireNombre(places.places)
            ) : (
              <LienPlaces
                chiffre={{ places: places.places, filtres: places.filtres }}
                sens={`places, ${sens}, ${BASES[base].nom.toLocaleLowerCase("fr")}`}
                texte={ecrireNombre(places.places)}
              />
            )}
          </td>
        );
      })}
      <td className={styles.droite}>{points === null ? <Inconnu pourquoi="part inconnue" /> : `${points}${sur}`}</td>
    </tr>
  );
}

function Note({ contributions: { base, methode, total, revendiquees } }: { contributions: DonneesContributions }) {
  const plusieurs = revendiquees.length > 1;
  return (
    <p className={styles.note}>
      Méthode {methode}, part sur la base « {BASES[base].nom.toLocaleLowerCase("fr")} ».
      {total.sansConstat > 0
        ? ` Sans constat : ${accorder(total.sansConstat, "demande validée", "demandes validées")} de ces projets, absentes de la colonne « Constaté ».`
        : ""}
      {revendiquees.length > 0
        ? ` ${accorder(revendiquees.length, "demande")} ${plusieurs ? "sont revendiquées" : "est revendiquée"} par plusieurs projets, et ${plusieurs ? "comptées" : "comptée"} une fois dans le total.`
        : ""}
    </p>
  );
}

function Inconnu({ pourquoi }: { pourquoi: string }) {
  return (
    <>
      <span aria-hidden="true">—</span>
      <span className="fr-sr-only">{pourquoi}</span>
    </>
  );
}
