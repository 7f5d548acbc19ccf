import type { EquipeVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import styles from "./equipe.module.css";
import { FormulaireInvitation } from "./formulaire-invitation";
import { Invitations } from "./invitations";
import { MaPlace } from "./ma-place";
import { Membres } from "./membres";
import { Partenaires } from "./partenaires";

/** Who works on the dossier, who is invited, who answers for each partner. Each table is a landmark of its own already. */
export function PageEquipe({ equipe, actions }: { equipe: EquipeVue; actions: ActionsEquipe }) {
  const { dossierId, droits } = equipe;
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Équipe
        </h2>
      </div>
      <p className="rg-section__intro">
        {droits.gerer
          ? "Vous composez l’équipe : chaque personne ne fait que ce que son droit lui ouvre."
          : "Seuls les responsables du dossier composent l’équipe."}
      </p>
      <div className={styles.bloc}>
        <h3>Membres</h3>
        <Membres equipe={equipe} actions={actions} />
      </div>
      {droits.gerer ? (
        <>
          <div className={styles.bloc}>
            <h3>Inviter dans l’équipe</h3>
            <FormulaireInvitation dossierId={dossierId} inviterMembres={actions.inviterMembres} />
          </div>
          <div className={styles.bloc}>
            <h3>Invitations en attente</h3>
            <Invitations dossierId={dossierId} invitations={equipe.invitations} actions={actions} />
          </div>
        </>
      ) : null}
      <div className={styles.bloc}>
        <h3>Contacts des partenaires</h3>
        <Partenaires equipe={equipe} actions={actions} />
      </div>
      {droits.quitter ? (
        <div className={styles.bloc}>
          <h3>Votre place dans l’équipe</h3>
          <MaPlace equipe={equipe} actions={actions} />
        </div>
      ) : null}
    </section>
  );
}
