"use client";
import { useState, useSyncExternalStore } from "react";
import { Modale } from "@/components/dsfr/modale";
import { useEspaceFixe } from "./espace-contexte";
import type { EnAttente } from "./magasin/sans-droit";
import { estLigne } from "./magasin/valeurs";
import { lisible, nomAdresse, nomDeSection } from "./nom-adresse";
import { enTexte, motifSansDroit, type SaisieLisible } from "./phrases-notices";

const AUCUNE: readonly EnAttente[] = [];

/**
 * Edits that wait on this device although the person may no longer modify the dossier: shown to be copied, and forgotten only
 * when they say so.
 */
export function SaisiesSansDroit() {
  const { magasin, espace, deconnectee } = useEspaceFixe();
  const gardees = useSyncExternalStore(magasin.souscrire, magasin.enAttenteSansDroit, () => AUCUNE);
  const [copie, setCopie] = useState("");
  const [confirmer, setConfirmer] = useState(false);
  if (gardees.length === 0 || deconnectee) return null;
  const saisies = gardees.map(({ section, adresse, valeur }): SaisieLisible => {
    const champ = adresse.split("/").at(-1) ?? "";
    const retiree = valeur === null && estLigne(adresse);
    return {
      section: nomDeSection(section),
      champ: nomAdresse(magasin, adresse),
      valeur: retiree ? "Ligne retirée" : lisible(magasin, estLigne(adresse) ? "" : champ, valeur),
    };
  });
  const copier = async (texte: string, dit: string) => {
    const fait = await navigator.clipboard?.writeText(texte).then(
      () => true,
      () => false,
    );
    setCopie(fait ? dit : "La copie a été refusée par ce navigateur : sélectionnez le texte pour le copier.");
  };
  const une = saisies.length === 1;
  return (
    <section className="fr-alert fr-alert--warning rg-notice" aria-labelledby="sans-droit-titre">
      <h2 className="fr-alert__title" id="sans-droit-titre">
        {une ? "1 saisie n’a pas pu être enregistrée" : `${saisies.length} saisies n’ont pas pu être enregistrées`}
      </h2>
      <p>
        {motifSansDroit(espace)} {une ? "Elle est gardée" : "Elles sont gardées"} sur cet appareil : copiez ce qui doit
        l’être.
      </p>
      <ul className="rg-sans-droit">
        {saisies.map((s, i) => (
          // The same field may have been typed in several pages.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is only ever read whole
          <li key={i}>
            <p className="fr-mb-0">
              <strong>{s.champ}</strong> ({s.section})
            </p>
            <p className="rg-texte-long fr-mb-1v">{s.valeur}</p>
            <button
              type="button"
              className="fr-btn fr-btn--sm fr-btn--tertiary"
              onClick={() => void copier(s.valeur, `${s.champ} : copié.`)}
            >
              Copier<span className="fr-sr-only"> la saisie de {s.champ}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="rg-notice__gestes">
        {une ? null : (
          <button
            type="button"
            className="fr-btn fr-btn--sm"
            onClick={() => void copier(enTexte(saisies), `${saisies.length} saisies copiées.`)}
          >
            Tout copier
          </button>
        )}
        <button
          type="button"
          className="fr-btn fr-btn--sm fr-btn--secondary"
          aria-haspopup="dialog"
          onClick={() => setConfirmer(true)}
        >
          Supprimer de cet appareil
        </button>
        <span role="status">{copie}</span>
      </div>
      <Modale
        id="modale-sans-droit"
        titre={une ? "Supprimer cette saisie ?" : `Supprimer ces ${saisies.length} saisies ?`}
        taille="petite"
        ouverte={confirmer}
        surFermeture={() => setConfirmer(false)}
        boutons={
          <>
            <button
              type="button"
              className="fr-btn"
              onClick={() => {
                setConfirmer(false);
                magasin.oublierGardees();
              }}
            >
              Supprimer
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setConfirmer(false)}>
              Annuler
            </button>
          </>
        }
      >
        <p>
          {une ? "Elle n’est" : "Elles ne sont"} enregistrée{une ? "" : "s"} nulle part ailleurs : personne ne pourra{" "}
          {une ? "la" : "les"} retrouver.
        </p>
      </Modale>
    </section>
  );
}
