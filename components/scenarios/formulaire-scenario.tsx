"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { useGeste } from "@/components/equipe/usage-geste";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { demandeCreationScenario, GESTES_MAX, type ScenarioVu } from "@/lib/schemas/scenarios";
import type { ActionsScenarios } from "./actions-scenarios";
import { Effet } from "./effet";
import { FormulaireGeste } from "./formulaire-geste";
import { ListeGestes } from "./liste-gestes";
import { GESTE_VIDE, lireGeste, type SaisieGeste, saisieDe } from "./saisie-geste";
import styles from "./scenarios.module.css";
import { useEvaluation, usePlanVivant } from "./usage-evaluation";

type Etat = {
  nom: string;
  gestes: Geste[];
  saisie: SaisieGeste;
  /** Rank of the gesture being changed; null: a new one. */
  rang: number | null;
};

const PREFIXE = "scenario-geste";

/** A what-if being made or changed: its name, its gestures in order, and what they do to the plan, live. Nothing is written before « Enregistrer ». */
export function FormulaireScenario({
  dossierId,
  revision,
  scenario,
  actions,
  surFin,
}: {
  dossierId: string;
  revision: number;
  /** null: a new one. */
  scenario: ScenarioVu | null;
  actions: Pick<ActionsScenarios, "creerScenario" | "modifierScenario">;
  /** `nom` null: given up. */
  surFin: (nom: string | null, id?: string) => void;
}) {
  const plan = usePlanVivant();
  const [etat, setEtat] = useState<Etat>({
    ...{ nom: scenario?.nom ?? "", gestes: scenario?.gestes ?? [], saisie: GESTE_VIDE, rang: null },
  });
  const [fautes, setFautes] = useState<Record<string, string | undefined>>({});
  const { oublier } = useEtatGarde<Etat>(
    `scenario:${dossierId}:${scenario?.id ?? "nouveau"}:${scenario?.version ?? 0}`,
    etat,
    setEtat,
  );
  const { faire, enCours, erreur, effacer } = useGeste();
  /** Someone else wrote or put away this what-if meanwhile: what is typed here can only be kept under another one. */
  const [depasse, setDepasse] = useState(false);
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => titre.current?.focus(), []);
  const { nom, gestes, saisie, rang } = etat;

  const changer = (partie: Partial<Etat>) => {
    setEtat((avant) => ({ ...avant, ...partie }));
    effacer();
  };
  const changerGeste = (partie: Partial<SaisieGeste>) => {
    changer({ saisie: { ...saisie, ...partie } });
    setFautes(({ nom: duNom }) => ({ nom: duNom }));
  };
  /** The gestures with the one in the form put in its place; null: it is not complete. */
  const avecSaisie = useMemo((): Geste[] | null => {
    if (saisie.type === "") return gestes;
    const lu = lireGeste(saisie);
    if (!lu.ok) return null;
    return rang === null ? [...gestes, lu.geste] : gestes.with(rang, lu.geste);
  }, [gestes, saisie, rang]);
  const evaluation = useEvaluation(plan, avecSaisie ?? gestes);
  const montre = (avecSaisie ?? gestes).length > 0;

  function poser(): boolean {
    const lu = lireGeste(saisie);
    if (!lu.ok) {
      setFautes(lu.fautes);
      document.getElementById(`${PREFIXE}-${Object.keys(lu.fautes)[0]}`)?.focus();
      return false;
    }
    changer({
      gestes: rang === null ? [...gestes, lu.geste] : gestes.with(rang, lu.geste),
      saisie: GESTE_VIDE,
      rang: null,
    });
    setFautes({});
    document.getElementById(`${PREFIXE}-type`)?.focus();
    return true;
  }

  async function enregistrer() {
    // What stands in the form counts, whether or not « Ajouter » was pressed.
    if (avecSaisie === null) {
      poser();
      return;
    }
    const demande = { dossierId, nom, gestes: avecSaisie, revisionVue: revision };
    const lue = demandeCreationScenario.safeParse(demande);
    if (!lue.success) {
      const lues = Object.fromEntries(lue.error.issues.map((i) => [String(i.path[0]), i.message]).reverse());
      setFautes({ nom: lues.nom, type: lues.gestes });
      document.getElementById(lues.nom ? "scenario-nom" : `${PREFIXE}-type`)?.focus();
      return;
    }
    const fait = await faire(async () => {
      if (scenario === null || depasse) return actions.creerScenario(demande);
      const reponse = await actions.modifierScenario({
        ...demande,
        scenarioId: scenario.id,
        versionVue: scenario.version,
      });
      if (reponse.ok) return { ok: true, data: { id: scenario.id } };
      if (reponse.error.code === "conflit") setDepasse(true);
      return reponse;
    });
    if (fait === null) return;
    oublier();
    surFin(lue.data.nom, fait.id);
  }

  return (
    <section className={styles.atelier} aria-labelledby="titre-scenario">
      <h3 id="titre-scenario" ref={titre} tabIndex={-1} className="fr-h5">
        {scenario === null ? "Nouveau scénario" : `Modifier « ${scenario.nom} »`}
      </h3>
      <RefusFormulaire erreur={erreur} />
      {depasse ? (
        <p className="fr-message fr-message--warning fr-mb-2w">
          Ce que vous avez saisi est toujours là. Enregistrez-le comme nouveau scénario, ou annulez pour garder celui de
          l’autre personne.
        </p>
      ) : null}
      <div className={styles.deux}>
        <div>
          <ChampTexte
            id="scenario-nom"
            libelle="Nom du scénario"
            aide="Par exemple « Sans la branche »."
            valeur={nom}
            surChangement={(n) => {
              changer({ nom: n });
              setFautes(({ nom: _, ...reste }) => reste);
            }}
            erreur={fautes.nom}
          />
          <ListeGestes
            gestes={gestes}
            suites={evaluation.suites}
            noms={plan.noms}
            enEdition={rang}
            surModification={(i) => {
              const geste = gestes[i];
              if (geste === undefined) return;
              changer({ saisie: saisieDe(geste), rang: i });
              setFautes({});
              document.getElementById(`${PREFIXE}-type`)?.focus();
            }}
            surChangement={(suite) =>
              changer({ gestes: suite, rang: null, ...(rang !== null && { saisie: GESTE_VIDE }) })
            }
          />
          {gestes.length < GESTES_MAX || rang !== null ? (
            <fieldset className={styles.geste} aria-labelledby="legende-geste">
              <legend id="legende-geste" className={styles.legende}>
                {rang === null
                  ? gestes.length === 0
                    ? "Premier changement"
                    : "Autre changement"
                  : `Changement ${rang + 1}`}
              </legend>
              <FormulaireGeste
                prefixe={PREFIXE}
                saisie={saisie}
                changer={changerGeste}
                fautes={fautes}
                contenus={plan.contenus}
              />
              {saisie.type === "" ? null : (
                <div className={styles.boutons}>
                  <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={poser}>
                    {rang === null ? "Ajouter ce changement" : "Remplacer ce changement"}
                  </button>
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
                    onClick={() => {
                      changer({ saisie: GESTE_VIDE, rang: null });
                      setFautes({});
                      document.getElementById(`${PREFIXE}-type`)?.focus();
                    }}
                  >
                    Renoncer à ce changement
                  </button>
                </div>
              )}
            </fieldset>
          ) : null}
        </div>
        <div className={styles.apercu}>
          <h4 className="fr-h6">Ce que le plan deviendrait</h4>
          {montre ? (
            <>
              <div role="status">
                <ul className={styles.change} aria-label="Ce que cela change">
                  {evaluation.change.map((c) => (
                    <li key={c}>{c}</li>
                  ))}
                  {rang === null && saisie.type !== "" ? (
                    <RemarquesEnCours evaluation={evaluation} rang={gestes.length} />
                  ) : null}
                </ul>
              </div>
              <Effet
                id="effet-scenario"
                titre="Le plan actuel et ce scénario"
                avant={plan.actuel}
                apres={evaluation.chiffres}
              />
            </>
          ) : (
            <p>Choisissez un changement : son effet s’affiche ici, sans toucher le dossier.</p>
          )}
        </div>
      </div>
      <div className={`${styles.boutons} fr-mt-3w`}>
        <button type="button" className="fr-btn" disabled={enCours} onClick={() => void enregistrer()}>
          {depasse ? "Enregistrer comme nouveau scénario" : "Enregistrer le scénario"}
        </button>
        <button
          type="button"
          className="fr-btn fr-btn--secondary"
          onClick={() => {
            oublier();
            surFin(null);
          }}
        >
          Annuler
        </button>
      </div>
    </section>
  );
}

/** Of the gesture in the form, which is in no list yet. */
function RemarquesEnCours({ evaluation, rang }: { evaluation: ReturnType<typeof useEvaluation>; rang: number }) {
  const suite = evaluation.suites[rang];
  if (suite === undefined) return null;
  const lues = suite.applique ? suite.remarques : [`Ce changement ne s’applique pas : ${suite.motif}`];
  return lues.map((r) => <li key={r}>{r}</li>);
}
