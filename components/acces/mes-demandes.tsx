"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { BadgeDemande, type EtatDemande } from "@/components/habilitations/badge-etat";
import { ecrireDate } from "@/lib/domain/ecriture";
import { ecrirePortee, type Portee, quiDecide } from "@/lib/domain/habilitations";
import { type CodeRole, nomRole } from "@/lib/domain/roles";
import type { RetraitDemande } from "@/lib/schemas/acces";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import styles from "./acces.module.css";

export type DemandeMontree = Pick<Portee, "regionAcademique" | "uai" | "campus"> & {
  id: string;
  role: CodeRole;
  motif: string;
  etat: EtatDemande;
  creeLe: string;
  decideeLe: string | null;
  reponse: string | null;
  version: number;
};

/** One's own requests, each with its state, who decides (a function, never a name), and the answer given. */
export function MesDemandes({
  demandes,
  retirer,
}: {
  demandes: readonly DemandeMontree[];
  retirer: (demande: RetraitDemande) => Promise<Reponse<{ id: string }>>;
}) {
  const routeur = useRouter();
  const [enCours, setEnCours] = useState<string | null>(null);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  async function reprendre({ id, version }: DemandeMontree) {
    setEnCours(id);
    setRefus(null);
    const reponse = await retirer({ demandeId: id, version }).catch(() => null);
    setEnCours(null);
    if (!reponse?.ok)
      setRefus(
        reponse?.error ?? { code: "indisponible", message: "La demande n’est pas partie : vérifiez la connexion." },
      );
    routeur.refresh();
  }
  return (
    <>
      <RefusFormulaire erreur={refus} />
      <ul className={styles.demandes}>
        {demandes.map((d) => (
          <li key={d.id} className={styles.demande}>
            <div className={styles.titre}>
              <h3 className="fr-h6 fr-mb-0">
                {nomRole(d.role)}, {ecrirePortee(d.role, d)}
              </h3>
              <BadgeDemande etat={d.etat} />
            </div>
            <p className="fr-mb-1w">
              Demandé le {ecrireDate(d.creeLe)}.{" "}
              {d.etat === "en_attente" ? `La décision revient à : ${quiDecide(d.role)}.` : null}
              {d.etat === "retiree" && d.decideeLe ? `Vous l’avez retirée le ${ecrireDate(d.decideeLe)}.` : null}
              {(d.etat === "accordee" || d.etat === "refusee") && d.decideeLe
                ? `Réponse du ${ecrireDate(d.decideeLe)}.`
                : null}
            </p>
            {d.reponse ? (
              <p className="fr-mb-1w">
                {d.etat === "refusee" ? "Raison du refus : " : "Message : "}
                <span className={styles.cite}>« {d.reponse} »</span>
              </p>
            ) : null}
            <p className="fr-hint-text fr-mb-0">
              Votre raison : <span className={styles.cite}>{d.motif}</span>
            </p>
            {d.etat === "en_attente" ? (
              <button
                type="button"
                className="fr-btn fr-btn--tertiary fr-btn--sm fr-mt-2w"
                disabled={enCours === d.id}
                onClick={() => void reprendre(d)}
              >
                Retirer ma demande
                <span className="fr-sr-only"> {nomRole(d.role)}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
