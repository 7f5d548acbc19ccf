"use client";
import Link from "next/link";
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { Modale } from "@/components/dsfr/modale";
import { accorder, ecrireOctets, typographie } from "@/lib/domain/ecriture";
import { ANNEXE_OCTETS_MAX, type ReponseAnnexe } from "@/lib/schemas/annexe";
import styles from "./annexe.module.css";
import { ApercuImport } from "./apercu-annexe";
import { envoyerAnnexe, refusDAnnexe } from "./envoi-annexe";
import { envoyerAvantAnnexe } from "./envoi-prealable";
import { FautesAnnexe } from "./fautes-annexe";

type Phase = { genre: "choix" } | { genre: "envoi"; part: number; quoi: string } | ReponseAnnexe;

/** Choose the file, read what it changes, apply. Nothing is written before the last button. */
export function DialogueImport({ surFermeture }: { surFermeture: () => void }) {
  const { espace, magasin, rafraichir } = useEspaceFixe();
  const id = useId();
  const [phase, setPhase] = useState<Phase>({ genre: "choix" });
  const [fichier, setFichier] = useState<File | null>(null);
  const [erreur, setErreur] = useState<string | null>(null);
  const [point, setPoint] = useState(true);
  const [survol, setSurvol] = useState(false);
  const tete = useRef<HTMLHeadingElement>(null);
  const { genre } = phase;
  // Each step announces itself: its heading takes the focus that the button it came from had.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step, whatever it shows
  useEffect(() => {
    tete.current?.focus();
  }, [genre]);

  async function envoyer(choisi: File, apercu: number | null) {
    setErreur(null);
    setFichier(choisi);
    setPhase({ genre: "envoi", part: 0, quoi: apercu === null ? "Lecture du fichier" : "Enregistrement" });
    // What is typed on this page first: the file is compared with the dossier as it is stored.
    const retenu = await envoyerAvantAnnexe(magasin);
    if (retenu !== null) {
      setErreur(retenu);
      setPhase({ genre: "choix" });
      return;
    }
    const reponse = await envoyerAnnexe(
      espace,
      choisi,
      apercu === null ? null : { apercu, point: point && refusPoint === null },
      (part) => setPhase((p) => (p.genre === "envoi" ? { ...p, part } : p)),
    );
    if (!reponse.ok) {
      const phrases = Object.values(reponse.error.fields ?? {});
      setErreur(phrases.length > 0 ? phrases.join(" ") : reponse.error.message);
      setPhase({ genre: "choix" });
      return;
    }
    setPhase(reponse.data);
    if (reponse.data.genre === "applique") rafraichir();
  }
  const choisir = (f: File | undefined) => {
    if (f === undefined) return;
    const refus = refusDAnnexe(f);
    if (refus === null) void envoyer(f, null);
    else setErreur(refus);
  };
  const glisser = {
    onDragOver: (e: DragEvent) => {
      e.preventDefault();
      setSurvol(true);
    },
    onDragLeave: () => setSurvol(false),
    onDrop: (e: DragEvent) => {
      e.preventDefault();
      setSurvol(false);
      choisir(e.dataTransfer.files[0]);
    },
  };
  const autre = (
    <button
      type="button"
      key="autre"
      className={`fr-btn ${genre === "fautes" ? "" : "fr-btn--secondary"}`}
      onClick={() => {
        setErreur(null);
        setPhase({ genre: "choix" });
      }}
    >
      Choisir un autre fichier
    </button>
  );
  const fermer = (
    <button type="button" key="fermer" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
      Fermer
    </button>
  );
  const refusPoint = phase.genre === "apercu" ? phase.apercu.refusPoint : null;
  const aAppliquer = phase.genre === "apercu" && phase.apercu.lignes.length > 0 ? phase.apercu : null;
  return (
    <Modale
      id="import-annexe"
      titre="Importer l’annexe financière"
      ouverte
      taille="grande"
      surFermeture={surFermeture}
      sansFermeture={genre === "envoi"}
      boutons={
        genre === "envoi" ? undefined : aAppliquer !== null && fichier !== null ? (
          <>
            <button type="button" className="fr-btn" onClick={() => void envoyer(fichier, aAppliquer.revision)}>
              Appliquer {accorder(aAppliquer.lignes.length, "changement")}
            </button>
            {autre}
          </>
        ) : genre === "fautes" ? (
          <>
            {autre}
            {fermer}
          </>
        ) : (
          fermer
        )
      }
    >
      {phase.genre === "choix" ? (
        <div className={`rg-depot ${survol ? "rg-depot--survol" : ""}`} {...glisser}>
          <p>
            Choisissez l’annexe exportée de ce dossier, remplie dans Excel ou LibreOffice. Vous verrez ce qu’elle change
            avant que rien ne soit enregistré.
          </p>
          <div className={`fr-upload-group ${erreur === null ? "" : "fr-upload-group--error"}`}>
            <label className="fr-label" htmlFor={id}>
              Fichier de l’annexe
              <span className="fr-hint-text">
                XLSX, {ecrireOctets(ANNEXE_OCTETS_MAX)} au plus. Vous pouvez aussi déposer le fichier ici.
              </span>
            </label>
            <input
              className="fr-upload"
              type="file"
              id={id}
              accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              aria-describedby={`${id}-erreur`}
              onChange={(e) => choisir(e.target.files?.[0])}
            />
            <div id={`${id}-erreur`} aria-live="assertive">
              {erreur === null ? null : <p className="fr-error-text">{erreur}</p>}
            </div>
          </div>
          {erreur !== null && fichier !== null ? (
            <button type="button" className="fr-btn fr-btn--sm" onClick={() => void envoyer(fichier, null)}>
              Recalculer l’aperçu
            </button>
          ) : null}
        </div>
      ) : (
        <h3 ref={tete} tabIndex={-1} className={`fr-h6 ${styles.tete}`}>
          {titreDe(phase)}
        </h3>
      )}
      {phase.genre === "envoi" ? <progress value={phase.part} max={1} aria-label={phase.quoi} /> : null}
      {phase.genre === "fautes" ? <FautesAnnexe {...phase} /> : null}
      {aAppliquer === null ? null : (
        <>
          <ApercuImport apercu={aAppliquer} />
          {espace.droits.creerPoint ? (
            <div className="fr-checkbox-group">
              <input
                type="checkbox"
                id={`${id}-point`}
                checked={point && refusPoint === null}
                disabled={refusPoint !== null}
                onChange={(e) => setPoint(e.target.checked)}
              />
              <label className="fr-label" htmlFor={`${id}-point`}>
                Garder d’abord un point de sauvegarde
                <span className="fr-hint-text">
                  {refusPoint === null
                    ? "Le budget d’avant l’import pourra y être retrouvé."
                    : typographie(`Sans place, rien n’en sera gardé. ${refusPoint}`)}
                </span>
              </label>
            </div>
          ) : null}
        </>
      )}
      {phase.genre === "applique" && phase.point ? (
        <p>
          Le dossier d’avant l’import est gardé dans les{" "}
          <Link href={`/dossiers/${espace.id}/points`} onClick={surFermeture}>
            points de sauvegarde
          </Link>
          .
        </p>
      ) : null}
    </Modale>
  );
}

function titreDe(phase: Exclude<Phase, { genre: "choix" }>): string {
  switch (phase.genre) {
    case "envoi":
      return `${phase.quoi}…`;
    case "fautes":
      return `Rien n’a été importé : ${accorder(phase.fautes.length, "point")} à corriger dans le fichier`;
    case "apercu":
      return phase.apercu.lignes.length === 0
        ? "Rien ne change : le fichier dit la même chose que le dossier."
        : "Voici ce que ce fichier change";
    case "applique":
      return phase.nombre === 0
        ? "Rien n’a changé."
        : `${accorder(phase.nombre, "changement enregistré", "changements enregistrés")}.`;
  }
}
