"use client";
import { useState } from "react";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { type DemandeEntree, identiteContact } from "@/lib/schemas/equipe";
import type { Reponse } from "@/lib/schemas/reponse";
import styles from "./equipe.module.css";
import { useGeste } from "./usage-geste";

/** A partner's contact comes in by the link alone; who has no account yet is asked for their name, nothing more. */
export function EntrerParLien({
  jeton,
  masquee,
  creation,
  retour,
  continuer,
}: {
  jeton: string;
  masquee: string;
  creation: boolean;
  retour: string;
  continuer: (demande: DemandeEntree) => Promise<Reponse<{ vers: string }>>;
}) {
  const [saisie, setSaisie] = useState({ prenom: "", nom: "" });
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const { faire, enCours, erreur, effacer } = useGeste();
  const { oublier } = useEtatGarde("invitation", saisie, setSaisie);
  const champs = {
    prenom: fautes.prenom ?? erreur?.fields?.["identite.prenom"],
    nom: fautes.nom ?? erreur?.fields?.["identite.nom"],
  };
  const changer = (partie: Partial<typeof saisie>) => {
    setSaisie((avant) => ({ ...avant, ...partie }));
    setFautes({});
    effacer();
  };
  const envoyer = async () => {
    const lue = identiteContact.safeParse(saisie);
    if (creation && !lue.success) {
      const erreurs = Object.fromEntries(lue.error.issues.map((i) => [i.path.join("."), i.message]).reverse());
      setFautes(erreurs);
      document.getElementById(erreurs.prenom ? "prenom" : "nom")?.focus();
      return;
    }
    const entree = await faire(() => continuer({ jeton, identite: creation ? saisie : null }));
    if (entree === null) return;
    oublier();
    // A whole page: the header too has something new to offer.
    window.location.assign(entree.vers);
  };
  return (
    <form
      noValidate
      className={styles.formulaire}
      onSubmit={(e) => {
        e.preventDefault();
        void envoyer();
      }}
    >
      <p>
        Ce lien vous est personnel. Il {creation ? "crée" : "ouvre"} votre compte à l’adresse {masquee} et ne sert
        qu’une fois : vous reviendrez ensuite par un lien de connexion envoyé à cette adresse.
      </p>
      <RefusFormulaire
        erreur={erreur !== null && erreur.fields === undefined && erreur.code !== "session" ? erreur : null}
      />
      {erreur?.code === "session" ? (
        <p role="alert">
          {erreur.message}{" "}
          <a className="fr-link" href={retour}>
            Se connecter
          </a>
        </p>
      ) : null}
      {creation ? (
        <>
          <ChampTexte
            id="prenom"
            libelle="Votre prénom"
            autoComplete="given-name"
            valeur={saisie.prenom}
            surChangement={(prenom) => changer({ prenom })}
            erreur={champs.prenom}
          />
          <ChampTexte
            id="nom"
            libelle="Votre nom"
            autoComplete="family-name"
            valeur={saisie.nom}
            surChangement={(nom) => changer({ nom })}
            erreur={champs.nom}
          />
          <p className="fr-hint-text">
            L’équipe du dossier verra votre nom et votre adresse.{" "}
            <a
              href="/donnees-personnelles"
              target="_blank"
              rel="noopener"
              title="Données personnelles - nouvelle fenêtre"
            >
              Vos données personnelles
            </a>
          </p>
        </>
      ) : null}
      <button type="submit" className="fr-btn" disabled={enCours}>
        {enCours ? "Un instant…" : "Continuer"}
      </button>
    </form>
  );
}
