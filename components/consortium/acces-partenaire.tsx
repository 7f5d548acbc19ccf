"use client";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { ActionsEquipe } from "@/components/equipe/actions-equipe";
import { Confirmation } from "@/components/equipe/confirmation";
import { Echeance, GestesInvitation } from "@/components/equipe/invitations";
import { useGeste } from "@/components/equipe/usage-geste";
import { accorder } from "@/lib/domain/ecriture";
import { type ContactVue, demandeInvitationContact, type PartenaireVue } from "@/lib/schemas/equipe";
import styles from "./consortium.module.css";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";

type Actions = Pick<ActionsEquipe, "inviterContact" | "renvoyerInvitation" | "retirerInvitation" | "retirerContact">;
type Acces = { partenaires: readonly PartenaireVue[]; actions: Actions };

const Contexte = createContext<Acces | null>(null);

/** Who answers for each partner, read once for all the cards. `partenaires` null: not this person's to see. */
export function AccesPartenaires({
  partenaires,
  actions,
  children,
}: {
  partenaires: readonly PartenaireVue[] | null;
  actions: Actions;
  children: ReactNode;
}) {
  return <Contexte value={partenaires === null ? null : { partenaires, actions }}>{children}</Contexte>;
}

/** Whose part this partner's is to fill: nobody yet, someone invited, someone in. For who runs the team. */
export function AccesPartenaire({ partenaire }: { partenaire: string }) {
  const acces = useContext(Contexte);
  const { espace } = useEspaceFixe();
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
    if ((await geste.faire(() => actions.inviterContact(demande))) === null) return;
    setFait(`L’invitation est partie à ${lue.data.adresse}.`);
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
        La personne invitée remplit ici la part de son organisation : son budget, son cofinancement, son signataire.
        Elle ne voit rien des autres partenaires.
      </p>
      <RefusFormulaire erreur={geste.erreur !== null && geste.erreur.fields === undefined ? geste.erreur : null} />
      <div role="status">{fait === null ? null : <p className="fr-message fr-message--valid">{fait}</p>}</div>
      {contacts.length + invitations.length === 0 ? <p className="fr-mb-1w">Aucun accès.</p> : null}
      {contacts.map((c) => (
        <div key={c.habilitationId} className="fr-mb-1w">
          <p className="fr-mb-1v">
            Contact : {c.nom} ({c.email})
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
            Invitation envoyée à {i.email}. <Echeance invitation={i} />
          </p>
          <GestesInvitation dossierId={dossierId} invitation={i} actions={actions} geste={geste} surFait={setFait} />
        </div>
      ))}
      {vue === undefined ? (
        <p className="fr-mb-0">Ce partenaire vient d’être ajouté : rechargez la page pour inviter son contact.</p>
      ) : (
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
      )}
      <Confirmation
        id={`${id}-retrait`}
        titre={`Retirer l’accès de ${retrait?.nom ?? ""} ?`}
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

/** Every partner that nobody answers for, its address reviewed before anything is sent. An empty address: not now. */
export function InviterPartenaires() {
  const acces = useContext(Contexte);
  const { espace } = useEspaceFixe();
  const lignes = useValeur("partenaires", "partenaires") as readonly PartenaireSaisi[];
  const [ouverte, setOuverte] = useState(false);
  const [adresses, setAdresses] = useState<Readonly<Record<string, string>>>({});
  const [fautes, setFautes] = useState<Readonly<Record<string, string>>>({});
  const [dit, setDit] = useState<string | null>(null);
  const [enCours, setEnCours] = useState(false);
  if (acces === null || !espace.droits.gererEquipe) return null;
  const sansAcces = acces.partenaires.filter((p) => p.present && p.contacts.length + p.invitations.length === 0);
  if (sansAcces.length === 0) return dit === null ? null : <p role="status">{dit}</p>;
  const proposee = (cle: string) => String(lignes.find((p) => p.id === cle)?.contactCourriel ?? "");
  const adresseDe = (cle: string) => adresses[cle] ?? proposee(cle);
  const choisis = sansAcces.filter((p) => adresseDe(p.cle).trim() !== "");

  async function envoyer() {
    const demandes = choisis.map((p) => ({ dossierId: espace.id, partenaire: p.cle, adresse: adresseDe(p.cle) }));
    const trouvees: Record<string, string> = {};
    for (const d of demandes) {
      const lue = demandeInvitationContact.safeParse(d);
      if (!lue.success) trouvees[d.partenaire] = lue.error.issues[0]?.message ?? "Cette adresse n’est pas valable.";
    }
    // Nobody is written to until every address is right.
    let parties = 0;
    if (Object.keys(trouvees).length === 0) {
      setEnCours(true);
      for (const d of demandes) {
        const reponse = await acces?.actions.inviterContact(d).catch(() => null);
        if (reponse?.ok) parties += 1;
        else {
          const erreur = reponse?.error;
          trouvees[d.partenaire] =
            erreur?.fields?.adresse ?? erreur?.message ?? "La demande n’est pas partie : vérifiez la connexion.";
        }
      }
      setEnCours(false);
    }
    setFautes(trouvees);
    if (parties > 0) setDit(`${accorder(parties, "invitation envoyée", "invitations envoyées")}.`);
    const [premiere] = Object.keys(trouvees);
    if (premiere === undefined) setOuverte(false);
    else document.getElementById(`inviter-${premiere}`)?.focus();
  }

  return (
    <div className="fr-mb-2w">
      <div role="status">{dit === null ? null : <p className="fr-message fr-message--valid">{dit}</p>}</div>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-mail-line"
        aria-haspopup="dialog"
        onClick={() => {
          setFautes({});
          setDit(null);
          setOuverte(true);
        }}
      >
        Inviter les partenaires sans accès ({sansAcces.length})
      </button>
      <Modale
        id="modale-inviter-partenaires"
        titre="Inviter les partenaires sans accès"
        ouverte={ouverte}
        surFermeture={() => setOuverte(false)}
        boutons={
          <>
            <button
              type="button"
              className="fr-btn"
              disabled={enCours || choisis.length === 0}
              onClick={() => void envoyer()}
            >
              {enCours ? "Envoi…" : `Envoyer ${accorder(choisis.length, "invitation")}`}
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOuverte(false)}>
              Annuler
            </button>
          </>
        }
      >
        <p>Relisez chaque adresse ; laissez vide celle d’un partenaire à inviter plus tard.</p>
        {sansAcces.map((p) => (
          <ChampTexte
            key={p.cle}
            id={`inviter-${p.cle}`}
            libelle={p.nom ?? "Partenaire sans nom"}
            valeur={adresseDe(p.cle)}
            surChangement={(valeur) => {
              setAdresses({ ...adresses, [p.cle]: valeur });
              const { [p.cle]: _, ...reste } = fautes;
              setFautes(reste);
            }}
            erreur={fautes[p.cle]}
          />
        ))}
      </Modale>
    </div>
  );
}
