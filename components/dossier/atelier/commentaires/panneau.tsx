"use client";
import { useState } from "react";
import { createPortal } from "react-dom";
import { Modale } from "@/components/dsfr/modale";
import { accorder } from "@/lib/domain/ecriture";
import type { CodeSection } from "@/lib/domain/sections";
import { estOuvert } from "@/lib/schemas/commentaires";
import { useEspaceFixe } from "../../espace-contexte";
import styles from "./commentaires.module.css";
import { Fil } from "./fil";
import { FormulaireCommentaire } from "./formulaire-commentaire";
import { useCommentaires, useMentionsLues } from "./usage-commentaires";

type Proprietes = {
  section: CodeSection;
  adresse: string | null;
  titre: string;
  surFermeture: () => void;
};

/**
 * Opened from inside a section's form, or from a dialog, whose form would otherwise hold this one, and whose backdrop would take the
 * clicks of this one's.
 */
export default function PanneauCommentaires(proprietes: Proprietes) {
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: only keeps events from going further up
    <div onClick={(e) => e.stopPropagation()}>
      <Panneau {...proprietes} />
    </div>,
    document.body,
  );
}

/** What is said of one field, or of a whole section (`adresse` null: its fields' threads are on their own buttons). */
function Panneau({ section, adresse, titre, surFermeture }: Proprietes) {
  const { espace, actions } = useEspaceFixe();
  const vus = useCommentaires();
  const [resolus, setResolus] = useState(false);
  const [publie, setPublie] = useState(false);
  const ici = (vus?.fils ?? []).filter((f) => f.section === section && f.adresse === adresse);
  const ouverts = ici.filter(estOuvert);
  const fermes = ici.filter((f) => !estOuvert(f));
  useMentionsLues(resolus ? ici : ouverts);
  return (
    <Modale id="panneau-commentaires" titre={`Commentaires : ${titre}`} ouverte surFermeture={surFermeture}>
      {vus === null ? (
        <p role="status">Lecture des commentaires…</p>
      ) : (
        <>
          {ouverts.length === 0 ? (
            <p className="rg-discret">Aucune discussion ouverte ici.</p>
          ) : (
            ouverts.map((fil) => <Fil key={fil.id} fil={fil} vus={vus} />)
          )}
          <p className="fr-sr-only" role="status">
            {publie ? "Votre commentaire est publié." : ""}
          </p>
          {vus.ecrire ? (
            <FormulaireCommentaire
              cle={`${espace.id}:${adresse ?? section}`}
              libelle="Votre commentaire"
              bouton="Commenter"
              mentionnables={vus.mentionnables}
              envoyer={(texte) => {
                setPublie(false);
                return actions.commentaires.ecrire({ dossierId: espace.id, section, adresse, texte });
              }}
              surFin={() => setPublie(true)}
            />
          ) : null}
          {fermes.length > 0 ? (
            <div className={styles.resolus}>
              <button
                type="button"
                className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
                aria-expanded={resolus}
                aria-controls="commentaires-resolus"
                onClick={() => setResolus(!resolus)}
              >
                {accorder(fermes.length, "discussion résolue", "discussions résolues")}
              </button>
              <div id="commentaires-resolus" hidden={!resolus}>
                {resolus ? fermes.map((fil) => <Fil key={fil.id} fil={fil} vus={vus} />) : null}
              </div>
            </div>
          ) : null}
          <p className="rg-discret rg-petit">
            Les commentaires restent dans l’équipe : ils ne sont ni dans le PDF, ni dans les exports, ni dans ce qui est
            déposé.
          </p>
        </>
      )}
    </Modale>
  );
}
