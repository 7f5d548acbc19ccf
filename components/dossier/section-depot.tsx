"use client";
import { useEffect, useRef, useState } from "react";
import { blocagesDepot, nomPiece, refusDepot } from "@/lib/domain/depot";
import { ecrireDate, nomSeverite } from "@/lib/domain/ecriture";
import type { Constat } from "@/lib/domain/verdict";
import { BadgeVerdict } from "./badge-verdict";
import { CadreSection } from "./cadre-section";
import { useEspace, useResultat } from "./espace-contexte";
import { GestesDossier } from "./gestes-dossier";
import { LienChamp } from "./lien-champ";
import { ModaleDepot } from "./modale-depot";
import { libelleLien } from "./panneau-verdict";
import { ApercuPaquet } from "./paquet/apercu-paquet";
import { EcartsPresentation, usePagesPresentation } from "./paquet/pages-presentation";
import { useVerdictsDuJour } from "./verdicts-du-jour";
import { VersionsDeposees } from "./versions-deposees";

/** Filing: what stands in the way, then the summary to confirm; once filed, its versions. */
export function SectionDepot() {
  const { espace } = useEspace();
  const depose = espace.versions.length > 0 && !espace.droits.modifier;
  const avant = useRef(depose);
  // Just filed: the button and its dialog are gone, what was filed is there.
  useEffect(() => {
    if (depose && !avant.current) document.getElementById("versions")?.focus();
    avant.current = depose;
  }, [depose]);
  return (
    <CadreSection
      section="depot"
      titre="Dépôt"
      intro="Le dépôt fige une version numérotée du dossier : ses données, ses verdicts et son PDF. Rien n’y change ensuite ; une correction se fait dans une nouvelle version."
    >
      {depose ? null : <Preparation />}
      {depose ? null : <ApercuPaquet />}
      <VersionsDeposees />
      <GestesDossier />
    </CadreSection>
  );
}

function Preparation() {
  const { espace, magasin } = useEspace();
  const { resultat, justifications } = useVerdictsDuJour();
  const prevus = useResultat();
  const comptee = usePagesPresentation();
  const { regles: obstacles, piecesSansFichier: sansFichier } = blocagesDepot(
    resultat.constats,
    justifications,
    espace.pieces.map(({ id, type, fichier }) => ({ id, type, jointe: fichier !== null })),
  );
  // « Vérification » has the field of a justification only for a rule that is not `conforme` at its own day.
  const justifiable = (c: Constat) =>
    c.severite === "a_justifier" && prevus.constats.some((p) => p.code === c.code && p.verdict !== "conforme");
  const [ouverte, setOuverte] = useState(false);
  const [attente, setAttente] = useState(false);
  const refus = refusDepot(espace.etat, espace.fichier.regime);
  const permis = refus === null;
  const libre = obstacles.length === 0 && sansFichier.length === 0;
  const pret = libre && permis;

  async function ouvrir() {
    // What was typed a second ago must be part of what is filed.
    setAttente(true);
    await magasin.envoyerTout();
    setAttente(false);
    setOuverte(true);
  }
  return (
    <>
      <h3>{libre ? "Le dossier est prêt" : "Ce qui empêche le dépôt"}</h3>
      <p className="rg-section__pourquoi">
        Vérifié à la date du {ecrireDate(espace.aujourdhui)}, qui serait celle du dépôt.
      </p>
      {libre ? (
        <p className="fr-alert fr-alert--success fr-alert--sm">
          Chaque règle bloquante est respectée, chaque écart à justifier l’est, chaque pièce a son fichier.
        </p>
      ) : (
        <ul className="rg-obstacles">
          {obstacles.map((c) => (
            <li key={c.code}>
              <div className="rg-constat__tete">
                <BadgeVerdict verdict={c.verdict} />
                <span className="rg-discret">{nomSeverite(c.severite)}</span>
              </div>
              {c.champs[0] ? <LienChamp champ={c.champs[0]}>{libelleLien(c)}</LienChamp> : <p>{c.titre}</p>}
              <p className="rg-discret rg-petit">{c.message}</p>
              {justifiable(c) ? (
                <p className="rg-petit">
                  <LienChamp champ={{ section: "verification", id: `justifications-${c.code}` }}>
                    Écrire une justification
                    <span className="fr-sr-only"> pour « {c.titre} »</span>
                  </LienChamp>
                </p>
              ) : null}
            </li>
          ))}
          {sansFichier.map((p) => (
            <li key={p.id}>
              <p className="fr-badge fr-badge--warning fr-badge--sm">Fichier manquant</p>
              <p className="fr-mb-0">
                <LienChamp champ={{ section: "pieces", id: `piece-${p.id}` }}>
                  Joignez le fichier de la pièce « {nomPiece(p.type) ?? "à préciser"} »
                </LienChamp>
              </p>
              <p className="rg-discret rg-petit">La pièce est déclarée, son fichier n’est pas joint.</p>
            </li>
          ))}
        </ul>
      )}
      <EcartsPresentation ecarts={comptee.ecarts} />
      {refus === null ? null : <p className="fr-message fr-message--warning">{refus}</p>}
      {permis && !espace.droits.deposer ? (
        <p className="fr-message fr-message--info">Seule une personne responsable du dossier peut le déposer.</p>
      ) : (
        <button type="button" className="fr-btn rg-deposer" disabled={!pret || attente} onClick={() => void ouvrir()}>
          Déposer le dossier
        </button>
      )}
      <ModaleDepot resultat={resultat} comptee={comptee} ouverte={ouverte} surFermeture={() => setOuverte(false)} />
    </>
  );
}
