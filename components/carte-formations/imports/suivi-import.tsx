"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { DemandeImportCarte, ProgresImport } from "@/lib/schemas/imports-carte";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import styles from "./suivi-import.module.css";

const ATTENTE_MS = 1_000;
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
  const [progres, setProgres] = useState(depart);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [enCours, demarrer] = useTransition();
  useEffect(() => {
    const controle = new AbortController();
    let minuterie: ReturnType<typeof setTimeout>;
    const regarder = async () => {
      const reponse = await fetch(`/api/v1/carte/imports/${importId}`, { signal: controle.signal }).catch(() => null);
      if (controle.signal.aborted) return;
      const lu = reponse?.ok ? ((await reponse.json()) as ProgresImport) : null;
      if (lu !== null && lu.etat !== "lecture") return routeur.refresh();
      if (lu !== null) setProgres(lu);
      minuterie = setTimeout(regarder, ATTENTE_MS);
    };
    minuterie = setTimeout(regarder, ATTENTE_MS);
    return () => {
      controle.abort();
      clearTimeout(minuterie);
    };
  }, [importId, routeur]);
  const part = pourcent(progres);
  const palier = Math.floor(part / PALIER) * PALIER;
  const arreter = () =>
    demarrer(async () => {
      const reponse = await abandonner({ importId });
      if (reponse.ok) routeur.refresh();
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
