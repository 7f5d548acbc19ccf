"use client";
import { useRef, useState } from "react";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { accorder, typographie } from "@/lib/domain/ecriture";
import type { Reponse } from "@/lib/schemas/reponse";
import type { DemandeRevocation, SessionFinie, SessionOuverte } from "@/lib/schemas/sessions";
import { ActionConfirmee } from "./action-confirmee";
import { dateHeureAParis } from "./date-heure";
import { FINS_SESSION, METHODES_SESSION } from "./mots-session";

const nomAppareil = ({ appareil }: { appareil: string | null }) => appareil ?? "Appareil inconnu";
const nomMethode = ({ methode }: { methode: string }) => METHODES_SESSION[methode] ?? methode;

type Props = {
  ouvertes: readonly SessionOuverte[];
  revoquer: (demande: DemandeRevocation) => Promise<Reponse<unknown>>;
  revoquerAutres: (demande: Record<string, never>) => Promise<Reponse<{ fermees: number }>>;
};

/** Where the person is signed in, and how to put an end to it elsewhere. */
export function SessionsOuvertes({ ouvertes, revoquer, revoquerAutres }: Props) {
  const [fait, setFait] = useState("");
  const avis = useRef<HTMLParagraphElement>(null);
  const dire = (message: string) => {
    setFait(message);
    // The button that opened the dialog is gone with its row.
    requestAnimationFrame(() => avis.current?.focus());
  };
  const autres = ouvertes.filter((s) => !s.courante);
  const colonnes: Colonne<SessionOuverte>[] = [
    {
      cle: "appareil",
      nom: "Appareil",
      entete: true,
      contenu: (s) => (
        <>
          {nomAppareil(s)} {s.courante && <span className="fr-badge fr-badge--info fr-badge--sm">Cette session</span>}
        </>
      ),
    },
    { cle: "methode", nom: "Connexion", contenu: nomMethode },
    { cle: "ouverte", nom: "Ouverte le", court: true, contenu: (s) => dateHeureAParis(s.ouverteLe) },
    { cle: "vue", nom: "Dernière activité", court: true, contenu: (s) => dateHeureAParis(s.vueLe) },
    {
      cle: "gestes",
      nom: "Fermer",
      nomMasque: true,
      contenu: (s) =>
        s.courante ? null : (
          <ActionConfirmee
            id={`fermer-${s.reference}`}
            bouton="Fermer"
            classe="fr-btn fr-btn--tertiary fr-btn--sm"
            titre="Fermer cette session"
            valider="Fermer la session"
            faire={() => revoquer({ reference: s.reference })}
            surSucces={() => dire("La session est fermée.")}
          >
            <p>
              {nomAppareil(s)}, ouverte le {dateHeureAParis(s.ouverteLe)}. Ce qui n’y est pas encore enregistré attendra
              la prochaine connexion sur cet appareil.
            </p>
          </ActionConfirmee>
        ),
    },
  ];
  return (
    <>
      <p ref={avis} tabIndex={-1} role="status" className={fait === "" ? "fr-sr-only" : "fr-valid-text fr-mb-2w"}>
        {fait}
      </p>
      <Tableau
        id="sessions-ouvertes"
        titre="Appareils connectés en ce moment"
        colonnes={colonnes}
        lignes={ouvertes}
        cle={(s) => s.reference}
      />
      {autres.length > 0 && (
        <div className="fr-mt-2w">
          <ActionConfirmee
            id="fermer-autres"
            bouton="Fermer toutes les autres sessions"
            titre="Fermer toutes les autres sessions"
            valider="Fermer les autres sessions"
            faire={() => revoquerAutres({})}
            surSucces={() => dire("Les autres sessions sont fermées.")}
          >
            <p>
              {accorder(autres.length, "session se ferme", "sessions se ferment")} tout de suite. Celle-ci reste
              ouverte.
            </p>
          </ActionConfirmee>
        </div>
      )}
    </>
  );
}

const COLONNES_FINIES: readonly Colonne<SessionFinie>[] = [
  { cle: "appareil", nom: "Appareil", entete: true, contenu: nomAppareil },
  { cle: "methode", nom: "Connexion", contenu: nomMethode },
  { cle: "ouverte", nom: "Ouverte le", court: true, contenu: (s) => dateHeureAParis(s.ouverteLe) },
  { cle: "finie", nom: "Terminée le", court: true, contenu: (s) => dateHeureAParis(s.finieLe) },
  { cle: "motif", nom: "Pourquoi", contenu: ({ motif }) => typographie(FINS_SESSION[motif] ?? motif) },
];

export function SessionsFinies({ finies }: { finies: readonly SessionFinie[] }) {
  return (
    <Tableau
      id="sessions-finies"
      titre="Sessions terminées ces trente derniers jours"
      colonnes={COLONNES_FINIES}
      lignes={finies}
      cle={(s) => s.reference}
      vide={<p>Aucune autre session ces trente derniers jours.</p>}
    />
  );
}
