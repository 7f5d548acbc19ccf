"use client";
import { useContext, useState } from "react";
import { useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { Confirmation } from "@/components/equipe/confirmation";
import { Echeance, GestesInvitation } from "@/components/equipe/invitations";
import { useGeste } from "@/components/equipe/usage-geste";
import { motInvitation, phraseInvitation } from "@/lib/domain/courrier";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import { envoiInvitation } from "@/lib/domain/invitations";
import { type ContactVue, demandeInvitationContact } from "@/lib/schemas/equipe";
import { ContexteAcces } from "./acces-partenaires";
import styles from "./consortium.module.css";
import { enregistrerPartenaire } from "./enregistrer-partenaire";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";

/** Whose part this partner's is to fill: nobody yet, someone invited, someone in. For who runs the team. */
export function AccesPartenaire({ partenaire }: { partenaire: string }) {
  const acces = useContext(ContexteAcces);
  const { espace, magasin } = useEspaceFixe();
  const lignes = useValeur("partenaires", "partenaires") as readonly PartenaireSaisi[];
  const geste = useGeste();
  const [adresse, setAdresse] = useState<string | null>(null);
  const [faute, setFaute] = useState<string>();
  const [retrait, setRetrait] = useState<ContactVue | null>(null);
  const [fait, setFait] = useState<string | null>(null);
  if (acces === null || !espace.droits.gererEquipe) return null;
  const { actions } = acces;
  const vue = acces.partenaires.find((p) => p.cle === partenaire);
  const rang = lignes.findIndex((p) => p.id === partenaire);
  const nom = nomDePartenaire(lignes[rang]?.nom, rang);
  const id = `acces-${partenaire}`;
  const saisie = adresse ?? String(lignes[rang]?.contactCourriel ?? "");
  const dossierId = espace.id;

  async function inviter() {
    const demande = { dossierId, partenaire, adresse: saisie };
    const lue = demandeInvitationContact.safeParse(demande);
    if (!lue.success) {
      setFaute(lue.error.issues[0]?.message);
      document.getElementById(`${id}-adresse`)?.focus();
      return;
    }
    const envoyee = await geste.faire(
      async () => (await enregistrerPartenaire(magasin, partenaire)) ?? actions.inviterContact(demande),
    );
    if (envoyee === null) return;
    setFait(phraseInvitation(lue.data.adresse, envoyee.courrier));
    setAdresse(null);
  }
  async function retirer() {
    if (retrait === null) return;
    const { habilitationId, version: versionVue } = retrait;
    const demande = { dossierId, habilitationId, versionVue, confirme: true as const };
    if ((await geste.faire(() => actions.retirerContact(demande))) === null) return;
    setRetrait(null);
    setFait(`${retrait.nom} n’a plus accès au dossier.`);
  }

  const contacts = vue?.contacts ?? [];
  const invitations = vue?.invitations ?? [];
  return (
    <fieldset className={styles.groupe}>
      <legend className={styles.legende}>Accès du partenaire</legend>
      <p className={styles.explication}>
        La personne invitée remplit ici la part de son organisation : son budget, son cofinancement, son signataire.
        Elle ne voit rien des autres partenaires.
      </p>
      <RefusFormulaire erreur={geste.erreur !== null && geste.erreur.fields === undefined ? geste.erreur : null} />
      <div role="status">{fait === null ? null : <p className="fr-message fr-message--valid">{fait}</p>}</div>
      {contacts.length + invitations.length === 0 ? <p className="fr-mb-1w">Aucun accès.</p> : null}
      {contacts.map((c) => (
        <div key={c.habilitationId} className="fr-mb-1w">
          <p className="fr-mb-1v">
            Contact depuis le {ecrireDateCourte(c.depuis)} : {c.nom} ({c.email})
          </p>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            aria-haspopup="dialog"
            onClick={() => {
              geste.effacer();
              setRetrait(c);
            }}
          >
            Retirer l’accès<span className="fr-sr-only"> de {c.nom}</span>
          </button>
        </div>
      ))}
      {invitations.map((i) => (
        <div key={i.id} className="fr-mb-1w">
          <p className="fr-mb-1v">
            {motInvitation(i.courriel)} {i.email} le {jourDEnvoi(i.expireLe)}. <Echeance invitation={i} />
          </p>
          <GestesInvitation dossierId={dossierId} invitation={i} actions={actions} geste={geste} surFait={setFait} />
        </div>
      ))}
      <div className={styles.deux}>
        <ChampTexte
          id={`${id}-adresse`}
          libelle={`Adresse de la personne à inviter pour ${nom}`}
          valeur={saisie}
          surChangement={(valeur) => {
            setAdresse(valeur);
            setFaute(undefined);
            geste.effacer();
          }}
          erreur={faute ?? geste.erreur?.fields?.adresse}
        />
        <div>
          <button
            type="button"
            className="fr-btn fr-btn--secondary fr-btn--sm"
            disabled={geste.enCours}
            onClick={() => void inviter()}
          >
            Envoyer l’invitation<span className="fr-sr-only"> au contact de {nom}</span>
          </button>
        </div>
      </div>
      <Confirmation
        id={`${id}-retrait`}
        titre={`Retirer l’accès de ${retrait?.nom ?? ""} ?`}
        ouverte={retrait !== null}
        oui="Retirer l’accès"
        enCours={geste.enCours}
        erreur={geste.erreur}
        surOui={() => void retirer()}
        surFermeture={() => setRetrait(null)}
      >
        <p>L’accès se ferme aussitôt et ses sessions ouvertes se terminent. Le partenaire reste dans le dossier.</p>
      </Confirmation>
    </fieldset>
  );
}

const jourDEnvoi = (expireLe: string): string => ecrireDateCourte(jourAParis(envoiInvitation(new Date(expireLe))));
