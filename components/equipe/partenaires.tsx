"use client";
import { useState } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import type { ContactVue, EquipeVue, PartenaireVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import { Confirmation } from "./confirmation";
import styles from "./equipe.module.css";
import { Echeance, GestesInvitation } from "./invitations";
import { ModaleContact } from "./modale-contact";
import { useGeste } from "./usage-geste";

type Actions = Pick<ActionsEquipe, "inviterContact" | "renvoyerInvitation" | "retirerInvitation" | "retirerContact">;

/** Each partner with who answers for it: in, invited, or nobody yet. */
export function Partenaires({ equipe, actions }: { equipe: EquipeVue; actions: Actions }) {
  const { dossierId, partenaires, droits } = equipe;
  const [invite, setInvite] = useState<PartenaireVue | null>(null);
  const [retrait, setRetrait] = useState<ContactVue | null>(null);
  const [fait, setFait] = useState<string | null>(null);
  const surInvitation = useGeste();
  const surContact = useGeste();

  const retirer = async () => {
    if (retrait === null) return;
    const { habilitationId, version: versionVue, nom } = retrait;
    const demande = { dossierId, habilitationId, versionVue, confirme: true as const };
    if ((await surContact.faire(() => actions.retirerContact(demande))) === null) return;
    setRetrait(null);
    setFait(`${nom} n’a plus accès au dossier.`);
  };
  const colonnes: Colonne<PartenaireVue>[] = [
    {
      cle: "nom",
      nom: "Partenaire",
      entete: true,
      contenu: (p) =>
        p.present ? p.nom : <span className={styles.discret}>Partenaire qui ne figure plus dans le dossier</span>,
    },
    {
      cle: "contacts",
      nom: "Contact",
      contenu: (p) => (
        <Contacts
          partenaire={p}
          gerer={droits.gerer}
          surRetrait={(contact) => {
            surContact.effacer();
            setRetrait(contact);
          }}
        />
      ),
    },
  ];
  if (droits.gerer)
    colonnes.push(
      {
        cle: "invitations",
        nom: "Invitation",
        contenu: (p) =>
          p.invitations.length === 0 ? (
            <span className={styles.discret}>Aucune</span>
          ) : (
            p.invitations.map((i) => (
              <div key={i.id} className={styles.contact}>
                {i.email}
                <span className={styles.detail}>
                  <Echeance invitation={i} />
                </span>
                <GestesInvitation
                  dossierId={dossierId}
                  invitation={i}
                  actions={actions}
                  geste={surInvitation}
                  surFait={setFait}
                />
              </div>
            ))
          ),
      },
      {
        cle: "gestes",
        nom: "Gestes",
        nomMasque: true,
        contenu: (p) =>
          p.present ? (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary fr-btn--sm"
              aria-haspopup="dialog"
              onClick={() => {
                setFait(null);
                setInvite(p);
              }}
            >
              Inviter un contact<span className="fr-sr-only"> de {p.nom}</span>
            </button>
          ) : null,
      },
    );
  return (
    <>
      <RefusFormulaire erreur={surInvitation.erreur} />
      <div role="status">{fait === null ? null : <p className="fr-message fr-message--valid">{fait}</p>}</div>
      <Tableau
        id="contacts"
        titre="Contacts des partenaires"
        colonnes={colonnes}
        lignes={partenaires}
        cle={(p) => p.cle}
        vide={<p>Le dossier n’a pas encore de partenaire. Ajoutez-les dans la section « Partenaires ».</p>}
      />
      {invite === null ? null : (
        <ModaleContact
          dossierId={dossierId}
          partenaire={invite}
          inviterContact={actions.inviterContact}
          surFermeture={() => setInvite(null)}
          surEnvoi={(phrase) => {
            setInvite(null);
            setFait(phrase);
          }}
        />
      )}
      <Confirmation
        id="modale-contact-retrait"
        titre={`Retirer l’accès de ${retrait?.nom ?? ""} ?`}
        ouverte={retrait !== null}
        oui="Retirer l’accès"
        enCours={surContact.enCours}
        erreur={surContact.erreur}
        surOui={() => void retirer()}
        surFermeture={() => setRetrait(null)}
      >
        <p>L’accès se ferme aussitôt et ses sessions ouvertes se terminent. Le partenaire reste dans le dossier.</p>
      </Confirmation>
    </>
  );
}

function Contacts({
  partenaire: { contacts, present },
  gerer,
  surRetrait,
}: {
  partenaire: PartenaireVue;
  gerer: boolean;
  surRetrait: (contact: ContactVue) => void;
}) {
  if (contacts.length === 0) return <span className={styles.discret}>{present ? "Personne" : ""}</span>;
  return contacts.map((c) => (
    <div key={c.habilitationId} className={styles.contact}>
      {c.nom}
      <span className={styles.detail}>{c.email}</span>
      {c.fin === null ? null : <span className={styles.detail}>Accès jusqu’au {ecrireDateCourte(c.fin)}</span>}
      {gerer ? (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm"
          aria-haspopup="dialog"
          onClick={() => surRetrait(c)}
        >
          Retirer l’accès<span className="fr-sr-only"> de {c.nom}</span>
        </button>
      ) : null}
    </div>
  ));
}
