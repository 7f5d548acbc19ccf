"use client";
import { useState } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { motEnvoi, phraseRenvoi } from "@/lib/domain/courrier";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import { nomDroit } from "@/lib/domain/equipe";
import type { InvitationVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import styles from "./equipe.module.css";
import { useGeste } from "./usage-geste";

type Actions = Pick<ActionsEquipe, "renvoyerInvitation" | "retirerInvitation">;

/** « Jusqu’au 05/12/2026 », « Expirée le … » */
export function Echeance({ invitation: { etat, expireLe } }: { invitation: Pick<InvitationVue, "etat" | "expireLe"> }) {
  const jour = ecrireDateCourte(jourAParis(new Date(expireLe)));
  return etat === "expiree" ? (
    <span className="fr-badge fr-badge--sm fr-badge--warning">Expirée le {jour}</span>
  ) : (
    <>Jusqu’au {jour}</>
  );
}

export function GestesInvitation({
  dossierId,
  invitation: { id, email, version: versionVue },
  actions: { renvoyerInvitation, retirerInvitation },
  geste: { faire, enCours },
  surFait,
}: {
  dossierId: string;
  invitation: InvitationVue;
  actions: Actions;
  geste: Pick<ReturnType<typeof useGeste>, "faire" | "enCours">;
  surFait: (phrase: string) => void;
}) {
  const vise = { dossierId, invitationId: id, versionVue };
  const renvoyer = async () => {
    const pret = await faire(() => renvoyerInvitation(vise));
    if (pret !== null) surFait(phraseRenvoi(email, pret.courrier));
  };
  const retirer = async () => {
    if ((await faire(() => retirerInvitation(vise))) !== null)
      surFait(`L’invitation de ${email} est retirée : son lien ne vaut plus rien.`);
  };
  return (
    <div className={styles.gestes}>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm"
        disabled={enCours}
        onClick={() => void renvoyer()}
      >
        Renvoyer<span className="fr-sr-only"> l’invitation de {email}</span>
      </button>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm"
        disabled={enCours}
        onClick={() => void retirer()}
      >
        Retirer<span className="fr-sr-only"> l’invitation de {email}</span>
      </button>
    </div>
  );
}

/** Invitations into the team that wait for an answer, those that ran out included. */
export function Invitations({
  dossierId,
  invitations,
  actions,
}: {
  dossierId: string;
  invitations: readonly InvitationVue[];
  actions: Actions;
}) {
  const geste = useGeste();
  const [fait, setFait] = useState<string | null>(null);
  const colonnes: Colonne<InvitationVue>[] = [
    { cle: "email", nom: "Adresse", entete: true, contenu: (i) => i.email },
    { cle: "droit", nom: "Droit", contenu: (i) => (i.droit === null ? "" : nomDroit(i.droit)) },
    { cle: "echeance", nom: "Valable", court: true, contenu: (i) => <Echeance invitation={i} /> },
    { cle: "courriel", nom: "Courriel", court: true, contenu: (i) => motEnvoi(i.courriel) },
    {
      cle: "gestes",
      nom: "Gestes",
      nomMasque: true,
      contenu: (i) => (
        <GestesInvitation dossierId={dossierId} invitation={i} actions={actions} geste={geste} surFait={setFait} />
      ),
    },
  ];
  return (
    <>
      <RefusFormulaire erreur={geste.erreur} />
      <div role="status">{fait === null ? null : <p className="fr-message fr-message--valid">{fait}</p>}</div>
      <Tableau
        id="invitations"
        titre="Invitations en attente"
        colonnes={colonnes}
        lignes={invitations}
        cle={(i) => i.id}
        vide={<p>Aucune invitation n’attend de réponse.</p>}
      />
    </>
  );
}
