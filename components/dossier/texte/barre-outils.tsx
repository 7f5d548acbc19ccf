"use client";
import { type KeyboardEvent, useRef, useState } from "react";
import type { EtatBarre, Geste } from "./moteur/commandes";
import styles from "./texte.module.css";

type Outil = { geste: Geste | "lien"; nom: string; icone: string; bascule: boolean };

const OUTILS: Outil[] = [
  { geste: "titre", nom: "Titre", icone: "fr-icon-h-1", bascule: true },
  { geste: "sous_titre", nom: "Sous-titre", icone: "fr-icon-h-2", bascule: true },
  { geste: "gras", nom: "Gras (Ctrl + B)", icone: "fr-icon-bold", bascule: true },
  { geste: "italique", nom: "Italique (Ctrl + I)", icone: "fr-icon-italic", bascule: true },
  { geste: "puces", nom: "Liste à puces", icone: "fr-icon-list-unordered", bascule: true },
  { geste: "numeros", nom: "Liste numérotée", icone: "fr-icon-list-ordered", bascule: true },
  { geste: "lien", nom: "Lien (Ctrl + K)", icone: "fr-icon-link", bascule: true },
  { geste: "tableau", nom: "Insérer un tableau", icone: "fr-icon-table-2", bascule: false },
];
const EN_LISTE: Outil[] = [
  { geste: "retrait", nom: "Augmenter le retrait (Ctrl + ])", icone: "fr-icon-indent-increase", bascule: false },
  { geste: "sortie_retrait", nom: "Diminuer le retrait (Ctrl + [)", icone: "fr-icon-indent-decrease", bascule: false },
];
const EN_TABLEAU: Outil[] = [
  { geste: "ligne", nom: "Ajouter une ligne", icone: "", bascule: false },
  { geste: "colonne", nom: "Ajouter une colonne", icone: "", bascule: false },
  { geste: "retirer_ligne", nom: "Retirer la ligne", icone: "", bascule: false },
  { geste: "retirer_colonne", nom: "Retirer la colonne", icone: "", bascule: false },
  { geste: "retirer_tableau", nom: "Retirer le tableau", icone: "", bascule: false },
];

/** One stop of Tab, arrows inside, as the toolbar pattern has it. `etat`: null until the editor is there. */
export function BarreOutils({
  id,
  etat,
  faire,
}: {
  id: string;
  etat: EtatBarre | null;
  faire: (geste: Geste | "lien") => void;
}) {
  const [courant, setCourant] = useState<Geste | "lien">("titre");
  const barre = useRef<HTMLDivElement>(null);
  const outils = [
    ...OUTILS,
    ...(etat?.dansListe && !etat.dansTableau ? EN_LISTE : []),
    ...(etat?.dansTableau ? EN_TABLEAU : []),
  ];
  // A button that went away with the table leaves its place to the first.
  const arret = outils.some((o) => o.geste === courant) ? courant : "titre";

  const touche = (e: KeyboardEvent) => {
    const rang = outils.findIndex((o) => o.geste === arret);
    const pas: Record<string, number> = { ArrowRight: rang + 1, ArrowLeft: rang - 1, Home: 0, End: outils.length - 1 };
    const cible = pas[e.key];
    if (cible === undefined) return;
    e.preventDefault();
    const suivant = outils.at(cible % outils.length) as Outil;
    setCourant(suivant.geste);
    barre.current?.querySelector<HTMLElement>(`[data-geste="${suivant.geste}"]`)?.focus();
  };

  const enfonce = ({ geste }: Outil): boolean =>
    geste === "lien" ? etat?.lien != null : (etat?.actifs.includes(geste) ?? false);
  // Stays reachable: a button that vanished under the finger would lose the focus.
  const impossible = ({ geste }: Outil): boolean =>
    etat !== null && geste !== "lien" && !etat.possibles.includes(geste) && !etat.actifs.includes(geste);

  return (
    <div
      ref={barre}
      className={styles.barre}
      role="toolbar"
      // The field's name is said as a description: two things of the page never share a label.
      aria-label="Mise en forme"
      aria-describedby={`${id}-libelle`}
      aria-controls={id}
      onKeyDown={touche}
    >
      {outils.map((o) => (
        <button
          key={o.geste}
          type="button"
          data-geste={o.geste}
          className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm ${o.icone}`}
          title={o.nom}
          tabIndex={o.geste === arret ? 0 : -1}
          aria-pressed={o.bascule ? enfonce(o) : undefined}
          aria-disabled={impossible(o) || undefined}
          // The caret stays in the text.
          onMouseDown={(e) => e.preventDefault()}
          onFocus={() => setCourant(o.geste)}
          onClick={() => {
            if (!impossible(o)) faire(o.geste);
          }}
        >
          {o.nom}
        </button>
      ))}
    </div>
  );
}
