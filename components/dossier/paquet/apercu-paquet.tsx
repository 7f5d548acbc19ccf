"use client";
import { useEffect, useRef, useState } from "react";
import { accorder, ecrireOctets } from "@/lib/domain/ecriture";
import { ecartsPresentation, FICHIERS_PAQUET } from "@/lib/domain/paquet";
import type { AnnexeVue, ApercuPaquet as Apercu } from "@/lib/schemas/paquet";
import { useEspaceFixe } from "../espace-contexte";
import { demanderApercu } from "./telecharger-paquet";

/** What the pack will hold, made by what will make it: nothing surprises after filing. */
export function ApercuPaquet() {
  const { espace } = useEspaceFixe();
  const [apercu, setApercu] = useState<Apercu | null>(null);
  const [erreur, setErreur] = useState<string | null>(null);
  const [enCours, setEnCours] = useState(false);
  const arret = useRef<AbortController | null>(null);
  useEffect(() => () => arret.current?.abort(), []);
  if (!espace.droits.exporter) return null;

  async function demander() {
    arret.current?.abort();
    arret.current = new AbortController();
    setEnCours(true);
    setErreur(null);
    const reponse = await demanderApercu<Apercu>(espace.id, arret.current.signal);
    setEnCours(false);
    if (reponse.ok) setApercu(reponse.data);
    else setErreur(reponse.error.message);
  }
  return (
    <section className="rg-paquet" aria-labelledby="paquet-titre">
      <h3 id="paquet-titre">Paquet de dépôt</h3>
      <p className="rg-section__pourquoi">
        Après le dépôt, un fichier ZIP réunit ce que l’opérateur attend : le dossier en PDF, les annexes en un seul PDF,
        les données, chaque pièce et la liste de leurs empreintes.
      </p>
      <button
        type="button"
        className="fr-btn fr-btn--secondary"
        disabled={enCours}
        onClick={() => void demander()}
        aria-describedby="paquet-etat"
      >
        {enCours ? "Lecture des pièces…" : apercu ? "Relire les pièces" : "Voir ce qu’il contiendra"}
      </button>
      <div id="paquet-etat" aria-live="polite">
        {enCours ? <progress aria-label="Lecture des pièces" /> : null}
        {erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}
        {apercu && !enCours ? (
          <p className="fr-sr-only">
            Contenu du paquet lu : {accorder(apercu.annexes.length, "annexe")}, {accorder(apercu.pages, "page")}.
          </p>
        ) : null}
      </div>
      {apercu ? <Contenu apercu={apercu} /> : null}
    </section>
  );
}

function Contenu({ apercu }: { apercu: Apercu }) {
  const ecarts = apercu.presentations.flatMap(ecartsPresentation);
  const octets = apercu.octets + apercu.annexes.reduce((somme, a) => somme + a.octets, 0);
  return (
    <>
      {ecarts.map((e) => (
        <p key={e} className="fr-message fr-message--warning">
          {e}
        </p>
      ))}
      {apercu.annexes.length === 0 ? (
        <p className="rg-discret">Aucune pièce jointe : le paquet contiendra le dossier et ses données.</p>
      ) : (
        <>
          <p>
            {FICHIERS_PAQUET.annexes} comptera {accorder(apercu.pages, "page")}, liste comprise. Avec les pièces :{" "}
            {ecrireOctets(octets)}.
          </p>
          <ol className="rg-paquet__annexes">
            {apercu.annexes.map((a) => (
              <li key={a.fichier}>
                <Annexe annexe={a} />
              </li>
            ))}
          </ol>
        </>
      )}
      {apercu.sansFichier > 0 ? (
        <p className="fr-message fr-message--warning">
          {accorder(apercu.sansFichier, "pièce déclarée", "pièces déclarées")} sans fichier.
        </p>
      ) : null}
    </>
  );
}

function Annexe({ annexe: a }: { annexe: AnnexeVue }) {
  const remarques = [
    ...(a.premiere !== null && !a.balisee ? ["sans balises pour les lecteurs d’écran"] : []),
    ...a.avis,
  ];
  return (
    <>
      {a.titre.replace(/^\d+\. /, "")}
      <span className="rg-discret rg-petit">
        {a.premiere === null
          ? ` – ${ecrireOctets(a.octets)}`
          : ` – page ${a.premiere}, ${accorder(a.pages, "page")}, ${ecrireOctets(a.octets)}`}
      </span>
      {a.motif ? (
        <p className="fr-message fr-message--warning rg-petit">Hors du recueil, jointe telle quelle. {a.motif}</p>
      ) : null}
      {remarques.length > 0 ? (
        <p className="rg-discret rg-petit">{`${remarques.join(" ; ")}.`.replace(/^./, (c) => c.toUpperCase())}</p>
      ) : null}
    </>
  );
}
