"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { ecrireRecepisse } from "@/lib/domain/recepisses";
import type { VersionVue } from "@/lib/schemas/espace";
import type { RecepisseVue } from "@/lib/schemas/recepisses";
import { useEspaceFixe } from "../espace-contexte";
import { ecrireInstant } from "../etat-enregistrement";
import { FormulaireRecepisse } from "./formulaire-recepisse";

/** The operator's answer to a filed version: recorded, read again, taken back when it was written by mistake. */
export function RecepissesVersion({ version }: { version: VersionVue }) {
  const { espace } = useEspaceFixe();
  const [ouvert, setOuvert] = useState(false);
  const actif = version.recepisses.find((r) => r.retrait === null);
  const retires = version.recepisses.filter((r) => r.retrait !== null);
  const [annonce, setAnnonce] = useState("");
  const resume = useRef<HTMLParagraphElement>(null);
  const inscrire = useRef<HTMLButtonElement>(null);
  /** What the person just did, until the page shows it: the focus was on something that goes. */
  const attendu = useRef<"inscription" | "retrait" | "abandon" | null>(null);
  const present = actif !== undefined;
  useEffect(() => {
    const cible = attendu.current === "inscription" ? (present ? resume : null) : present ? null : inscrire;
    if (attendu.current === null || ouvert || !cible?.current) return;
    attendu.current = null;
    cible.current.focus();
  }, [present, ouvert]);
  return (
    <>
      <p className="fr-sr-only" role="status">
        {annonce}
      </p>
      {actif ? (
        <Recepisse
          recepisse={actif}
          resume={resume}
          surRetrait={() => {
            attendu.current = "retrait";
            setAnnonce(`Récépissé retiré de la version ${version.numero}.`);
          }}
        />
      ) : null}
      {!actif && espace.droits.inscrireRecepisse ? (
        ouvert ? (
          <FormulaireRecepisse
            version={version}
            surFin={(inscrit) => {
              attendu.current = inscrit ? "inscription" : "abandon";
              if (inscrit) setAnnonce(`Récépissé inscrit pour la version ${version.numero}.`);
              setOuvert(false);
            }}
          />
        ) : (
          <button
            ref={inscrire}
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            onClick={() => {
              setAnnonce("");
              setOuvert(true);
            }}
          >
            Inscrire le récépissé de l’opérateur<span className="fr-sr-only"> pour la version {version.numero}</span>
          </button>
        )
      ) : null}
      {retires.length > 0 ? (
        <details className="rg-details">
          <summary>Récépissés retirés ({retires.length})</summary>
          <ul>
            {retires.map((r) => (
              <li key={r.id}>
                {ecrireRecepisse(r)}. Retiré {ecrireInstant(r.retrait?.le ?? "", espace.aujourdhui)} :{" "}
                {r.retrait?.motif}
                {r.fichier ? (
                  <>
                    {" "}
                    <a className="fr-link" href={`/api/v1/recepisses/${r.id}`} download>
                      Télécharger<span className="fr-sr-only"> le récépissé n° {r.numero}</span>
                    </a>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Recepisse({
  recepisse: r,
  resume,
  surRetrait,
}: {
  recepisse: RecepisseVue;
  resume: RefObject<HTMLParagraphElement | null>;
  surRetrait: () => void;
}) {
  const { espace } = useEspaceFixe();
  const [retrait, setRetrait] = useState(false);
  return (
    <div className="rg-recepisse">
      <p ref={resume} tabIndex={-1} className="fr-mb-1v">
        <strong>{ecrireRecepisse(r)}</strong>
      </p>
      <p className="rg-discret rg-petit">
        Inscrit {ecrireInstant(r.inscritLe, espace.aujourdhui)} par {r.inscritPar}.
      </p>
      <p className="rg-version__liens">
        {r.fichier ? (
          <a className="fr-link fr-link--download" href={`/api/v1/recepisses/${r.id}`} download>
            Télécharger le récépissé
            <span className="fr-link__detail">
              {r.fichier.nom} – {ecrireOctets(r.fichier.octets)}
            </span>
          </a>
        ) : (
          <span className="rg-discret">Sans fichier.</span>
        )}
        {espace.droits.inscrireRecepisse ? (
          <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={() => setRetrait(true)}>
            Retirer ce récépissé…
          </button>
        ) : null}
      </p>
      <ModaleRetrait recepisse={r} ouverte={retrait} surFermeture={() => setRetrait(false)} surRetrait={surRetrait} />
    </div>
  );
}

function ModaleRetrait({
  recepisse,
  ouverte,
  surFermeture,
  surRetrait,
}: {
  recepisse: RecepisseVue;
  ouverte: boolean;
  surFermeture: () => void;
  surRetrait: () => void;
}) {
  const { espace, actions, rafraichir } = useEspaceFixe();
  const [motif, setMotif] = useState("");
  const [erreur, setErreur] = useState<string | undefined>();
  const [enCours, setEnCours] = useState(false);
  const id = `motif-${recepisse.id}`;
  async function retirer() {
    setEnCours(true);
    const demande = { dossierId: espace.id, recepisseId: recepisse.id, motif };
    const reponse = await actions.retirerRecepisse(demande).catch(() => null);
    setEnCours(false);
    if (reponse?.ok) {
      surRetrait();
      surFermeture();
      rafraichir();
      return;
    }
    setErreur(reponse?.error.fields?.motif ?? reponse?.error.message ?? "La demande n’est pas partie : recommencez.");
    document.getElementById(id)?.focus();
  }
  return (
    <Modale
      id={`modale-${recepisse.id}`}
      titre="Retirer ce récépissé ?"
      ouverte={ouverte}
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={() => void retirer()}>
            Retirer le récépissé
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Le garder
          </button>
        </>
      }
    >
      <p>Il reste lisible, avec la raison de son retrait. Un autre peut ensuite être inscrit.</p>
      <ChampLong
        id={id}
        libelle="Pourquoi le retirer ?"
        aide="Par exemple : numéro recopié de travers."
        valeur={motif}
        surChangement={setMotif}
        erreur={erreur}
        lignes={2}
      />
    </Modale>
  );
}
