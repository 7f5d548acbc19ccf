"use client";
import { useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useGeste } from "@/components/equipe/usage-geste";
import type { ColorationVue, VueColorations } from "@/lib/schemas/colorations";
import type { ActionsColorations, Fait } from "./actions-colorations";
import styles from "./colorations.module.css";
import { AvisFait } from "./fait";
import { FormulaireAttestation } from "./formulaire-attestation";
import { FormulaireColoration } from "./formulaire-coloration";
import { ListeColorations } from "./liste-colorations";
import { PairesEcartees, Propositions } from "./propositions";

/** The labels of a région: what looks alike first, then the list. */
export function PageColorations({ vue, actions }: { vue: VueColorations; actions: ActionsColorations }) {
  const { faire, enCours, erreur } = useGeste();
  const [fait, setFait] = useState<Fait | null>(null);
  const [editee, setEditee] = useState<ColorationVue | "nouvelle" | null>(null);
  const geste = async (demander: () => Promise<Fait | null>) => {
    const suite = await demander();
    if (suite !== null) setFait(suite);
  };
  const finir = (texte: string | null) => {
    setEditee(null);
    if (texte !== null) setFait({ texte });
  };
  const commun = { vue, actions, faire, enCours, surFait: geste };
  return (
    <>
      <RefusFormulaire erreur={editee === null ? erreur : null} />
      {fait === null ? null : (
        <AvisFait
          fait={fait}
          enCours={enCours}
          surAnnulation={({ annuler, annulee }) =>
            geste(async () => ((await faire(annuler)) === null ? null : { texte: annulee }))
          }
        />
      )}
      {vue.gere ? <Propositions {...commun} /> : null}
      <section aria-labelledby="colorations-liste" className="fr-mt-4w">
        <div className={styles.tete}>
          <h2 className="fr-h4 fr-mb-0" id="colorations-liste">
            Les colorations
          </h2>
          {vue.gere ? (
            <button
              type="button"
              className="fr-btn fr-btn--secondary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
              onClick={() => setEditee("nouvelle")}
            >
              Ajouter une coloration
            </button>
          ) : null}
        </div>
        <ListeColorations {...commun} surEdition={setEditee} />
      </section>
      {vue.gere ? <PairesEcartees {...commun} /> : null}
      <Modale
        id="coloration"
        titre={editee === "nouvelle" ? "Ajouter une coloration" : "Compléter la coloration"}
        ouverte={editee !== null}
        surFermeture={() => setEditee(null)}
      >
        {editee === null ? null : editee !== "nouvelle" && editee.portee === "nationale" ? (
          <FormulaireAttestation region={vue.region} coloration={editee} attester={actions.attester} surFin={finir} />
        ) : (
          <FormulaireColoration
            region={vue.region}
            coloration={editee === "nouvelle" ? null : editee}
            enregistrer={actions.enregistrer}
            surFin={finir}
          />
        )}
      </Modale>
    </>
  );
}
