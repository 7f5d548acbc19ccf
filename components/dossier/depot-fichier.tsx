"use client";
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import {
  type Envoi,
  envoyerPiece,
  FORMATS_ACCEPTES,
  FORMATS_LISIBLES,
  motifDuRefus,
  refusDeFichier,
} from "./envoi-piece";
import { useEspaceFixe } from "./espace-contexte";

type Cours = { cle: number; nom: string; part: number; erreur: string | null; envoi: Envoi | null };

let suivante = 0;

/** Joins files: chosen with the button or dropped on the zone. Limit and formats are told beforehand. */
export function DepotFichier({
  libelle,
  type,
  pieceId,
  plusieurs,
  bref,
}: {
  libelle: string;
  /** Kind given to the files; null: told later, piece by piece. */
  type: string | null;
  /** Completes a piece declared without its file. */
  pieceId?: string;
  plusieurs?: boolean;
  /** Without the reminder of the limits, told once above. */
  bref?: boolean;
}) {
  const { espace, rafraichir } = useEspaceFixe();
  const id = useId();
  const [cours, setCours] = useState<readonly Cours[]>([]);
  const [survol, setSurvol] = useState(false);
  const entree = useRef<HTMLInputElement>(null);
  const actifs = useRef(new Set<Envoi>());
  useEffect(() => {
    const partir = (e: BeforeUnloadEvent) => {
      if (actifs.current.size > 0) e.preventDefault();
    };
    window.addEventListener("beforeunload", partir);
    return () => window.removeEventListener("beforeunload", partir);
  }, []);

  const changer = (cle: number, suite: Partial<Cours>) =>
    setCours((liste) => liste.map((c) => (c.cle === cle ? { ...c, ...suite } : c)));

  async function joindre(fichier: File) {
    const cle = suivante++;
    const refus = refusDeFichier(fichier);
    setCours((liste) => [...liste, { cle, nom: fichier.name, part: 0, erreur: refus, envoi: null }]);
    if (refus) return;
    const envoi = envoyerPiece(espace.id, fichier, { type, date: null, pieceId }, (part) => changer(cle, { part }));
    actifs.current.add(envoi);
    changer(cle, { envoi });
    const reponse = await envoi.finie;
    actifs.current.delete(envoi);
    if (reponse.ok) {
      setCours((liste) => liste.filter((c) => c.cle !== cle));
      rafraichir();
    } else changer(cle, { erreur: motifDuRefus(reponse.error, fichier.name), envoi: null });
  }
  const joindreTous = (fichiers: FileList | null) => {
    // Refusals of the former choice; those of this one stay together.
    setCours((liste) => liste.filter((c) => c.erreur === null));
    for (const fichier of [...(fichiers ?? [])].slice(0, plusieurs ? 20 : 1)) void joindre(fichier);
    if (entree.current) entree.current.value = "";
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
      joindreTous(e.dataTransfer.files);
    },
  };
  const limites = `${FORMATS_LISIBLES}. ${ecrireOctets(PIECE_OCTETS_MAX)} au plus par fichier.`;
  return (
    <div className={`rg-depot ${survol ? "rg-depot--survol" : ""} ${bref ? "rg-depot--bref" : ""}`} {...glisser}>
      <div className="fr-upload-group">
        <label className="fr-label" htmlFor={id}>
          {libelle}
          {bref ? null : (
            <span className="fr-hint-text">
              {limites} Vous pouvez aussi déposer {plusieurs ? "les fichiers" : "le fichier"} ici.
            </span>
          )}
        </label>
        <input
          ref={entree}
          className="fr-upload"
          type="file"
          id={id}
          accept={FORMATS_ACCEPTES}
          multiple={plusieurs}
          aria-describedby={`${id}-suivi`}
          onChange={(e) => joindreTous(e.target.files)}
        />
      </div>
      <div id={`${id}-suivi`} aria-live="polite">
        {cours.map((c) =>
          c.erreur ? (
            <p key={c.cle} className="fr-message fr-message--error">
              {c.erreur}
            </p>
          ) : (
            <div key={c.cle} className="rg-envoi">
              <label className="rg-envoi__nom" htmlFor={`${id}-${c.cle}`}>
                {c.nom}
              </label>
              <progress id={`${id}-${c.cle}`} value={c.part} max={1} />
              <button
                type="button"
                className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
                onClick={() => c.envoi?.interrompre()}
              >
                Interrompre<span className="fr-sr-only"> l’envoi de {c.nom}</span>
              </button>
            </div>
          ),
        )}
      </div>
    </div>
  );
}
