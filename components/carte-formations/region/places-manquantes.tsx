import Link from "next/link";
import type { ReactNode } from "react";
import { jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import { adresseDemandes } from "@/lib/schemas/carte-filtres";
import type { PlacesManquantes as DonneesManquantes, PlaceManquante } from "@/lib/schemas/carte-taux";
import { ecrireDiplome } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

type Props = {
  manquantes: DonneesManquantes;
  rentree: number;
  /** Whether any constat of this rentrée is known: without one, nothing can be said. */
  constatSaisi: boolean;
  /** Some demand is validated: there is something to observe. */
  aConstater: boolean;
  nomMotif: (code: string) => string;
  /** The button that asks for a reason; null where one may not. */
  demander: (ligne: PlaceManquante) => ReactNode;
};

/** « Places promises pour cette rentrée et non ouvertes », the largest first. */
export function PlacesManquantes(props: Props) {
  const { manquantes, rentree, constatSaisi, aConstater } = props;
  const { total, colorees, formations, sansConstat, lignes, autres } = manquantes;
  return (
    <section aria-labelledby="titre-manquantes" className={styles.bloc}>
      <div className={styles.teteBloc}>
        <h2 className="fr-h5" id="titre-manquantes">
          Places promises à la rentrée {rentree} et non ouvertes
        </h2>
        {total.places + colorees.places > 0 ? (
          <p>
            <strong>
              <LienPlaces chiffre={total} sens="promises et non ouvertes" />
            </strong>{" "}
            dans {accorder(formations, "formation")} ({accorder(lignes.length + autres.demandes, "demande")})
            {colorees.places > 0 ? (
              <>
                ,{" "}
                <LienPlaces
                  chiffre={colorees}
                  sens="colorées promises et non ouvertes"
                  texte={ecrireColorees(colorees.places)}
                />
              </>
            ) : null}
          </p>
        ) : null}
      </div>
      {!constatSaisi ? (
        <p className={styles.vide}>
          {aConstater
            ? "Constat pas encore saisi : les places ouvertes ne sont pas connues, rien ne dit donc lesquelles manquent."
            : "Aucune demande validée : rien n’est encore promis."}
        </p>
      ) : total.places + colorees.places === 0 ? (
        <p className={styles.vide}>Toutes les places promises dont le constat est connu sont ouvertes.</p>
      ) : (
        <Liste {...props} />
      )}
      {total.places > 0 ? (
        <p className={styles.note}>
          Chaque voie est comptée à part : ce que l’une ouvre en plus ne remplace pas ce qui manque à l’autre. Une place
          ouverte sans sa coloration manque aux colorées seulement.
        </p>
      ) : null}
      {constatSaisi && sansConstat > 0 ? (
        <p className={styles.note}>
          {accorder(sansConstat, "demande validée", "demandes validées")} sans constat : leurs places ne sont ni
          ouvertes ni manquantes, on ne le sait pas.
        </p>
      ) : null}
    </section>
  );
}

function Liste({ manquantes: { lignes, autres, total }, nomMotif, demander }: Props) {
  return (
    <>
      <table className={`${styles.tableau} ${styles.manquantes}`}>
        <caption className="fr-sr-only">
          Places promises et non ouvertes, des plus nombreuses aux moins nombreuses
        </caption>
        <thead>
          <tr>
            <th scope="col">Formation et établissement</th>
            <th scope="col" className={styles.droite}>
              Promises
            </th>
            <th scope="col" className={styles.droite}>
              Ouvertes
            </th>
            <th scope="col" className={styles.droite}>
              Manquantes
            </th>
            <th scope="col" className={styles.droite}>
              Colorées manquantes
            </th>
            <th scope="col">Motif</th>
            <th scope="col">Projet</th>
            <th scope="col">
              <span className="fr-sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((l) => (
            <tr key={l.numero}>
              <th scope="row" className={styles.nommee}>
                {nommer(l)}
                <span className={styles.resume}>{l.etablissement ?? l.uai}</span>
              </th>
              <td className={styles.droite} data-libelle="Promises">
                {ecrireNombre(l.promises)}
              </td>
              <td className={styles.droite} data-libelle="Ouvertes">
                {ecrireNombre(l.ouvertes)}
              </td>
              <td className={styles.droite} data-libelle="Manquantes">
                <strong>{ecrireNombre(l.manquantes)}</strong>
              </td>
              <td className={styles.droite} data-libelle="Colorées manquantes">
                {ecrireNombre(l.coloreesManquantes)}
              </td>
              <td data-libelle="Motif">
                <Motif ligne={l} nomMotif={nomMotif} />
              </td>
              <td data-libelle="Projet">
                <Projets ligne={l} />
              </td>
              <td className={styles.gestesLigne}>
                {l.motif === null && l.motifDemandeLe === null ? demander(l) : null}
                <Link href={`/carte/demandes/${encodeURIComponent(l.numero)}`}>
                  Ouvrir<span className="fr-sr-only"> la demande {l.numero}</span>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {autres.demandes > 0 ? (
        <p className={styles.suite}>
          <Link href={adresseDemandes(total.filtres)}>
            Voir {autres.demandes === 1 ? "l’autre demande" : `les ${ecrireNombre(autres.demandes)} autres demandes`} (
            {accorder(autres.places, "place")})
          </Link>
        </p>
      ) : null}
    </>
  );
}

const ecrireColorees = (n: number): string => accorder(n, "colorée manquante", "colorées manquantes");

const nommer = ({ diplome, formation, cfd }: PlaceManquante): string => {
  if (formation === null) return `Formation ${cfd}`;
  return diplome === null ? formation : `${ecrireDiplome(diplome)} ${formation}`;
};

function Motif({ ligne, nomMotif }: { ligne: PlaceManquante; nomMotif: (code: string) => string }) {
  const { motif, precision, motifDemandeLe } = ligne;
  if (motif !== null)
    return (
      <>
        {nomMotif(motif)}
        {precision === null || precision === "" ? null : <span className={styles.resume}>{precision}</span>}
      </>
    );
  return (
    <>
      <span className={styles.sansMotif}>
        <span className="fr-icon-warning-line fr-icon--sm" aria-hidden="true" /> Motif non renseigné
      </span>
      {motifDemandeLe === null ? null : (
        <span className={styles.resume}>demandé le {ecrireDateCourte(jourAParis(new Date(motifDemandeLe)))}</span>
      )}
    </>
  );
}

function Projets({ ligne: { projets, autresProjets } }: { ligne: PlaceManquante }) {
  if (projets.length + autresProjets === 0) return <span className={styles.discret}>aucun</span>;
  return (
    <>
      {projets.map(({ dossierId, nom }) => (
        <Link key={dossierId} href={`/dossiers/${dossierId}`} className={styles.projet}>
          {nom}
        </Link>
      ))}
      {autresProjets > 0 ? (
        <span className={styles.projet}>
          {autresProjets === 1 ? "un autre dossier" : `${autresProjets} autres dossiers`}
        </span>
      ) : null}
    </>
  );
}
