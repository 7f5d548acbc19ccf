"use client";
import { useRef, useState, useTransition } from "react";
import { personneDeLaPage } from "@/components/dsfr/saisies-conservees";
import type { DemandeMotifEcart } from "@/lib/schemas/constat";
import type { ParLecteur } from "@/lib/schemas/lecteur";
import type { Reponse } from "@/lib/schemas/reponse";
import styles from "./constat.module.css";

export type DemanderMotifEcart = (
  demande: DemandeMotifEcart & ParLecteur,
) => Promise<Reponse<{ personnes: number; dejaEcrit: boolean; courrier: boolean }>>;

const phrase = ({ personnes, dejaEcrit, courrier }: { personnes: number; dejaEcrit: boolean; courrier: boolean }) => {
  if (dejaEcrit)
    return "Motif demandé : l’établissement a déjà reçu un message aujourd’hui, sa page montre cette ligne.";
  if (!courrier) return "Motif demandé : le message attend dans la boîte d’envoi de l’administrateur.";
  return personnes === 1 ? "Motif demandé à l’établissement." : `Motif demandé à ${personnes} personnes.`;
};

/** « Demander le motif » of one demand: one button, then its outcome in its place. */
export function DemanderMotif({
  numero,
  rentree,
  demander,
}: {
  numero: string;
  rentree: number;
  demander: DemanderMotifEcart;
}) {
  const [dit, setDit] = useState<{ texte: string; refus: boolean } | null>(null);
  const [enCours, lancer] = useTransition();
  const bouton = useRef<HTMLButtonElement>(null);
  const envoyer = () =>
    lancer(async () => {
      const reponse = await demander({ numero, rentree, lecteur: personneDeLaPage(document) }).catch(() => null);
      if (reponse === null) {
        setDit({ texte: "La demande n’est pas partie : vérifiez la connexion, puis recommencez.", refus: true });
        bouton.current?.focus();
        return;
      }
      setDit(
        reponse.ok ? { texte: phrase(reponse.data), refus: false } : { texte: reponse.error.message, refus: true },
      );
      if (!reponse.ok) bouton.current?.focus();
    });
  return (
    <span className={styles.demandeMotif}>
      {dit !== null && !dit.refus ? null : (
        <button
          type="button"
          ref={bouton}
          className={`fr-link ${styles.bouton}`}
          aria-disabled={enCours}
          onClick={() => {
            if (!enCours) envoyer();
          }}
        >
          {enCours ? "Envoi…" : "Demander le motif"}
          <span className="fr-sr-only"> de la demande {numero}</span>
        </button>
      )}
      <span role="status" className={dit?.refus ? styles.refus : styles.dit}>
        {dit?.texte}
      </span>
    </span>
  );
}
