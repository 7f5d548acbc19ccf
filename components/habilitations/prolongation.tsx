"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormulaire } from "@/components/acces/usage-formulaire";
import { ChampDate } from "@/components/dsfr/champ-date";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { ecrireDate } from "@/lib/domain/ecriture";
import { finMaximale, finParDefaut } from "@/lib/domain/habilitations";
import { type Prolongation, prolongation } from "@/lib/schemas/acces";
import type { Reponse } from "@/lib/schemas/reponse";

/** A new last day for a right. */
export function Prolonger({
  habilitationId,
  version,
  aujourdhui,
  prolonger,
}: {
  habilitationId: string;
  version: number;
  aujourdhui: string;
  prolonger: (valeurs: Prolongation) => Promise<Reponse<{ fin: string }>>;
}) {
  const routeur = useRouter();
  const [faite, setFaite] = useState<string | null>(null);
  const { champ, soumettre, refus, enCours } = useFormulaire({
    cle: `prolongation-${habilitationId}`,
    schema: prolongation,
    defauts: { habilitationId, version, fin: finParDefaut(aujourdhui) },
    envoyer: (v) => prolonger({ ...v, habilitationId, version }),
    surSucces: ({ fin }) => {
      setFaite(fin);
      routeur.refresh();
    },
  });
  return (
    <form noValidate onSubmit={(e) => void soumettre(e)}>
      <RefusFormulaire erreur={refus} />
      <ChampDate
        {...champ("fin")}
        libelle="Nouveau dernier jour"
        aide="Un an de plus, sauf besoin particulier ; trois ans au plus. Cela vaut revue."
        min={aujourdhui}
        max={finMaximale(aujourdhui)}
      />
      <button type="submit" className="fr-btn fr-btn--secondary" disabled={enCours}>
        {enCours ? "Envoi…" : "Changer la date de fin"}
      </button>
      <p role="status" className="fr-mt-1w fr-mb-0">
        {faite === null ? "" : `Droit ouvert jusqu’au ${ecrireDate(faite)}.`}
      </p>
    </form>
  );
}
