"use client";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { accorder } from "@/lib/domain/ecriture";
import { TYPES_TRANSFORMATION } from "@/lib/domain/nomenclatures";
import type { Incoherence } from "@/lib/domain/places";
import styles from "./carte.module.css";
import { useFormations } from "./formations";
import { FormulaireTransformation } from "./formulaire-transformation";
import type { TransformationSaisie } from "./usage-transformations";

/** « 12 → 24 » summed over what is typed; null while nothing is. */
function placesEnBref(ligne: TransformationSaisie): string | null {
  const paires = [ligne.scolaire, ligne.apprentissage].filter((p): p is [unknown, unknown] => Array.isArray(p));
  if (paires.length === 0) return null;
  const somme = (i: 0 | 1) => paires.reduce((t, p) => t + (Number(p[i]) || 0), 0);
  return `${somme(0)} → ${accorder(somme(1), "place")}`;
}

/** One transformation: a line that says what changes, and its form below when opened. */
export function CarteTransformation({
  rang,
  ligne,
  incoherences,
  etablissement,
  ouverte,
  surBascule,
  surRetrait,
}: {
  rang: number;
  ligne: TransformationSaisie;
  incoherences: readonly Incoherence[];
  etablissement: unknown;
  ouverte: boolean;
  surBascule: () => void;
  surRetrait: (nom: string) => void;
}) {
  const { lectureSeule } = useEspaceFixe();
  const { formation } = useFormations();
  const cfd = typeof ligne.cfd === "string" ? ligne.cfd : "";
  const connue = cfd ? formation(cfd) : undefined;
  const nom = connue ? `${connue.diplome} ${connue.libelle}` : cfd ? `Formation ${cfd}` : `Transformation ${rang + 1}`;
  const type = TYPES_TRANSFORMATION.libelles[ligne.type as keyof typeof TYPES_TRANSFORMATION.libelles] as
    | string
    | undefined;
  const places = placesEnBref(ligne);
  const zone = `transformations-${rang}-formulaire`;
  return (
    <li id={`transformations-${rang}`} tabIndex={-1}>
      <div className={styles.tete}>
        <div className={styles.qui}>
          <p className={styles.nom}>{nom}</p>
          <p className={styles.detail}>
            {etablissement ? `${String(etablissement)}, ` : ""}
            {ligne.uai ? `UAI ${String(ligne.uai)}` : "établissement à préciser"},{" "}
            {ligne.rentree ? `rentrée ${String(ligne.rentree)}` : "rentrée à préciser"}
          </p>
        </div>
        <p className={styles.type}>{type ?? <span className={styles.discret}>Type à préciser</span>}</p>
        <p className={styles.places}>{places ?? <span className={styles.discret}>Places à préciser</span>}</p>
        <div className={styles.gestes}>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            aria-expanded={ouverte}
            aria-controls={zone}
            onClick={surBascule}
          >
            {ouverte ? "Replier" : lectureSeule ? "Voir" : "Modifier"}
            <span className="fr-sr-only"> {nom}</span>
          </button>
          {lectureSeule ? null : (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
              title={`Retirer ${nom}`}
              onClick={() => surRetrait(nom)}
            >
              Retirer {nom}
            </button>
          )}
        </div>
      </div>
      {incoherences.length > 0 && !ouverte ? (
        <p className={styles.alerte}>
          <span className="fr-icon-warning-fill fr-icon--sm" aria-hidden="true" />{" "}
          {accorder(incoherences.length, "incohérence")} à corriger
        </p>
      ) : null}
      <div id={zone}>{ouverte ? <FormulaireTransformation rang={rang} incoherences={incoherences} /> : null}</div>
    </li>
  );
}
