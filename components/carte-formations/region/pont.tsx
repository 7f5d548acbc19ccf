import { Fragment } from "react";
import { BASES } from "@/lib/domain/carte/methodes";
import { OBJECTIF_ECRIT } from "@/lib/domain/carte/objectif";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import type { Pont as DonneesPont, EtapePont } from "@/lib/schemas/carte-taux";
import { Bascule } from "../bascule";
import { DessinPont } from "./dessin-pont";
import { ecrireEtape } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** From one method to the next: what each adds, what the last takes back. */
export function Pont({ pont }: { pont: DonneesPont }) {
  return (
    <Bascule
      id="pont"
      titre="Pourquoi ils diffèrent"
      legende="Affichage des écarts entre méthodes"
      graphique={
        <>
          <p className={styles.note}>
            Places, base « {BASES[pont.base].nom.toLocaleLowerCase("fr")} », d’une méthode à l’autre
          </p>
          <DessinPont pont={pont} phrase={decrire(pont)} />
          <p className={styles.note}>
            Un transfert de 5 places est compté 10 par Orion : « un dysfonctionnement qu’il conviendrait de corriger »
            (IGÉSR, chapitre 3 § 4.3 et note 135).
          </p>
        </>
      }
      tableau={<TableauPont pont={pont} />}
    />
  );
}

/** Why two methods differ, in one sentence each; its places open on their rows. */
export function Ecarts({ pont }: { pont: DonneesPont }) {
  return (
    <section aria-labelledby="titre-ecarts" className={styles.ecarts}>
      <h3 className="fr-text--md fr-mb-1v" id="titre-ecarts">
        D’une méthode à l’autre, places de la base « {BASES[pont.base].nom.toLocaleLowerCase("fr")} »
      </h3>
      <ul>
        {pont.ecarts.map(({ de, vers, phrase, etapes }) => (
          <li key={`${de}-${vers}`}>
            {phrase}
            {etapes.length > 0 ? (
              <span className={styles.resume}>
                {etapes.map(({ libelle, places }, rang) => (
                  <Fragment key={libelle}>
                    {rang > 0 ? " · " : null}
                    {libelle} <LienPlaces chiffre={places} sens={libelle} />
                  </Fragment>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const decrire = ({ etapes, objectif }: DonneesPont): string => {
  const totaux = etapes
    .filter((e) => e.genre === "total")
    .map((e) => `${e.libelle} ${accorder(e.places.places, "place")}`);
  const but = objectif === null ? "" : ` ; l’objectif de ${OBJECTIF_ECRIT} en demande ${ecrireNombre(objectif)}`;
  return `Places transformées par méthode : ${totaux.join(", ")}${but}.`;
};

const sensDe = (e: EtapePont): string => (e.genre === "total" ? e.libelle : `${e.libelle}, voir les demandes`);

function TableauPont({ pont: { etapes, objectif } }: { pont: DonneesPont }) {
  return (
    <table className={styles.tableau}>
      <caption className="fr-sr-only">Places transformées, d’une méthode à l’autre</caption>
      <thead>
        <tr>
          <th scope="col">Étape</th>
          <th scope="col" className={styles.droite}>
            Places
          </th>
        </tr>
      </thead>
      <tbody>
        {etapes.map((e) =>
          e.genre === "total" ? (
            <tr key={e.libelle} className={styles.total}>
              <th scope="row">{e.libelle}</th>
              <td className={styles.droite}>
                <LienPlaces chiffre={e.places} sens={sensDe(e)} texte={ecrireNombre(e.places.places)} />
              </td>
            </tr>
          ) : (
            <tr key={e.libelle}>
              <th scope="row" className={styles.retraitLigne}>
                {e.libelle}
                <span className={styles.resume}>{e.explication}</span>
              </th>
              <td className={styles.droite}>
                <LienPlaces chiffre={e.places} sens={sensDe(e)} texte={ecrireEtape(e)} />
              </td>
            </tr>
          ),
        )}
        <tr>
          <th scope="row">Objectif de {OBJECTIF_ECRIT}</th>
          <td className={styles.droite}>{objectif === null ? "Effectif inconnu" : ecrireNombre(objectif)}</td>
        </tr>
      </tbody>
    </table>
  );
}
