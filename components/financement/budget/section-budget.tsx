"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { CadreSection } from "@/components/dossier/cadre-section";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { LienChamp } from "@/components/dossier/lien-champ";
import { AvisRetrait } from "@/components/dsfr/avis-retrait";
import { cleRangee, rangeesAffichees } from "@/lib/domain/budget";
import { AvisCollage } from "./avis-collage";
import styles from "./budget.module.css";
import { DialogueLigne } from "./dialogue-ligne";
import { FautesGrille } from "./fautes-grille";
import { GrilleBudget } from "./grille";
import { nomRangee, SANS_PARTENAIRE } from "./noms";
import { OutilsCase } from "./outils-case";
import { identiteEgale, type ResultatCollage, useBudget } from "./usage-budget";

/** Which row the dialog shows; `cle` null: a new one. */
type Ouverture = { cle: string | null; ligne: number };

export function SectionBudget() {
  return (
    <CadreSection
      section="budget"
      titre="Budget"
      intro="Ce que dépense chaque partenaire, par poste et par année. Le coût éligible, base du plafond de la subvention, en est la somme."
    >
      <Budget />
    </CadreSection>
  );
}

function Budget() {
  const budget = useBudget();
  const { grille, gestes, lectureSeule, partenaires } = budget;
  const rangees = rangeesAffichees(grille);
  const [ouverture, setOuverture] = useState<Ouverture | null>(null);
  const [collage, setCollage] = useState<ResultatCollage | null>(null);
  const [retiree, setRetiree] = useState<{ nom: string; remettre: () => void } | null>(null);
  const zone = useRef<HTMLDivElement>(null);
  const aFocaliser = useRef<string | null>(null);
  const courantes = useRef(rangees);
  courantes.current = rangees;

  const modifier = useCallback((cle: string) => {
    const ligne = courantes.current.find((r) => r.cle === cle)?.lignes[0];
    if (ligne !== undefined) setOuverture({ cle, ligne });
  }, []);
  const recevoirCollage = useCallback((resultat: ResultatCollage) => {
    setRetiree(null);
    setCollage(resultat);
  }, []);

  // A finding on a row's mark, post or partner names a field that only the dialog shows.
  useEffect(() => {
    const montrer = (e: Event) => {
      const lu = /^budget-(\d+)-(partenaire|poste|eligible|libelle|annee)$/.exec((e as CustomEvent<string>).detail);
      const ligne = Number(lu?.[1]);
      const rangee = lu ? courantes.current.find((r) => r.lignes.includes(ligne)) : undefined;
      if (rangee) setOuverture({ cle: rangee.cle, ligne });
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, []);

  // The row added or changed may have moved: its first cell takes the focus once it is drawn.
  useEffect(() => {
    const cle = aFocaliser.current;
    if (cle === null || ouverture !== null) return;
    const ligne = [...document.querySelectorAll<HTMLElement>("[data-rangee]")].find((n) => n.dataset.rangee === cle);
    if (!ligne) return;
    aFocaliser.current = null;
    ligne.querySelector("input")?.focus();
  });

  const nomDe = (id: string | null) => partenaires.find((p) => p.id === id)?.nom ?? SANS_PARTENAIRE;
  const enCours = ouverture?.cle ? rangees.find((r) => r.cle === ouverture.cle) : undefined;
  const defaut = rangees.at(-1)?.partenaire ?? partenaires.find((p) => p.chefDeFile)?.id ?? partenaires[0]?.id ?? null;

  return (
    <>
      {lectureSeule ? null : (
        <div className={styles.outils}>
          <p className={styles.aide}>
            <span className="fr-icon-clipboard-line fr-icon--sm" aria-hidden="true" /> Collez un bloc copié de votre
            tableur dans une case (Ctrl + V) : il remplit vers la droite et vers le bas.
          </p>
          <button
            type="button"
            id="ajouter-ligne-budget"
            className="fr-btn fr-btn--secondary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => setOuverture({ cle: null, ligne: budget.lignes.length })}
          >
            Ajouter une ligne
          </button>
        </div>
      )}
      {collage ? (
        <AvisCollage
          resultat={collage}
          grille={grille}
          nomDe={nomDe}
          surAnnulation={() => {
            collage.annuler();
            setCollage(null);
          }}
          surFermeture={() => setCollage(null)}
        />
      ) : null}
      {budget.provisoires ? (
        <p className={styles.aide}>
          Les années suivront{" "}
          <LienChamp champ={{ section: "identite", id: "debut" }}>le début et la durée du projet</LienChamp>, qui ne
          sont pas encore connus.
        </p>
      ) : null}
      {rangees.length === 0 ? (
        <p className={styles.vide}>
          Aucune dépense. Ajoutez une première ligne : un partenaire, un poste, puis un montant par année. Le plafond de
          la subvention apparaîtra aussitôt.
        </p>
      ) : (
        <div ref={zone}>
          <GrilleBudget budget={budget} surModification={modifier} surCollage={recevoirCollage} />
        </div>
      )}
      <FautesGrille grille={grille} erreurs={budget.erreurs} nomDe={nomDe} />
      {rangees.length === 0 ? null : <OutilsCase zone={zone} />}
      {retiree ? (
        <AvisRetrait
          nom={retiree.nom}
          surAnnulation={() => {
            retiree.remettre();
            setRetiree(null);
          }}
        />
      ) : null}
      {lectureSeule || rangees.length === 0 ? null : (
        <p className={styles.touches}>
          Tabulation : case suivante. Entrée ou flèches : ligne suivante. Échap : valeur d’avant. Maj + F2 : outils de
          la case ; Échap en revient.
        </p>
      )}
      <ConstatsSous section="budget" id="ajouter-ligne-budget" />
      {ouverture ? (
        <DialogueLigne
          key={ouverture.cle ?? "nouvelle"}
          rangee={enCours}
          ligne={ouverture.ligne}
          partenaires={partenaires}
          defaut={defaut}
          lectureSeule={lectureSeule}
          surFermeture={() => setOuverture(null)}
          surValidation={(identite) => {
            setRetiree(null);
            if (enCours) {
              if (!identiteEgale(enCours, identite)) gestes.requalifier(enCours, identite);
            } else gestes.ajouter(identite);
            aFocaliser.current = cleRangee(identite);
            setOuverture(null);
          }}
          surRetrait={() => {
            if (!enCours) return;
            const remettre = gestes.retirer(enCours);
            setRetiree({ nom: nomRangee(enCours, nomDe(enCours.partenaire)), remettre });
            setCollage(null);
            setOuverture(null);
          }}
        />
      ) : null}
    </>
  );
}
