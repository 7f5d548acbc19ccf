"use client";
import { useMemo } from "react";
import { useEspace, useResultat } from "@/components/dossier/espace-contexte";
import { accorder, enumerer } from "@/lib/domain/ecriture";
import type { Inconnues } from "@/lib/domain/plan-financement";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { Barres } from "./barres";
import styles from "./barres.module.css";
import { BarresAnnees } from "./barres-annees";
import { Motifs } from "./motifs";
import { TableauAnnees } from "./tableau-annees";
import { TableauQuiPaieQuoi } from "./tableau-qui-paie-quoi";
import { vueDesAnnees, vueDuPlan } from "./vue-plan";

export function QuiPaieQuoi() {
  const { fichier } = useEspace();
  const { subventionMax } = useResultat();
  const { budget, financements, partenaires } = fichier;
  const { vue, annees } = useMemo(() => {
    const dossier = versDossier({
      format: "rigel-dossier/1",
      titre: "",
      regime: "ATCF",
      partenaires,
      budget,
      financements,
    });
    return { vue: vueDuPlan(dossier, subventionMax), annees: vueDesAnnees(dossier) };
  }, [budget, financements, partenaires, subventionMax]);

  const { inconnues } = vue;
  const manque = inconnues.depenses + inconnues.ressources > 0;
  if (vue.depenses.length === 0 && vue.ressources.length === 0 && !manque) return null;
  return (
    <div className={styles.bloc}>
      <h3 className="fr-h5" id="titre-qui-paie-quoi">
        Qui paie quoi
      </h3>
      <Motifs />
      <div className="fr-tabs">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the DSFR's own markup of tabs */}
        <ul className="fr-tabs__list" role="tablist" aria-labelledby="titre-qui-paie-quoi">
          <Onglet nom="graphique" texte="Graphique" premier />
          <Onglet nom="tableau" texte="Tableau" />
        </ul>
        <div
          id="qui-paie-quoi-graphique"
          className="fr-tabs__panel fr-tabs__panel--selected"
          role="tabpanel"
          aria-labelledby="onglet-graphique"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a tab's panel takes the focus, as the DSFR writes it
          tabIndex={0}
        >
          {manque ? <MontantInconnu inconnues={inconnues} /> : <Barres vue={vue} />}
          {annees ? (
            <>
              <h4 className={`fr-h6 ${styles.titreAnnees}`} id="titre-par-annee">
                Année par année
              </h4>
              <p className={styles.detail}>{PRORATA}</p>
              <BarresAnnees vue={annees} />
            </>
          ) : null}
        </div>
        <div
          id="qui-paie-quoi-tableau"
          className="fr-tabs__panel"
          role="tabpanel"
          aria-labelledby="onglet-tableau"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: same
          tabIndex={0}
        >
          <TableauQuiPaieQuoi vue={vue} />
          {annees ? (
            <>
              <TableauAnnees vue={annees} />
              <p className={styles.detail}>{PRORATA}</p>
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}

const PRORATA =
  "Estimation au prorata des dépenses de l’année : le plan n’a pas d’échéancier. Chaque source est répartie au centime, sans reste.";

/** In place of a drawing that known amounts alone would make wrong. */
function MontantInconnu({ inconnues: { depenses, ressources } }: { inconnues: Inconnues }) {
  const ou = [
    depenses > 0 ? `${accorder(depenses, "ligne")} du budget` : "",
    ressources > 0 ? `${accorder(ressources, "source")} du plan` : "",
  ].filter(Boolean);
  return (
    <p className={styles.inconnu}>
      <span className="fr-icon-question-line fr-icon--sm" aria-hidden="true" /> <strong>Montant inconnu.</strong>{" "}
      {enumerer(ou)} {depenses + ressources > 1 ? "attendent" : "attend"} un montant : un dessin de ce qui est déjà
      connu serait faux. Ce qui est saisi se lit dans le tableau.
    </p>
  );
}

/** The DSFR's script moves the selection from one tab to the other. */
function Onglet({ nom, texte, premier }: { nom: string; texte: string; premier?: boolean }) {
  return (
    <li role="presentation">
      <button
        type="button"
        id={`onglet-${nom}`}
        className="fr-tabs__tab"
        role="tab"
        tabIndex={premier ? 0 : -1}
        aria-selected={premier === true}
        aria-controls={`qui-paie-quoi-${nom}`}
      >
        {texte}
      </button>
    </li>
  );
}
