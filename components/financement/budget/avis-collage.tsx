"use client";
import { type Grille, rangeesAffichees } from "@/lib/domain/budget";
import { accorder } from "@/lib/domain/ecriture";
import styles from "./budget.module.css";
import { nomAnnee, nomRangee } from "./noms";
import type { ResultatCollage } from "./usage-budget";

/** Refusals named one by one, then counted. */
const NOMMES = 8;

/** What a pasted block gave: how many amounts went in, which were refused and why, and the way back. */
export function AvisCollage({
  resultat,
  grille,
  nomDe,
  surAnnulation,
  surFermeture,
}: {
  resultat: ResultatCollage;
  grille: Grille;
  nomDe: (partenaire: string | null) => string;
  surAnnulation: () => void;
  surFermeture: () => void;
}) {
  const { colles, refus } = resultat;
  const rangees = new Map(rangeesAffichees(grille).map((r) => [r.cle, r]));
  const ou = (r: ResultatCollage["refus"][number]) => {
    const rangee = r.cle === null ? undefined : rangees.get(r.cle);
    if (!rangee) return "sous la dernière ligne";
    const nom = nomRangee(rangee, nomDe(rangee.partenaire));
    return r.annee === undefined ? `${nom}, après la dernière année` : `${nom}, ${nomAnnee(r.annee)}`;
  };
  return (
    <div
      className={`fr-alert fr-alert--sm ${refus.length > 0 ? "fr-alert--warning" : "fr-alert--success"} ${styles.avis}`}
      role="status"
    >
      <p>
        {accorder(colles, "case")} {colles >= 2 ? "remplies" : "remplie"}
        {refus.length > 0
          ? `, ${accorder(refus.length, "valeur")} ${refus.length >= 2 ? "refusées" : "refusée"} :`
          : "."}
      </p>
      {refus.length > 0 ? (
        <ul>
          {refus.slice(0, NOMMES).map((r) => (
            <li key={`${r.cle}-${r.annee}-${r.texte}`}>
              {ou(r)} : « {r.texte} » {r.motif === "illisible" ? "n’est pas un montant" : "n’a pas de case"}
            </li>
          ))}
          {refus.length > NOMMES ? <li>et {accorder(refus.length - NOMMES, "autre")}</li> : null}
        </ul>
      ) : null}
      <p>
        {colles > 0 ? (
          <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surAnnulation}>
            Annuler le collage
          </button>
        ) : null}{" "}
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={surFermeture}>
          Fermer
        </button>
      </p>
    </div>
  );
}
