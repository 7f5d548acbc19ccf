"use client";
import { useState } from "react";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { OutilsChamp } from "@/components/dossier/outils-champ";
import { ChampChoix, ChampRadio, optionsDe } from "@/components/dsfr/champ-choix";
import { montantAuRepos } from "@/components/dsfr/champ-montant";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import type { IdentiteRangee, Rangee } from "@/lib/domain/budget";
import { POSTES, type Poste } from "@/lib/domain/nomenclatures";
import styles from "./dialogue.module.css";
import { nomAnnee } from "./noms";

const VIERGE: IdentiteRangee = { partenaire: null, poste: null, libelle: null, eligible: null };

const ecrireMarque = (eligible: boolean | null) => (eligible === null ? "" : eligible ? "oui" : "non");
const lireMarque = (v: string) => (v === "" ? null : v === "oui");

/**
 * What a row is: partner, post, label, mark. Nothing changes before the button: the row may move to another block.
 * `ligne`: rank whose ids the fields bear, so that a finding on any line of the row finds its field.
 */
export function DialogueLigne({
  rangee,
  ligne,
  partenaires,
  defaut,
  lectureSeule,
  surValidation,
  surRetrait,
  surFermeture,
}: {
  /** undefined: a new row. */
  rangee: Rangee | undefined;
  ligne: number;
  partenaires: readonly { id: string; nom: string }[];
  defaut: string | null;
  /** The row is shown, with its tools: nothing can be changed. */
  lectureSeule: boolean;
  surValidation: (identite: IdentiteRangee) => void;
  surRetrait: () => void;
  surFermeture: () => void;
}) {
  const [identite, setIdentite] = useState<IdentiteRangee>(() => {
    if (!rangee) return { ...VIERGE, partenaire: defaut };
    const { partenaire, poste, libelle, eligible } = rangee;
    return { partenaire, poste, libelle, eligible };
  });
  const [essaye, setEssaye] = useState(false);
  const sansPoste = identite.poste === null;
  const valider = () => {
    setEssaye(true);
    if (sansPoste) {
      document.getElementById(`budget-${ligne}-poste`)?.focus();
      return;
    }
    surValidation({ ...identite, libelle: identite.libelle?.trim() || null });
  };
  // The row that is not there yet has help only; its dialog writes nothing before its button.
  const commun = (nom: string) => ({
    id: `budget-${ligne}-${nom}`,
    lectureSeule,
    outils: <OutilsChamp section="budget" chemin={`budget.${ligne}.${nom}`} />,
  });
  const changer = (partie: Partial<IdentiteRangee>) => setIdentite((avant) => ({ ...avant, ...partie }));
  return (
    <Modale
      id="dialogue-ligne-budget"
      titre={lectureSeule ? "Ligne du budget" : rangee ? "Modifier la ligne du budget" : "Ajouter une ligne au budget"}
      ouverte
      surFermeture={surFermeture}
      boutons={
        lectureSeule ? (
          <button type="button" className="fr-btn" onClick={surFermeture}>
            Fermer
          </button>
        ) : (
          <>
            <button type="button" className="fr-btn" onClick={valider}>
              {rangee ? "Enregistrer" : "Ajouter la ligne"}
            </button>
            {rangee ? (
              <button type="button" className="fr-btn fr-btn--secondary" onClick={surRetrait}>
                Retirer la ligne
              </button>
            ) : null}
          </>
        )
      }
    >
      <form
        className={styles.formulaire}
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          valider();
        }}
      >
        <ChampChoix
          {...commun("partenaire")}
          libelle="Partenaire"
          aide={
            partenaires.length === 0
              ? "Aucun partenaire n’est encore déclaré : ajoutez-les dans la section Partenaires."
              : undefined
          }
          options={partenaires.map((p) => ({ valeur: p.id, libelle: p.nom }))}
          valeur={identite.partenaire}
          surChangement={(v) => changer({ partenaire: v || null })}
        />
        <ChampChoix
          {...commun("poste")}
          libelle="Poste de dépense"
          options={optionsDe(POSTES.libelles)}
          valeur={identite.poste}
          surChangement={(v) => changer({ poste: (v || null) as Poste | null })}
          erreur={essaye && sansPoste ? "Choisissez le poste de dépense." : undefined}
        />
        <ChampTexte
          {...commun("libelle")}
          libelle="Libellé (facultatif)"
          aide="Pour distinguer deux dépenses d’un même poste."
          valeur={identite.libelle}
          surChangement={(v) => changer({ libelle: v || null })}
          longueurMax={300}
        />
        <ChampRadio
          {...commun("eligible")}
          libelle="Éligible"
          aide="Le bâti, les postes pérennes et les autres dépenses non éligibles restent hors assiette quoi qu’il arrive."
          options={[
            { valeur: "", libelle: "Selon le poste" },
            { valeur: "oui", libelle: "Oui" },
            { valeur: "non", libelle: "Non" },
          ]}
          valeur={ecrireMarque(identite.eligible)}
          surChangement={(v) => changer({ eligible: lireMarque(v) })}
          enLigne
        />
        {rangee ? <Montants rangee={rangee} /> : null}
        {rangee ? <ConstatsSous section="budget" id={`budget-${ligne}-eligible`} /> : null}
      </form>
    </Modale>
  );
}

/** The lines of the row, one a year: where a phone, or a reader, finds the help, the comments and the history of each amount. */
function Montants({ rangee }: { rangee: Rangee }) {
  const lignes = rangee.cellules.flatMap((c) => (c.index === null ? [] : [{ ...c, index: c.index }]));
  if (lignes.length === 0) return null;
  return (
    <section aria-labelledby="montants-ligne-budget">
      <h3 className="fr-text--md fr-mb-1v" id="montants-ligne-budget">
        Montants de la ligne
      </h3>
      <ul className={styles.montants}>
        {lignes.map((c) => (
          <li key={c.index}>
            <div className={styles.outilsMontant}>
              <span>Année {nomAnnee(c.annee)}</span>
              <OutilsChamp section="budget" chemin={`budget.${c.index}.annee`} />
            </div>
            <div className={styles.outilsMontant}>
              <span>{c.montant === null ? "—" : `${montantAuRepos(c.montant)}\u00a0€`}</span>
              <OutilsChamp section="budget" chemin={`budget.${c.index}.montant`} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
