"use client";
import { useState } from "react";
import { dateHeureAParis } from "@/components/compte/date-heure";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { enSaisie, mentionsDe } from "@/lib/domain/mentions";
import type { CommentairesVus, CommentaireVu } from "@/lib/schemas/commentaires";
import { useEspaceFixe } from "../../espace-contexte";
import styles from "./commentaires.module.css";
import { FormulaireCommentaire } from "./formulaire-commentaire";
import { TexteCommentaire } from "./texte-commentaire";
import { useGesteCommentaire } from "./usage-geste";

type Mode = "lecture" | "correction" | "retrait";

/** One comment; its author corrects it or takes it back. */
export function Commentaire({ commentaire, vus }: { commentaire: CommentaireVu; vus: CommentairesVus }) {
  const { espace, actions } = useEspaceFixe();
  const [mode, setMode] = useState<Mode>("lecture");
  const { faire, enCours, erreur } = useGesteCommentaire();
  const { id, auteur, texte, creeLe, modifieLe, retire, version, deMoi } = commentaire;
  const vue = { dossierId: espace.id, commentaireId: id, versionVue: version };
  const revenir = () => {
    setMode("lecture");
    // The buttons that had the focus are gone.
    requestAnimationFrame(() => document.getElementById(`commentaire-${id}`)?.focus());
  };
  const etiquettes = new Map(vus.mentionnables.map((m) => [m.id, m.etiquette]));
  const etiquetteDe = (compte: string) => etiquettes.get(compte) ?? vus.noms[compte] ?? "Compte effacé";
  return (
    <li id={`commentaire-${id}`} tabIndex={-1} className={styles.commentaire}>
      <p className={styles.auteur}>
        <strong>{auteur.nom}</strong>{" "}
        <span className="rg-discret">
          le <time dateTime={creeLe}>{dateHeureAParis(creeLe)}</time>
          {modifieLe !== null && !retire ? ", modifié" : ""}
        </span>
      </p>
      {retire ? (
        <p className={`${styles.texte} rg-discret`}>Commentaire retiré</p>
      ) : mode === "correction" ? (
        <FormulaireCommentaire
          cle={`${espace.id}:modifier:${id}`}
          libelle="Modifier votre commentaire"
          bouton="Enregistrer"
          depart={enSaisie(texte, etiquetteDe)}
          mentionnables={vus.mentionnables}
          partis={mentionsDe(texte)
            .filter((compte) => !etiquettes.has(compte))
            .map((compte) => ({ id: compte, etiquette: etiquetteDe(compte) }))}
          envoyer={(nouveau) => actions.commentaires.modifier({ ...vue, texte: nouveau })}
          surFin={revenir}
          surAbandon={revenir}
        />
      ) : (
        <TexteCommentaire texte={texte} noms={vus.noms} />
      )}
      <RefusFormulaire erreur={erreur} />
      {deMoi && !retire && vus.ecrire && mode === "lecture" ? (
        <div className={styles.boutons}>
          <button type="button" className={styles.petit} onClick={() => setMode("correction")}>
            Modifier<span className="fr-sr-only"> votre commentaire</span>
          </button>
          <button type="button" className={styles.petit} onClick={() => setMode("retrait")}>
            Retirer<span className="fr-sr-only"> votre commentaire</span>
          </button>
        </div>
      ) : null}
      {mode === "retrait" ? (
        <div role="alert" className={styles.confirmation}>
          <p>Retirer ce commentaire ? Son texte sera effacé pour tout le monde.</p>
          <div className={styles.boutons}>
            <button
              type="button"
              className="fr-btn fr-btn--sm"
              disabled={enCours}
              onClick={async () => {
                await faire(() => actions.commentaires.retirer(vue));
                revenir();
              }}
            >
              Retirer le commentaire
            </button>
            <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" disabled={enCours} onClick={revenir}>
              Garder
            </button>
          </div>
        </div>
      ) : null}
    </li>
  );
}
