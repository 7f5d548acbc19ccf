"use client";
import { useEffect, useState } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { SECTIONS } from "@/lib/domain/sections";
import { type CommentairesVus, estOuvert, type FilVu } from "@/lib/schemas/commentaires";
import { useAtelier, useGestesAtelier } from "../contexte";
import styles from "./commentaires.module.css";
import { Fil } from "./fil";
import { Lieu } from "./lieu";
import { useMentionsLues } from "./usage-commentaires";

const FILTRES = ["ouverts", "resolus", "mentions", "tous"] as const;
type Filtre = (typeof FILTRES)[number];
const LIBELLES: Record<Filtre, string> = {
  ouverts: "Ouvertes",
  resolus: "Résolues",
  mentions: "Qui me mentionnent",
  tous: "Toutes",
};
const VIDES: Record<Filtre, string> = {
  ouverts: "Aucune discussion ouverte.",
  resolus: "Aucune discussion résolue.",
  mentions: "Aucune discussion ne vous mentionne.",
  tous: "Aucun commentaire. Le bouton « Commenter », sous chaque champ et en tête de chaque section, en ouvre un.",
};
const garde: Record<Filtre, (fil: FilVu) => boolean> = {
  ouverts: estOuvert,
  resolus: (fil) => fil.resolu !== null,
  mentions: (fil) => fil.meMentionne,
  tous: () => true,
};
const PARAMETRE = "discussions";

/** Every thread of the dossier, section by section. The filter is in the address. */
export function PageCommentaires({ initial }: { initial: CommentairesVus }) {
  const { atelier } = useGestesAtelier();
  const vus = useAtelier((vue) => vue.commentaires) ?? initial;
  const [filtre, setFiltre] = useState<Filtre>("ouverts");
  // What the store already knows may be newer than a page kept by the browser.
  useEffect(() => {
    if (atelier.lire().commentaires === null) atelier.poserCommentaires(initial);
    else void atelier.relire();
  }, [atelier, initial]);
  useEffect(() => {
    const demande = new URLSearchParams(window.location.search).get(PARAMETRE);
    const vise = initial.fils.find((f) => window.location.hash === `#fil-${f.id}`);
    if (vise !== undefined && !estOuvert(vise)) setFiltre("tous");
    else if ((FILTRES as readonly (string | null)[]).includes(demande)) setFiltre(demande as Filtre);
  }, [initial]);
  const choisir = (f: Filtre) => {
    setFiltre(f);
    const adresse = f === "ouverts" ? window.location.pathname : `?${PARAMETRE}=${f}`;
    window.history.replaceState(null, "", adresse);
  };
  const montres = vus.fils.filter(garde[filtre]);
  useMentionsLues(montres);
  const groupes = SECTIONS.map((s) => ({ ...s, fils: montres.filter((f) => f.section === s.code) })).filter(
    (g) => g.fils.length > 0,
  );
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Commentaires
        </h2>
      </div>
      <p className="rg-section__intro">
        Ce que l’équipe se dit du dossier, champ par champ. Rien n’en sort : ni dans le PDF, ni dans les exports, ni
        dans ce qui est déposé.
      </p>
      {/* The DSFR's script measures the parent to choose a row or a column: it needs one with a box. */}
      <div>
        <fieldset className="fr-segmented fr-segmented--sm rg-filtre">
          <legend className="fr-segmented__legend fr-sr-only">Discussions affichées</legend>
          <div className="fr-segmented__elements">
            {FILTRES.map((f) => (
              <div className="fr-segmented__element" key={f}>
                <input
                  type="radio"
                  id={`discussions-${f}`}
                  name={PARAMETRE}
                  value={f}
                  checked={filtre === f}
                  onChange={() => choisir(f)}
                />
                <label className="fr-label" htmlFor={`discussions-${f}`}>
                  {LIBELLES[f]} ({vus.fils.filter(garde[f]).length})
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      </div>
      <p role="status" className={groupes.length === 0 ? "fr-mt-3w" : "fr-sr-only"}>
        {groupes.length === 0
          ? VIDES[vus.fils.length === 0 ? "tous" : filtre]
          : accorder(montres.length, "discussion affichée", "discussions affichées")}
      </p>
      {groupes.map(({ code, nom, fils }) => (
        <section key={code} className={styles.groupe} aria-labelledby={`commentaires-${code}`}>
          <h3 id={`commentaires-${code}`}>{nom}</h3>
          {fils.map((fil) => (
            <Fil key={fil.id} fil={fil} vus={vus} lieu={<Lieu fil={fil} />} />
          ))}
        </section>
      ))}
    </section>
  );
}
