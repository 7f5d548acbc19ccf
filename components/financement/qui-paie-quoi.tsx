"use client";
import { useMemo } from "react";
import { useEspace, useResultat } from "@/components/dossier/espace-contexte";
import { SOURCES } from "@/lib/domain/nomenclatures";
import { quiPaieQuoi } from "@/lib/domain/plan-financement";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { Barres } from "./barres";
import styles from "./barres.module.css";
import { TableauQuiPaieQuoi } from "./tableau-qui-paie-quoi";
import type { Part } from "./vue-plan";

const DEPENSES = {
  eligible: { court: "Coût éligible", long: "Coût éligible", ton: "eligible" },
  a_classer: { court: "Sans poste", long: "Poste à préciser", ton: "classer" },
  hors_assiette: { court: "Hors assiette", long: "Hors assiette", ton: "hors" },
} as const;
const APPORTS = ["apport1", "apport2", "apport3"] as const;

export function QuiPaieQuoi() {
  const { fichier } = useEspace();
  const { subventionMax } = useResultat();
  const { budget, financements, partenaires } = fichier;
  const vue = useMemo(() => {
    const dossier = versDossier({
      format: "rigel-dossier/1",
      titre: "",
      regime: "ATCF",
      partenaires,
      budget,
      financements,
    });
    const q = quiPaieQuoi(dossier, subventionMax);
    const noms = new Map(dossier.partenaires.map((p) => [p.id, p.nom]));
    const depenses: Part[] = q.depenses.map((s) => ({ ...s, ...DEPENSES[s.cle] }));
    const rangs = q.ressources.filter((s) => dossier.financements[s.cle]?.source !== "france2030").map((s) => s.cle);
    const ressources: Part[] = q.ressources.map((s) => {
      const f = dossier.financements[s.cle];
      const court = f?.source ? SOURCES.libelles[f.source] : "Origine à préciser";
      const nom = f?.partenaire ? noms.get(f.partenaire) : undefined;
      const apport = APPORTS[Math.min(rangs.indexOf(s.cle), APPORTS.length - 1)] ?? "apport3";
      return {
        ...s,
        cle: String(s.cle),
        court,
        long:
          f?.source === "france2030"
            ? "France 2030, subvention"
            : nom
              ? `${nom}, ${court.toLocaleLowerCase("fr")}`
              : court,
        ton: f?.source === "france2030" ? "subvention" : apport,
      };
    });
    return { ...q, depenses, ressources, subventionMax };
  }, [budget, financements, partenaires, subventionMax]);

  if (vue.depenses.length === 0 && vue.ressources.length === 0) return null;
  return (
    <div className={styles.bloc}>
      <h3 className="fr-h5" id="titre-qui-paie-quoi">
        Qui paie quoi
      </h3>
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
          <Barres vue={vue} />
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
        </div>
      </div>
    </div>
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
