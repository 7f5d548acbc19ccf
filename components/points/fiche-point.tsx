"use client";
import Link from "next/link";
import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import { ecrireInstant } from "@/components/dossier/etat-enregistrement";
import { centimes } from "@/lib/domain/argent";
import { ecrireEuros, ecrireNombre } from "@/lib/domain/ecriture";
import { adresseComparaison, ecrireReference } from "@/lib/schemas/comparaison";
import type { PointsVus, PointVu } from "@/lib/schemas/points";
import styles from "./points.module.css";

const montant = (texte: string | null, absent: string): string =>
  texte === null ? absent : ecrireEuros(centimes(BigInt(texte)));

/** One save point: its name, its moment, its figures, what can be done with it. */
export function FichePoint({
  point: p,
  dossierId,
  aujourdhui,
  courant,
  choisi,
  surChoix,
  droits,
  enCours,
  surRetour,
  surRenommage,
  surRetrait,
}: {
  point: PointVu;
  dossierId: string;
  aujourdhui: string;
  /** Nothing was written since. */
  courant: boolean;
  choisi: boolean;
  surChoix: (oui: boolean) => void;
  droits: PointsVus["droits"];
  enCours: boolean;
  surRetour: () => void;
  surRenommage: () => void;
  surRetrait: () => void;
}) {
  const nomLu = <span className="fr-sr-only"> « {p.nom} »</span>;
  return (
    <li className={styles.fiche}>
      <div className="fr-checkbox-group fr-checkbox-group--sm">
        <input type="checkbox" id={`choix-${p.id}`} checked={choisi} onChange={(e) => surChoix(e.target.checked)} />
        <label className={`fr-label ${styles.nom}`} htmlFor={`choix-${p.id}`}>
          <span>
            <span className="fr-sr-only">Choisir, pour comparer : </span>
            {p.nom}
          </span>
        </label>
      </div>
      {p.note ? <p className={styles.note}>{p.note}</p> : null}
      <p className={styles.moment}>
        Créé {ecrireInstant(p.creeLe, aujourdhui)} par {p.creePar}, révision {ecrireNombre(p.revision)}.
        {courant ? " Rien n’a changé depuis." : ""}
      </p>
      <dl className={styles.faits}>
        <div>
          <dt>Coût total</dt>
          <dd>{montant(p.coutTotal, "Non renseigné")}</dd>
        </div>
        <div>
          <dt>Subvention</dt>
          <dd>{montant(p.subvention, "Non renseignée")}</dd>
        </div>
        <div>
          <dt>Verdict</dt>
          <dd>
            <BadgeVerdictGlobal verdict={p.verdict} petit />
          </dd>
        </div>
      </dl>
      <div className={styles.gestes}>
        <Link
          className="fr-btn fr-btn--tertiary fr-btn--sm"
          href={adresseComparaison(dossierId, ecrireReference({ type: "point", id: p.id }), "courant")}
        >
          Comparer à aujourd’hui
          {nomLu}
        </Link>
        {droits.creer ? (
          <>
            <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surRetour}>
              Revenir à ce point…
              {nomLu}
            </button>
            <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surRenommage}>
              Renommer
              {nomLu}
            </button>
          </>
        ) : null}
        {droits.retirer ? (
          <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" disabled={enCours} onClick={surRetrait}>
            Retirer
            {nomLu}
          </button>
        ) : null}
      </div>
    </li>
  );
}
