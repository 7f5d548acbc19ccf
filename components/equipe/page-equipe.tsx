import type { EquipeVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import styles from "./equipe.module.css";
import { FormulaireInvitation } from "./formulaire-invitation";
import { Invitations } from "./invitations";
import { MaPlace } from "./ma-place";
import { Membres } from "./membres";
import { Partenaires } from "./partenaires";

/** Who works on the dossier, who is invited, who answers for each partner. */
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
          ? "Vous composez l’équipe : chaque personne ne fait que ce que son droit lui ouvre."
          : "Seuls les responsables du dossier composent l’équipe."}
      </p>
      <section className={styles.bloc} aria-labelledby="titre-membres">
        <h3 id="titre-membres">Membres</h3>
        <Membres equipe={equipe} actions={actions} />
      </section>
      {droits.gerer ? (
        <>
          <section className={styles.bloc} aria-labelledby="titre-inviter">
            <h3 id="titre-inviter">Inviter dans l’équipe</h3>
            <FormulaireInvitation dossierId={dossierId} inviterMembres={actions.inviterMembres} />
          </section>
          <section className={styles.bloc} aria-labelledby="titre-attente">
            <h3 id="titre-attente">Invitations en attente</h3>
            <Invitations dossierId={dossierId} invitations={equipe.invitations} actions={actions} />
          </section>
        </>
      ) : null}
      <section className={styles.bloc} aria-labelledby="titre-contacts">
        <h3 id="titre-contacts">Contacts des partenaires</h3>
        <Partenaires equipe={equipe} actions={actions} />
      </section>
      {droits.quitter ? (
        <section className={styles.bloc} aria-labelledby="titre-place">
          <h3 id="titre-place">Votre place dans l’équipe</h3>
          <MaPlace equipe={equipe} actions={actions} />
        </section>
      ) : null}
    </section>
  );
}
