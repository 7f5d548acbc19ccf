"use client";
import { useState } from "react";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import { type DroitMembre, nomDroit } from "@/lib/domain/equipe";
import type { EquipeVue, MembreVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import { ChoixDroit } from "./choix-droit";
import { Confirmation } from "./confirmation";
import styles from "./equipe.module.css";
import { useGeste } from "./usage-geste";

type Ouverte = { geste: "droit" | "retrait"; membre: MembreVue } | null;

/** Members, what each may do, since when; for who runs the team, the means to change it. */
export function Membres({
  equipe,
  actions: { changerDroit, retirerMembre },
}: {
  equipe: EquipeVue;
  actions: Pick<ActionsEquipe, "changerDroit" | "retirerMembre">;
}) {
  const { dossierId, membres, droits } = equipe;
  const [ouverte, setOuverte] = useState<Ouverte>(null);
  const [choisi, setChoisi] = useState<DroitMembre>("lecteur");
  const { faire, enCours, erreur, effacer } = useGeste();
  const ouvrir = (geste: "droit" | "retrait", membre: MembreVue) => {
    effacer();
    setChoisi(membre.droit);
    setOuverte({ geste, membre });
  };
  const fermer = () => setOuverte(null);
  const confirmer = async () => {
    if (ouverte === null) return;
    const { utilisateurId, version: versionVue } = ouverte.membre;
    const vise = { dossierId, utilisateurId, versionVue };
    const fait =
      ouverte.geste === "droit"
        ? await faire(() => changerDroit({ ...vise, droit: choisi }))
        : await faire(() => retirerMembre({ ...vise, confirme: true }));
    if (fait !== null) fermer();
  };

  const colonnes: Colonne<MembreVue>[] = [
    { cle: "nom", nom: "Membre", entete: true, contenu: (m) => <Personne membre={m} /> },
    {
      cle: "droit",
      nom: "Droit",
      contenu: (m) => (
        <>
          {nomDroit(m.droit)}
          {m.actif ? null : (
            <span className={styles.detail}>Sans accès : son habilitation ou son compte est fermé</span>
          )}
        </>
      ),
    },
    { cle: "depuis", nom: "Depuis", court: true, contenu: (m) => ecrireDateCourte(m.depuis) },
    {
      cle: "contact",
      nom: "Dernière connexion",
      court: true,
      contenu: (m) =>
        m.dernierContact === null ? <span className={styles.discret}>Jamais</span> : ecrireDateCourte(m.dernierContact),
    },
  ];
  if (droits.gerer)
    colonnes.push({
      cle: "gestes",
      nom: "Gestes",
      nomMasque: true,
      contenu: (m) => (
        <div className={styles.gestes}>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            aria-haspopup="dialog"
            onClick={() => ouvrir("droit", m)}
          >
            Changer le droit<span className="fr-sr-only"> de {m.nom}</span>
          </button>
          {m.moi ? null : (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary fr-btn--sm"
              aria-haspopup="dialog"
              onClick={() => ouvrir("retrait", m)}
            >
              Retirer<span className="fr-sr-only"> {m.nom} de l’équipe</span>
            </button>
          )}
        </div>
      ),
    });
  const nom = ouverte?.membre.nom ?? "";
  return (
    <>
      <Tableau
        id="membres"
        titre="Membres de l’équipe"
        colonnes={colonnes}
        lignes={membres}
        cle={(m) => m.utilisateurId}
      />
      <Confirmation
        id="modale-droit"
        titre={`Droit de ${nom}`}
        ouverte={ouverte?.geste === "droit"}
        oui="Enregistrer"
        enCours={enCours}
        erreur={erreur}
        surOui={() => void confirmer()}
        surFermeture={fermer}
      >
        <ChoixDroit id="droit" legende="Dans ce dossier" valeur={choisi} surChangement={setChoisi} />
      </Confirmation>
      <Confirmation
        id="modale-retrait"
        titre={`Retirer ${nom} de l’équipe ?`}
        ouverte={ouverte?.geste === "retrait"}
        oui="Retirer de l’équipe"
        enCours={enCours}
        erreur={erreur}
        surOui={() => void confirmer()}
        surFermeture={fermer}
      >
        <p>
          L’accès au dossier se ferme aussitôt et ses sessions ouvertes se terminent. Ce que cette personne a écrit
          reste dans le dossier et dans son historique.
        </p>
      </Confirmation>
    </>
  );
}

function Personne({ membre: { nom, organisation, email, moi } }: { membre: MembreVue }) {
  return (
    <>
      <strong>{nom}</strong>
      {moi ? " (vous)" : null}
      {organisation ? <span className={styles.detail}>{organisation}</span> : null}
      {email ? <span className={styles.detail}>{email}</span> : null}
    </>
  );
}
