"use client";
/** The budget on a phone: partner, post, then one labelled amount a year. Same store, same checks as the grid. */
import { useEffect, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { ouvrirConflits } from "@/components/dossier/conflits";
import { montantAuRepos } from "@/components/dsfr/champ-montant";
import type { Rangee } from "@/lib/domain/budget";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import { type Rang, rangeeDeLigne } from "@/lib/domain/grille/rangs";
import type { Somme } from "./grille";
import styles from "./liste.module.css";
import { MontantEtroit } from "./montant-etroit";
import { nomAnnee, nomMarque, nomPoste, nomRangee } from "./noms";
import { idCellule } from "./rangee";
import type { UsageBudget } from "./usage-budget";

/** Rows beyond which blocks come folded: a phone would carry thousands of fields. */
const OUVERTES = 24;

type Bloc = { cle: string; rang: Exclude<Rang, { type: "rangee" }>; rangees: Rangee[] };

function blocsDe(rangs: readonly Rang[]): Bloc[] {
  const blocs: Bloc[] = [];
  for (const rang of rangs) {
    if (rang.type === "rangee") blocs.at(-1)?.rangees.push(rang.rangee);
    else blocs.push({ cle: rang.cle, rang, rangees: [] });
  }
  return blocs;
}

const TITRES = { a_classer: "Poste à préciser", hors_assiette: "Hors assiette" } as const;

export function ListeEtroite({
  budget,
  rangs,
  sommes,
  choisi,
  nomDe,
  surModification,
  surBascule,
  surRevelation,
}: {
  budget: UsageBudget;
  rangs: readonly Rang[];
  sommes: readonly Somme[];
  /** A filter is on: what it left is shown open. */
  choisi: boolean;
  nomDe: (partenaire: string | null) => string;
  surModification: (cle: string) => void;
  surBascule: (partenaire: string | null, replie: boolean) => void;
  surRevelation: (rangee: Rangee) => void;
}) {
  const { grille } = budget;
  const blocs = blocsDe(rangs);
  const [choix, setChoix] = useState<ReadonlyMap<string, boolean>>(new Map());
  const parDefaut = choisi || rangs.length <= OUVERTES;
  const estOuvert = (b: Bloc) =>
    b.rang.type === "partenaire" && b.rang.replie ? false : (choix.get(b.cle) ?? (parDefaut || blocs.length === 1));
  const basculer = (b: Bloc) => {
    const ouvert = !estOuvert(b);
    setChoix((avant) => new Map([...avant, [b.cle, ouvert]]));
    if (b.rang.type === "partenaire" && b.rang.replie && ouvert) surBascule(b.rang.partenaire, false);
  };

  // A finding names a field of a folded block: it is opened, then the field is looked for again.
  const monde = useRef({ grille, blocs, surRevelation });
  monde.current = { grille, blocs, surRevelation };
  useEffect(() => {
    const montrer = (e: Event) => {
      const lu = /^budget-(\d+)-(?:montant|case-[\w-]+)$/.exec((e as CustomEvent<string>).detail);
      const rangee = lu ? rangeeDeLigne(monde.current.grille, Number(lu[1])) : null;
      if (rangee === null) return;
      const bloc = monde.current.blocs.find((b) => b.rangees.some((r) => r.cle === rangee.cle));
      if (!bloc) monde.current.surRevelation(rangee);
      const cle =
        bloc?.cle ??
        (rangee.assiette === "oui"
          ? `partenaire ${rangee.partenaire}`
          : rangee.assiette === "non"
            ? "titre hors_assiette"
            : "titre a_classer");
      setChoix((avant) => new Map([...avant, [cle, true]]));
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, []);

  return (
    <div className={styles.liste}>
      {blocs.map((b) => {
        const ouvert = estOuvert(b);
        const nom = b.rang.type === "partenaire" ? nomDe(b.rang.partenaire) : TITRES[b.rang.titre];
        return (
          <section key={b.cle} className={styles.bloc} aria-label={nom}>
            <h3 className={styles.tete}>
              <button
                type="button"
                className={`${styles.bascule} ${ouvert ? "fr-icon-arrow-down-s-line" : "fr-icon-arrow-right-s-line"}`}
                aria-expanded={ouvert}
                onClick={() => basculer(b)}
              >
                <span>{nom}</span>
                {b.rang.type === "partenaire" ? (
                  <span className={styles.total}>
                    {b.rang.vide ? "Aucune dépense" : `${ecrireEurosSansUnite(b.rang.totaux.total)}\u00a0€`}
                  </span>
                ) : null}
              </button>
            </h3>
            {ouvert && b.rang.type === "titre" && b.rang.titre === "hors_assiette" ? (
              <p className={styles.raison}>
                Payé par les cofinancements, jamais par la subvention (Rapport IGÉSR, chap. 4 § 1.2, note 156).
              </p>
            ) : null}
            {ouvert
              ? b.rangees.map((r) => (
                  <Poste
                    key={r.cle}
                    rangee={r}
                    partenaire={nomDe(r.partenaire)}
                    avecPartenaire={b.rang.type === "titre"}
                    budget={budget}
                    surModification={surModification}
                  />
                ))
              : null}
          </section>
        );
      })}
      <dl className={styles.sommes}>
        {sommes.map((s) => (
          <div key={s.cle}>
            <dt>{s.nom}</dt>
            <dd>{ecrireEurosSansUnite(s.totaux.total)}&nbsp;€</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Poste({
  rangee,
  partenaire,
  avecPartenaire,
  budget,
  surModification,
}: {
  rangee: Rangee;
  partenaire: string;
  avecPartenaire: boolean;
  budget: UsageBudget;
  surModification: (cle: string) => void;
}) {
  const { erreurs, conflits, gestes, lectureSeule } = budget;
  const nom = nomRangee(rangee, partenaire);
  const marque = nomMarque(rangee);
  return (
    <fieldset
      className={`${styles.poste} ${rangee.assiette === "non" ? styles.hachuree : ""}`}
      data-rangee={rangee.cle}
    >
      <legend className={styles.legende}>
        {avecPartenaire ? `${partenaire} : ${nomPoste(rangee).toLocaleLowerCase("fr")}` : nomPoste(rangee)}
        {rangee.libelle || marque ? (
          <span className={styles.detail}>{[rangee.libelle, marque].filter(Boolean).join(", ")}</span>
        ) : null}
      </legend>
      {rangee.cellules.map((c, colonne) => {
        const chemin = c.index === null ? null : `budget.${c.index}.montant`;
        const commun = {
          id: idCellule(rangee, colonne),
          nom: `${nom}, ${nomAnnee(c.annee)}`,
          annee: `${nomAnnee(c.annee)}${budget.horsProjet.has(c.annee) ? " (hors projet)" : ""}`,
        };
        const adresse = chemin === null ? undefined : conflits.get(chemin);
        return (
          <div key={String(c.annee)}>
            {lectureSeule ? (
              <p className={styles.lu}>
                <span>{commun.annee}</span>
                <span id={commun.id} tabIndex={-1} data-case={commun.nom}>
                  {c.montant === null ? "—" : montantAuRepos(c.montant)}
                </span>
              </p>
            ) : (
              <MontantEtroit
                {...commun}
                montant={c.montant}
                erreur={chemin === null ? undefined : erreurs[chemin]}
                surSaisie={(texte, vue) => gestes.saisir(rangee.cle, c.annee, texte, vue)}
              />
            )}
            {adresse === undefined ? null : (
              <button
                type="button"
                className="fr-btn fr-btn--tertiary fr-btn--sm"
                onClick={() => ouvrirConflits(adresse)}
              >
                Choisir la valeur
              </button>
            )}
          </div>
        );
      })}
      {rangee.lignes.length > 0 ? (
        <button
          type="button"
          className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-btn--icon-left ${lectureSeule ? "fr-icon-question-line" : "fr-icon-edit-line"}`}
          aria-haspopup="dialog"
          onClick={() => surModification(rangee.cle)}
        >
          {lectureSeule ? "Voir" : "Modifier"} la ligne<span className="fr-sr-only"> {nom}</span>
        </button>
      ) : null}
    </fieldset>
  );
}
