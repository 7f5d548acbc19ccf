"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { Relecture } from "@/lib/schemas/acces";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

/** « Still needed »: the review of one right. */
export function BoutonGarder({
  habilitationId,
  version,
  relire,
}: {
  habilitationId: string;
  version: number;
  relire: (valeurs: Relecture) => Promise<Reponse<{ relues: number }>>;
}) {
  const routeur = useRouter();
  const [enCours, setEnCours] = useState(false);
  const [fait, setFait] = useState(false);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  async function garder() {
    setEnCours(true);
    setRefus(null);
    const reponse = await relire({ choix: [{ habilitationId, version }] }).catch(() => null);
    setEnCours(false);
    if (reponse?.ok) setFait(true);
    else
      setRefus(
        reponse?.error ?? { code: "indisponible", message: "La demande n’est pas partie : vérifiez la connexion." },
      );
    routeur.refresh();
  }
  return (
    <>
      <RefusFormulaire erreur={refus} />
      <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={() => void garder()}>
        Garder ce droit
      </button>
      <p role="status" className="fr-mt-1w fr-mb-0">
        {fait ? "Droit gardé pour un an." : ""}
      </p>
    </>
  );
}
