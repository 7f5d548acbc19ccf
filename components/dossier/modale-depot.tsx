"use client";
import { useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import { ecrireJointes, useLettresJointes } from "@/components/lettres/lettres-jointes";
import { ecrireDate, ecrireEuros, enumerer, nomVerdictGlobal } from "@/lib/domain/ecriture";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { ecrireTauxDemande, margePlafond } from "@/lib/domain/plafond";
import type { Resultat } from "@/lib/domain/verdict";
import { useEspace, useRegime } from "./espace-contexte";
import { ecrirePagesPresentation, type PresentationComptee } from "./paquet/pages-presentation";
import { ligneMarge } from "./phrases-verdict";

/** The figures to read once more before they are frozen. */
export function ModaleDepot({
  resultat,
  comptee,
  ouverte,
  surFermeture,
}: {
  resultat: Resultat;
  comptee: PresentationComptee;
  ouverte: boolean;
  surFermeture: () => void;
}) {
  const { espace, fichier, actions, magasin, rafraichir } = useEspace();
  const [relu, setRelu] = useState(false);
  /** The lengths that were accepted: others take another yes. */
  const [acceptees, setAcceptees] = useState("");
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<{ message: string; fields?: Record<string, string> } | null>(null);
  const regime = useRegime();
  const enAttente = magasin.nonEnregistrees().length;
  const lettres = useLettresJointes();
  const pages = ecrirePagesPresentation(comptee);
  const longueurs = comptee.presentations.map((p) => `${p.sha256} ${p.pages}`).join();
  const pagesAConfirmer = comptee.ecarts.length > 0;
  const pagesConfirmees = pagesAConfirmer && acceptees === longueurs;
  const lignes: (readonly [string, string])[] = [
    ["Dossier", fichier.acronyme ? `${fichier.acronyme}, ${fichier.titre}` : fichier.titre],
    ["Régime", REGIMES.libelles[fichier.regime]],
    ["Verdict", nomVerdictGlobal(resultat.verdict)],
    ["Coût total", ecrireEuros(resultat.coutTotal)],
    ["Coût éligible", ecrireEuros(resultat.coutEligible)],
    ["Subvention demandée", ecrireEuros(resultat.subvention)],
    ["Part du coût éligible", resultat.taux ? ecrireTauxDemande(resultat.taux, resultat, regime) : "—"],
    ligneMarge(margePlafond(resultat)),
    ["Reste à cofinancer", ecrireEuros(resultat.resteACofinancer)],
    ["Pièces jointes", String(espace.pieces.length)],
    ["Lettres d’engagement signées jointes", ecrireJointes(lettres)],
    ...(pages === null ? [] : [["Pages de la présentation jointe", pages] as const]),
    ["Date de dépôt", ecrireDate(espace.aujourdhui)],
  ];

  async function deposer() {
    setEnCours(true);
    setErreur(null);
    const reponse = await actions
      .deposer({
        dossierId: espace.id,
        versionsVues: magasin.versions(),
        ...(pagesConfirmees && { pagesConfirmees: comptee.presentations }),
      })
      .catch(() => null);
    setEnCours(false);
    if (!reponse?.ok) {
      // The server counted what this page could not.
      if (reponse?.error.fields?.presentation) comptee.recompter();
      setErreur(reponse?.error ?? { message: "Le dépôt n’est pas parti : vérifiez la connexion, puis recommencez." });
      return;
    }
    surFermeture();
    rafraichir();
  }
  return (
    <Modale
      id="modale-depot"
      titre="Déposer le dossier"
      ouverte={ouverte}
      surFermeture={surFermeture}
      boutons={
        <>
          <button
            type="button"
            className="fr-btn"
            disabled={!relu || (pagesAConfirmer && !pagesConfirmees) || enCours || enAttente > 0}
            onClick={() => void deposer()}
          >
            {enCours ? "Dépôt en cours…" : "Confirmer le dépôt"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Revenir au dossier
          </button>
        </>
      }
    >
      <p>
        Une version numérotée sera figée avec ces chiffres, les verdicts et le PDF. Le dossier passera en lecture seule.
      </p>
      <dl className="rg-recapitulatif">
        {lignes.map(([nom, valeur]) => (
          <div key={nom}>
            <dt>{nom}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      {enAttente > 0 ? (
        <p className="fr-message fr-message--warning">
          Des saisies ne sont pas encore enregistrées : fermez cette fenêtre et attendez « Enregistré ».
        </p>
      ) : null}
      {lettres.perimees.length > 0 ? (
        <p className="fr-message fr-message--warning">
          {lettres.perimees.length === 1
            ? "Une lettre signée jointe ne porte"
            : "Des lettres signées jointes ne portent"}{" "}
          plus le montant du plan : {enumerer(lettres.perimees)}.
        </p>
      ) : null}
      {pagesAConfirmer ? (
        <>
          {comptee.ecarts.map((e) => (
            <p key={e} className="fr-message fr-message--warning">
              {e}
            </p>
          ))}
          <div className="fr-checkbox-group">
            <input
              type="checkbox"
              id="depot-pages"
              checked={pagesConfirmees}
              onChange={(e) => setAcceptees(e.target.checked ? longueurs : "")}
            />
            <label className="fr-label" htmlFor="depot-pages">
              Je dépose la présentation telle qu’elle est jointe ({pages}).
            </label>
          </div>
        </>
      ) : null}
      <div className="fr-checkbox-group">
        <input type="checkbox" id="depot-relu" checked={relu} onChange={(e) => setRelu(e.target.checked)} />
        <label className="fr-label" htmlFor="depot-relu">
          J’ai relu ces chiffres et je dépose le dossier au nom du chef de file.
        </label>
      </div>
      <div role="alert">
        {erreur ? (
          <>
            <p className="fr-message fr-message--error">{erreur.message}</p>
            <ul>
              {Object.entries(erreur.fields ?? {}).map(([cle, phrase]) => (
                <li key={cle}>{phrase}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Modale>
  );
}
