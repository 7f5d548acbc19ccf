"use client";
import { type ReactNode, useState } from "react";
import { AvisRetrait } from "@/components/dsfr/avis-retrait";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { regimeAvecLettre } from "@/lib/domain/etats";
import { TYPES_PIECE, type TypePiece } from "@/lib/domain/nomenclatures";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import type { EspaceDossier, PieceVue } from "@/lib/schemas/espace";
import { CadreSection } from "./cadre-section";
import { ConstatsSous } from "./constats-sous";
import { DepotFichier } from "./depot-fichier";
import { FORMATS_LISIBLES } from "./envoi-piece";
import { useEspaceFixe } from "./espace-contexte";
import { LignePiece } from "./ligne-piece";
import { PagesPresentation } from "./paquet/pages-presentation";

const POURQUOI: Partial<Record<TypePiece, string>> = {
  strategie_recteur: "Preuve datée de la stratégie régionale fixée par le recteur de région académique.",
  validation_region: "Preuve datée du soutien du conseil régional, par exemple une délibération.",
  lettre_intention: "La lettre telle qu’elle a été déposée.",
  avis_go: "Le courrier de l’opérateur, GO ou NO GO.",
  presentation: "Le document de présentation du projet.",
};

/** What this regime expects, most wanted first. */
function typesAttendus(espace: EspaceDossier): TypePiece[] {
  const regles = new Set<string>(espace.jeu.regles.map((r) => r.code));
  return [
    ...(regles.has("STRATEGIE_RA") ? (["strategie_recteur"] as const) : []),
    ...(regles.has("VALIDATION_REGION") ? (["validation_region"] as const) : []),
    ...(regimeAvecLettre(espace.fichier.regime) ? (["lettre_intention", "avis_go"] as const) : []),
    "presentation",
  ];
}

export function SectionPieces() {
  const { espace, lectureSeule } = useEspaceFixe();
  const { visibles, retrait, erreur, retirer, remettre } = useRetraitDePiece(espace.pieces);
  const attendus = typesAttendus(espace);
  const autres = visibles.filter((p) => !attendus.includes(p.type as TypePiece));
  const liste = (pieces: readonly PieceVue[]): ReactNode =>
    pieces.length === 0 ? null : (
      <ul className="rg-pieces">
        {pieces.map((p) => (
          <LignePiece key={p.id} piece={p} retirer={() => void retirer(p)} />
        ))}
      </ul>
    );
  return (
    <CadreSection
      section="pieces"
      titre="Pièces jointes"
      intro={`Les preuves que le dossier cite. Formats acceptés : ${FORMATS_LISIBLES}, ${ecrireOctets(PIECE_OCTETS_MAX)} au plus par fichier. La date demandée est celle qui est écrite sur la pièce.`}
    >
      {retrait ? <AvisRetrait nom={nomDe(retrait)} surAnnulation={() => void remettre()} /> : null}
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}</div>
      <h3>Pièces attendues</h3>
      {attendus.map((type) => {
        const pieces = visibles.filter((p) => p.type === type);
        return (
          <section
            key={type}
            id={`pieces-${type}`}
            tabIndex={-1}
            className="rg-attendue"
            aria-label={TYPES_PIECE.libelles[type]}
          >
            <h4 className="rg-attendue__nom">{TYPES_PIECE.libelles[type]}</h4>
            <p className="rg-section__pourquoi">{POURQUOI[type]}</p>
            {liste(pieces)}
            {type === "presentation" ? <PagesPresentation /> : null}
            {pieces.length === 0 && !lectureSeule ? (
              <DepotFichier libelle={`Joindre : ${TYPES_PIECE.libelles[type]}`} type={type} bref />
            ) : null}
            {pieces.length === 0 && lectureSeule ? <p className="rg-discret">Aucune pièce jointe.</p> : null}
            <ConstatsSous section="pieces" id={`pieces-${type}`} />
          </section>
        );
      })}
      <h3>Autres pièces</h3>
      {liste(autres)}
      {autres.length === 0 ? <p className="rg-discret">Aucune autre pièce.</p> : null}
      {lectureSeule ? null : <DepotFichier libelle="Joindre d’autres pièces" type={null} plusieurs />}
    </CadreSection>
  );
}

const nomDe = (piece: PieceVue): string =>
  piece.fichier?.nom ?? (piece.type ? TYPES_PIECE.libelles[piece.type as TypePiece] : "Pièce");

/** Removed at once on the server, which keeps it until one leaves: the removal can be taken back. */
function useRetraitDePiece(pieces: readonly PieceVue[]) {
  const { espace, actions, rafraichir } = useEspaceFixe();
  const [retrait, setRetrait] = useState<PieceVue | null>(null);
  const [erreur, setErreur] = useState<string | null>(null);
  // Hidden before the server answers; shown again if it refuses.
  const [partie, setPartie] = useState<string | null>(null);

  const demander = async (geste: typeof actions.retirerPiece, piece: PieceVue): Promise<boolean> => {
    setErreur(null);
    const reponse = await geste({ dossierId: espace.id, pieceId: piece.id }).catch(() => null);
    if (!reponse?.ok)
      setErreur(reponse?.error.message ?? "La demande n’est pas partie : vérifiez la connexion, puis recommencez.");
    rafraichir();
    return reponse?.ok === true;
  };
  return {
    visibles: pieces.filter((p) => p.id !== partie),
    retrait,
    erreur,
    async retirer(piece: PieceVue) {
      setPartie(piece.id);
      if (await demander(actions.retirerPiece, piece)) setRetrait(piece);
      else setPartie(null);
    },
    async remettre() {
      if (retrait && (await demander(actions.remettrePiece, retrait))) {
        setPartie(null);
        setRetrait(null);
      }
    },
  };
}
