"use client";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { CadreSection } from "@/components/dossier/cadre-section";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { LienChamp } from "@/components/dossier/lien-champ";
import { AvisRetrait } from "@/components/dsfr/avis-retrait";
import { AnnexeFinanciere } from "@/components/financement/annexe/annexe-financiere";
import { cleRangee } from "@/lib/domain/budget";
import { enumerer } from "@/lib/domain/ecriture";
import styles from "./budget.module.css";
import { DialogueLigne } from "./dialogue-ligne";
import { FautesGrille } from "./fautes-grille";
import { Filtres } from "./filtres";
import { ListeEtroite } from "./liste-etroite";
import { nomRangee, SANS_PARTENAIRE } from "./noms";
import { OutilsCase } from "./outils-case";
import { Tableur } from "./tableur";
import { useAffichage, useEtroit } from "./usage-affichage";
import { identiteEgale, useBudget } from "./usage-budget";

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

/** The grid and all that goes with it; needs a workspace above, of one partner (`dUnPartenaire`: no subsidy to speak of) or of all. */
export function Budget({ dUnPartenaire = false }: { dUnPartenaire?: boolean }) {
  const budget = useBudget();
  const { grille, gestes, lectureSeule, partenaires } = budget;
  const affichage = useAffichage(budget);
  const { filtre, rangs, sommes, toutes: rangees, surBascule, surRevelation } = affichage;
  const etroit = useEtroit();
  const [ouverture, setOuverture] = useState<Ouverture | null>(null);
  const [retiree, setRetiree] = useState<{ nom: string; remettre: () => void } | null>(null);
  const zone = useRef<HTMLDivElement>(null);
  const aFocaliser = useRef<string | null>(null);
  const courantes = useRef(rangees);
  courantes.current = rangees;

  const modifier = useCallback((cle: string) => {
    const ligne = courantes.current.find((r) => r.cle === cle)?.lignes[0];
    if (ligne !== undefined) setOuverture({ cle, ligne });
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
    if (!ligne) {
      const cachee = courantes.current.find((r) => r.cle === cle);
      if (cachee) surRevelation(cachee);
      return;
    }
    aFocaliser.current = null;
    ligne.querySelector<HTMLElement>("[data-case]")?.focus();
  });

  const noms = useMemo(() => new Map(partenaires.map((p) => [p.id, p.nom])), [partenaires]);
  const nomDe = useCallback((id: string | null) => (id === null ? undefined : noms.get(id)) ?? SANS_PARTENAIRE, [noms]);
  const enCours = ouverture?.cle ? rangees.find((r) => r.cle === ouverture.cle) : undefined;
  const defaut =
    filtre.partenaire ??
    rangees.at(-1)?.partenaire ??
    partenaires.find((p) => p.chefDeFile)?.id ??
    partenaires[0]?.id ??
    null;
  const filtree = filtre.partenaire !== undefined || filtre.poste !== null;
  const communs = { budget, rangs, sommes, nomDe, surModification: modifier, surBascule, surRevelation };

  return (
    <>
      <div className={styles.outils}>
        <Filtres
          filtre={filtre}
          partenaires={partenaires}
          sansPartenaire={grille.blocs.some((b) => b.partenaire === null)}
          proposer={!lectureSeule}
          surChangement={affichage.setFiltre}
        />
        <AnnexeFinanciere />
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-ligne-budget"
            className="fr-btn fr-btn--secondary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => setOuverture({ cle: null, ligne: budget.lignes.length })}
          >
            Ajouter une ligne
          </button>
        )}
      </div>
      {budget.provisoires ? (
        <p className={styles.aide}>
          Les années suivront <LienDates simple={dUnPartenaire}>le début et la durée du projet</LienDates>, qui ne sont
          pas encore connus.
        </p>
      ) : null}
      {rangees.length === 0 ? (
        <p className={styles.vide}>
          Aucune dépense.{" "}
          {lectureSeule
            ? ""
            : partenaires.length === 0
              ? "Ajoutez d’abord les partenaires, ou une première ligne sans partenaire."
              : `Tapez un montant devant son poste, ou ajoutez une ligne à votre nom.${dUnPartenaire ? "" : " Le plafond de la subvention apparaîtra aussitôt."}`}
        </p>
      ) : null}
      {rangs.length === 0 ? (
        filtree ? (
          <p className={styles.vide}>Aucune ligne ne correspond. Effacez un filtre.</p>
        ) : null
      ) : etroit ? (
        <div ref={zone}>
          <ListeEtroite {...communs} choisi={filtree} />
        </div>
      ) : (
        <div className={styles.large}>
          <Tableur {...communs} toutes={rangees} zone={zone} />
        </div>
      )}
      {rangs.length === 0 ? null : <OutilsCase zone={zone} dUnPartenaire={dUnPartenaire} />}
      <FautesGrille grille={grille} erreurs={budget.erreurs} nomDe={nomDe} />
      <HorsProjet annees={budget.horsProjet} dUnPartenaire={dUnPartenaire} />
      {retiree ? (
        <AvisRetrait
          nom={retiree.nom}
          surAnnulation={() => {
            retiree.remettre();
            setRetiree(null);
          }}
        />
      ) : null}
      {rangs.length === 0 ? null : (
        <p className={styles.touches} id="touches-grille">
          {lectureSeule
            ? "Flèches : se déplacer. Ctrl + C : copier. Tabulation : quitter la grille."
            : "Flèches : se déplacer. Entrée, F2 ou un chiffre : modifier ; Entrée valide et descend, Tabulation valide et va à droite, Échap abandonne. Suppr : vider. Ctrl + C, Ctrl + V : copier, coller un bloc de votre tableur. Ctrl + Z : annuler. Hors saisie, Tabulation quitte la grille. Maj + F2 : outils de la case."}
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
            setOuverture(null);
          }}
        />
      ) : null}
    </>
  );
}

/** A partner does not set the dates: its page has nowhere to lead. */
function LienDates({ simple, children }: { simple: boolean; children: ReactNode }) {
  return simple ? children : <LienChamp champ={{ section: "identite", id: "debut" }}>{children}</LienChamp>;
}

function HorsProjet({ annees, dUnPartenaire }: { annees: ReadonlySet<number | null>; dUnPartenaire: boolean }) {
  if (annees.size === 0) return null;
  const plusieurs = annees.size > 1;
  return (
    <p className="fr-message fr-message--warning fr-mt-1w">
      <span>
        {enumerer([...annees].map(String))} {plusieurs ? "sont" : "est"} hors du projet{"\u202f: "}
        {dUnPartenaire
          ? "videz ces montants, ou demandez au chef de file de changer "
          : "videz ces montants, ou changez "}
        <LienDates simple={dUnPartenaire}>les dates du projet</LienDates>.
      </span>
    </p>
  );
}
