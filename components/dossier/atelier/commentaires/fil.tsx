"use client";
import { type ReactNode, useState } from "react";
import { dateHeureAParis } from "@/components/compte/date-heure";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { CommentairesVus, FilVu } from "@/lib/schemas/commentaires";
import { useEspaceFixe } from "../../espace-contexte";
import { Commentaire } from "./commentaire";
import styles from "./commentaires.module.css";
import { FormulaireCommentaire } from "./formulaire-commentaire";
import { useGesteCommentaire } from "./usage-geste";

/** A thread: what was said, an answer, and whether it is settled. `lieu`: where it is, when the page does not say it already. */
export function Fil({ fil, vus, lieu }: { fil: FilVu; vus: CommentairesVus; lieu?: ReactNode }) {
  const { espace, actions } = useEspaceFixe();
  const [repond, setRepond] = useState(false);
  const { faire, enCours, erreur } = useGesteCommentaire();
  const auteur = fil.commentaires[0]?.auteur.nom ?? "";
  const finir = () => {
    setRepond(false);
    // Once settled it may be folded away with the others.
    requestAnimationFrame(() =>
      (
        document.getElementById(`fil-${fil.id}`) ??
        document.querySelector<HTMLElement>('[aria-controls="commentaires-resolus"]')
      )?.focus(),
    );
  };
  return (
    <article
      id={`fil-${fil.id}`}
      tabIndex={-1}
      aria-label={`Discussion ouverte par ${auteur}`}
      className={`${styles.fil} ${fil.resolu === null ? "" : styles.resolu}`}
    >
      {lieu}
      {fil.mentionsNonLues > 0 ? <p className="fr-badge fr-badge--info fr-badge--sm">Vous mentionne</p> : null}
      {fil.resolu === null ? null : (
        <p className={styles.etat}>
          <span className="fr-icon-checkbox-circle-line" aria-hidden="true" /> Résolu par {fil.resolu.par}, le{" "}
          {dateHeureAParis(fil.resolu.le)}
        </p>
      )}
      <ul className={styles.liste}>
        {fil.commentaires.map((c) => (
          <Commentaire key={c.id} commentaire={c} vus={vus} />
        ))}
      </ul>
      <RefusFormulaire erreur={erreur} />
      {!vus.ecrire ? null : repond ? (
        <FormulaireCommentaire
          cle={`${espace.id}:repondre:${fil.id}`}
          libelle="Votre réponse"
          bouton="Répondre"
          mentionnables={vus.mentionnables}
          envoyer={(texte) => actions.commentaires.repondre({ dossierId: espace.id, filId: fil.id, texte })}
          surFin={finir}
          surAbandon={finir}
        />
      ) : (
        <div className={styles.boutons}>
          <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={() => setRepond(true)}>
            Répondre
          </button>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            disabled={enCours}
            onClick={async () => {
              const resolu = fil.resolu === null;
              const demande = { dossierId: espace.id, filId: fil.id, versionVue: fil.version, resolu };
              await faire(() => actions.commentaires.resoudre(demande));
              finir();
            }}
          >
            {fil.resolu === null ? "Marquer comme résolu" : "Rouvrir"}
          </button>
        </div>
      )}
    </article>
  );
}
