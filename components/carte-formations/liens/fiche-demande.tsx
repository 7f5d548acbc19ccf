import Link from "next/link";
import type { ReactNode } from "react";
import { TITRE_OCCUPEES } from "@/lib/domain/carte/occupees";
import type { DemandeVue } from "@/lib/schemas/liens-carte";
import { FigureOccupees } from "../occupees";
import styles from "./liens.module.css";
import { avantApres, ecrireCompte, nomEtablissement, nomFormation, nomQuadrant, nomType } from "./mots";
import { SuiviDemande } from "./suivi-demande";

const change = ([actuelle, future]: readonly [number, number]): boolean => actuelle > 0 || future > 0;

function Fait({ nom, children }: { nom: string; children: ReactNode }) {
  return (
    <div>
      <dt>{nom}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One demand: what it is, its places now and after, what it counts for, and who else claims it. */
export function FicheDemande({
  demande: d,
  tete,
  children,
}: {
  demande: DemandeVue;
  /** Takes the place of the name: a box to tick that bears it. */
  tete?: ReactNode;
  children?: ReactNode;
}) {
  const { scolaire, scolaireColoree, apprentissage, apprentissageColoree } = d.places;
  return (
    <li className={styles.demande} id={`demande-${d.numero}`} tabIndex={-1}>
      <div className={styles.tete}>
        {tete ?? <p className={styles.nom}>{nomFormation(d)}</p>}
        <p className="fr-badge fr-badge--sm fr-badge--no-icon">{d.statut}</p>
      </div>
      <p className={styles.detail}>
        {nomEtablissement(d)} ({d.uai}), rentrée {d.rentree}, demande{" "}
        {d.ouverte ? <Link href={`/carte/demandes/${encodeURIComponent(d.numero)}`}>{d.numero}</Link> : d.numero}
      </p>
      <dl className={styles.faits}>
        <Fait nom="Type">{nomType(d.type)}</Fait>
        {change(scolaire) ? <Fait nom="Voie scolaire">{avantApres(scolaire)} places</Fait> : null}
        {change(scolaireColoree) ? <Fait nom="dont colorées">{avantApres(scolaireColoree)}</Fait> : null}
        {change(apprentissage) ? <Fait nom="Apprentissage">{avantApres(apprentissage)} places</Fait> : null}
        {change(apprentissageColoree) ? <Fait nom="dont colorées">{avantApres(apprentissageColoree)}</Fait> : null}
        {d.coloration === null ? null : <Fait nom="Coloration">{d.coloration}</Fait>}
        <Fait nom="Compte pour">{d.compte === null ? "rien (hors taux)" : ecrireCompte(d.compte)}</Fait>
        <Fait nom="Constaté à la rentrée">{d.constat === null ? "Pas encore saisi" : ecrireCompte(d.constat)}</Fait>
        <Fait nom={TITRE_OCCUPEES}>
          <FigureOccupees occupees={d.occupees} />
        </Fait>
        <Fait nom="Quadrant régional">{nomQuadrant(d.quadrant)}</Fait>
      </dl>
      {d.ailleurs.length === 0 ? null : (
        <p className="fr-message fr-message--warning">
          {/* One box: DSFR lays the message out as a flex row, which swallows the spaces between its parts. */}
          <span>
            Aussi rattachée à{" "}
            {d.ailleurs.map(({ dossierId, nom }, rang) => (
              <span key={dossierId ?? `autre-${rang}`}>
                {rang === 0 ? "" : ", "}
                {dossierId === null ? nom : <Link href={`/dossiers/${dossierId}/carte`}>{nom}</Link>}
              </span>
            ))}
            {"\u00a0"}: ses places compteraient deux fois.
          </span>
        </p>
      )}
      <SuiviDemande demande={d} />
      {children}
    </li>
  );
}
