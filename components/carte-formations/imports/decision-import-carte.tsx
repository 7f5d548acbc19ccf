"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { DemandeImportCarte, ProgresImport } from "@/lib/schemas/imports-carte";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import { BarreApplication } from "./barre-application";
import { useProgres } from "./usage-progres";

/** The answer of the action says when it is over. */
const jamais = () => false;

const COUPURE = {
  code: "indisponible",
  message: "La réponse n’est pas arrivée : vérifiez la connexion, puis rechargez la page pour voir où en est l’import.",
} as const;

/** Nobody did wrong: someone else was first, and the report says the carte as it now is. */
export function Entretemps({ message }: { message: string }) {
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w" role="status">
      <p>{message}</p>
    </div>
  );
}

type Geste = (demande: DemandeImportCarte) => Promise<Reponse<unknown>>;

/** The report was read: apply it, or give it up. Without `resume` there is nothing to apply. */
export function DecisionImportCarte({
  importId,
  resume,
  doute,
  retires,
  depart,
  appliquer,
  abandonner,
}: {
  importId: string;
  /** What will happen, in one sentence; null: nothing may, or nothing would. */
  resume: string | null;
  /** What should be checked in the file first; null: nothing. */
  doute: string | null;
  /** What is known and goes. */
  retires: number;
  depart: ProgresImport;
  appliquer: Geste;
  abandonner: Geste;
}) {
  const routeur = useRouter();
  const [ouverte, setOuverte] = useState(false);
  const [abandon, setAbandon] = useState(false);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [enCours, demarrer] = useTransition();
  const [application, setApplication] = useState(false);
  const progres = useProgres(importId, depart, application, jamais);
  const faire = (geste: Geste) =>
    demarrer(async () => {
      setRefus(null);
      setApplication(geste === appliquer);
      const reponse = await geste({ importId }).catch(() => null);
      setApplication(false);
      setOuverte(false);
      setAbandon(false);
      if (reponse === null) return setRefus(COUPURE);
      if (!reponse.ok) setRefus(reponse.error);
      // After a conflict too: the comparison was made again.
      if (reponse.ok || reponse.error.code === "conflit") routeur.refresh();
    });
  return (
    <>
      {refus?.code === "conflit" ? <Entretemps message={refus.message} /> : <RefusFormulaire erreur={refus} />}
      <div className="fr-btns-group fr-btns-group--inline fr-mt-3w">
        {resume === null ? null : (
          <button type="button" className="fr-btn" disabled={enCours} onClick={() => setOuverte(true)}>
            Appliquer cet import
          </button>
        )}
        <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={() => setAbandon(true)}>
          Abandonner
        </button>
      </div>
      <Modale
        id="abandonner-import"
        titre="Abandonner cet import"
        ouverte={abandon}
        surFermeture={() => setAbandon(false)}
        boutons={
          <>
            <button type="button" className="fr-btn" disabled={enCours} onClick={() => faire(abandonner)}>
              {enCours ? "Abandon…" : "Abandonner l’import"}
            </button>
            <button
              type="button"
              className="fr-btn fr-btn--secondary"
              disabled={enCours}
              onClick={() => setAbandon(false)}
            >
              Garder le rapport
            </button>
          </>
        }
      >
        <p>
          La carte ne change pas. Ce rapport ne pourra plus être appliqué : pour reprendre, il faudra renvoyer le
          fichier.
        </p>
      </Modale>
      <Modale
        id="appliquer-import"
        titre="Appliquer cet import"
        ouverte={ouverte && resume !== null}
        surFermeture={() => setOuverte(false)}
        boutons={
          <>
            <button type="button" className="fr-btn" disabled={enCours} onClick={() => faire(appliquer)}>
              {enCours ? "Application…" : "Appliquer"}
            </button>
            <button
              type="button"
              className="fr-btn fr-btn--secondary"
              disabled={enCours}
              onClick={() => setOuverte(false)}
            >
              Ne rien changer
            </button>
          </>
        }
      >
        <p>{resume}</p>
        {doute === null ? null : (
          <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w">
            <p>{doute}</p>
          </div>
        )}
        <p>
          Tout est appliqué, ou rien ne l’est.{" "}
          {retires === 0
            ? "Ce qui manque au fichier reste tel quel : rien n’est supprimé."
            : "Un établissement que le fichier nomme est dit en entier : ce qu’il n’a plus est retiré. Les autres restent tels quels."}
        </p>
        {application ? <BarreApplication progres={progres} /> : null}
      </Modale>
    </>
  );
}
