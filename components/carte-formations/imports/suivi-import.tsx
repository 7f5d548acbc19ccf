"use client";
import { useRouter } from "next/navigation";
import { useCallback, useState, useTransition } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { DemandeImportCarte, ProgresImport } from "@/lib/schemas/imports-carte";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import styles from "./suivi-import.module.css";
import { useProgres } from "./usage-progres";

/** A screen reader hears a quarter at a time, not every second. */
const PALIER = 25;

const pourcent = ({ octets, octetsLus }: ProgresImport): number =>
  octets === 0 ? 0 : Math.min(99, Math.floor((octetsLus / octets) * 100));

/** The file is being read: how far it is, and the way to stop it. The page reads itself again once it is done. */
export function SuiviImport({
  importId,
  depart,
  abandonner,
}: {
  importId: string;
  depart: ProgresImport;
  abandonner: (demande: DemandeImportCarte) => Promise<Reponse<unknown>>;
}) {
  const routeur = useRouter();
  const fini = useCallback(
    (lu: ProgresImport) => {
      if (lu.etat === "lecture") return false;
      routeur.refresh();
      return true;
    },
    [routeur],
  );
  const progres = useProgres(importId, depart, true, fini);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [enCours, demarrer] = useTransition();
  const part = pourcent(progres);
  const palier = Math.floor(part / PALIER) * PALIER;
  const arreter = () =>
    demarrer(async () => {
      const reponse = await abandonner({ importId }).catch(() => null);
      if (reponse === null)
        setRefus({
          code: "indisponible",
          message: "La demande n’est pas partie : vérifiez la connexion, puis recommencez.",
        });
      else if (reponse.ok) routeur.refresh();
      else setRefus(reponse.error);
    });
  return (
    <>
      <RefusFormulaire erreur={refus} />
      <label className="fr-label" htmlFor="progres">
        Lecture du fichier
        <span className="fr-hint-text">
          {part} % lus, {ecrireNombre(progres.lues)} lignes
          {progres.refusees > 0 ? `, dont ${ecrireNombre(progres.refusees)} refusées` : ""}.
        </span>
      </label>
      <progress id="progres" className={styles.barre} max={100} value={part} />
      <p className="fr-sr-only" role="status">
        {palier > 0 ? `${palier} % du fichier lus` : "Lecture commencée"}
      </p>
      <p className="fr-text--sm">Vous pouvez quitter cette page : la lecture continue, le rapport vous attendra.</p>
      <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={arreter}>
        Annuler la lecture
      </button>
    </>
  );
}
