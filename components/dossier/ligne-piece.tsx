"use client";
import { useEffect, useRef, useState } from "react";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { TYPES_PIECE } from "@/lib/domain/nomenclatures";
import type { PieceVue } from "@/lib/schemas/espace";
import { DepotFichier } from "./depot-fichier";
import { useEspaceFixe } from "./espace-contexte";
import { ecrireInstant } from "./etat-enregistrement";

const REPIT_MS = 800;

/** One attachment: what it is, the date written on it, its file. Kind and date are saved as soon as they are given. */
export function LignePiece({ piece, retirer }: { piece: PieceVue; retirer: () => void }) {
  const { espace, actions, rafraichir, lectureSeule } = useEspaceFixe();
  const [type, setType] = useState(piece.type ?? "");
  const [date, setDate] = useState(piece.date ?? "");
  const [erreur, setErreur] = useState<string | undefined>();
  useEffect(() => {
    setType(piece.type ?? "");
    setDate(piece.date ?? "");
  }, [piece.type, piece.date]);

  async function enregistrer(suite: { type: string; date: string }) {
    if (suite.type === (piece.type ?? "") && suite.date === (piece.date ?? "")) return;
    setErreur(undefined);
    const reponse = await actions
      .modifierPiece({
        dossierId: espace.id,
        pieceId: piece.id,
        type: suite.type || null,
        date: suite.date || null,
      })
      .catch(() => null);
    if (reponse?.ok) rafraichir();
    else
      setErreur(
        reponse?.error.message ?? "La modification n’est pas partie : vérifiez la connexion, puis recommencez.",
      );
  }
  // The browser's date field keeps the focus from day to month to year: leaving it is no sign that one is done.
  const dernier = useRef<() => void>(() => undefined);
  dernier.current = () => void enregistrer({ type, date });
  useEffect(() => {
    if (date === (piece.date ?? "")) return;
    const minuterie = setTimeout(() => dernier.current(), REPIT_MS);
    return () => clearTimeout(minuterie);
  }, [date, piece.date]);
  useEffect(() => () => dernier.current(), []);

  const nom = piece.fichier?.nom ?? (piece.type ? TYPES_PIECE.libelles[piece.type as never] : "Pièce");
  return (
    <li className="rg-piece" id={`piece-${piece.id}`} tabIndex={-1}>
      <div className="rg-piece__tete">
        {piece.fichier ? (
          <a className="fr-link fr-link--download rg-piece__lien" href={`/api/v1/pieces/${piece.id}`} download>
            {piece.fichier.nom}
            <span className="fr-link__detail">
              {extension(piece.fichier.nom)} – {ecrireOctets(piece.fichier.octets)}
            </span>
          </a>
        ) : (
          <div>
            <p className="fr-badge fr-badge--warning fr-badge--sm">Fichier manquant</p>
            <p className="rg-discret rg-petit">Pièce déclarée sans son fichier.</p>
          </div>
        )}
        {lectureSeule ? null : (
          <button
            type="button"
            className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-btn--icon-left fr-icon-delete-line"
            onClick={retirer}
          >
            Retirer<span className="fr-sr-only"> {nom}</span>
          </button>
        )}
      </div>
      <div className="rg-rangee">
        <ChampChoix
          id={`piece-${piece.id}-type`}
          libelle="Nature de la pièce"
          vide="À préciser"
          options={optionsDe(TYPES_PIECE.libelles)}
          valeur={type}
          erreur={erreur}
          lectureSeule={lectureSeule}
          surChangement={(v) => {
            setType(v);
            void enregistrer({ type: v, date });
          }}
        />
        <ChampDate
          id={`piece-${piece.id}-date`}
          libelle="Date écrite sur la pièce"
          valeur={date}
          lectureSeule={lectureSeule}
          surChangement={setDate}
          surSortie={() => void enregistrer({ type, date })}
        />
      </div>
      {!piece.fichier && !lectureSeule ? (
        <DepotFichier libelle="Ajouter le fichier manquant" type={piece.type} pieceId={piece.id} bref />
      ) : null}
      {piece.fichier ? (
        <details className="rg-details">
          <summary>Dépôt et empreinte</summary>
          <p>
            Jointe {ecrireInstant(piece.deposeeLe, espace.aujourdhui)}
            {piece.deposeePar ? ` par ${piece.deposeePar}` : ""}.
          </p>
          <p>
            SHA-256 : <code className="rg-empreinte">{piece.fichier.sha256}</code>
          </p>
        </details>
      ) : null}
    </li>
  );
}

const extension = (nom: string): string =>
  nom.includes(".") ? (nom.split(".").at(-1) ?? "").toUpperCase() : "Fichier";
