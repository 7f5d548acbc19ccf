"use client";
import { useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import type { Reponse } from "@/lib/schemas/reponse";
import { useEspaceFixe } from "./espace-contexte";

/** New version after filing; giving up, which asks for a confirmation. */
export function GestesDossier() {
  const { espace, actions, rafraichir } = useEspaceFixe();
  const [confirme, setConfirme] = useState(false);
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<string | null>(null);

  async function faire(geste: () => Promise<Reponse<unknown>>) {
    setEnCours(true);
    setErreur(null);
    const reponse = await geste().catch(() => null);
    setEnCours(false);
    setConfirme(false);
    if (reponse?.ok) rafraichir();
    else setErreur(reponse?.error.message ?? "La demande n’est pas partie : vérifiez la connexion, puis recommencez.");
  }
  return (
    <>
      {espace.droits.rouvrir ? (
        <>
          <h3>Corriger le dossier déposé</h3>
          <p className="rg-section__pourquoi">
            Une nouvelle version reprend le contenu déposé. La version déposée reste consultable telle quelle.
          </p>
          <button
            type="button"
            className="fr-btn"
            disabled={enCours}
            onClick={() => void faire(() => actions.ouvrirVersion({ dossierId: espace.id }))}
          >
            Ouvrir une nouvelle version
          </button>
        </>
      ) : null}
      {espace.droits.abandonner ? (
        <>
          <h3>Abandonner le dossier</h3>
          <p className="rg-section__pourquoi">
            Le dossier reste lisible, ne se modifie plus et libère ses places pour les autres dossiers.
          </p>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary"
            disabled={enCours}
            onClick={() => setConfirme(true)}
          >
            Abandonner le dossier…
          </button>
        </>
      ) : null}
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}</div>
      <Modale
        id="modale-abandon"
        titre="Abandonner ce dossier ?"
        taille="petite"
        ouverte={confirme}
        surFermeture={() => setConfirme(false)}
        boutons={
          <>
            <button
              type="button"
              className="fr-btn"
              disabled={enCours}
              onClick={() => void faire(() => actions.abandonner({ dossierId: espace.id, confirme: true }))}
            >
              Abandonner le dossier
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setConfirme(false)}>
              Garder le dossier
            </button>
          </>
        }
      >
        <p>
          « {espace.fichier.acronyme || espace.fichier.titre} » ne pourra plus être modifié ni déposé. Personne ne peut
          revenir sur cet abandon.
        </p>
      </Modale>
    </>
  );
}
