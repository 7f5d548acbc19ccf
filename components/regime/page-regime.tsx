"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { lireContexte } from "@/components/dossier/contexte-regles";
import { useEspace, useJourDesVerdicts, useRegime } from "@/components/dossier/espace-contexte";
import { phraseRegime } from "@/components/dossiers-liste/creation/phrases-regime";
import { comparerRegimes } from "@/lib/domain/changement-regime";
import type { Regime } from "@/lib/domain/regimes";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { versRegime } from "@/lib/schemas/vers-regime";
import type { ChangerRegime } from "./actions-regime";
import { ComparaisonRegimes } from "./comparaison-regimes";
import { ModaleRegime } from "./modale-regime";
import { ecrireJeu, guillemets } from "./phrases";
import styles from "./regime.module.css";

/** Under which rules the dossier is judged, and what moving it elsewhere would change, before anyone does. */
export function PageRegime({
  jeux,
  refusPoint,
  changerRegime,
}: {
  jeux: readonly JeuRegles[];
  refusPoint: string | null;
  changerRegime: ChangerRegime;
}) {
  const present = useRegime();
  const [vers, setVers] = useState<string | null>(null);
  const [fait, setFait] = useState<string | null>(null);
  const annonce = useRef<HTMLParagraphElement>(null);
  // What was pressed is gone: to what came of it.
  useEffect(() => {
    if (fait !== null) annonce.current?.focus();
  }, [fait]);
  const destinations = useMemo(() => jeux.map(versRegime), [jeux]);
  const cible = destinations.find((r) => r.code === vers && !(r.code === present.code && r.numero === present.numero));
  const plusRecent = destinations.find((r) => r.code === present.code);
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Régime
        </h2>
      </div>
      <p className="rg-section__intro">
        Le régime dit quelles règles jugent le dossier. Avant le dépôt, vous pouvez passer à un autre. Choisissez-le
        pour voir ce qui changerait, règle par règle. Rien n’est écrit avant votre confirmation.
      </p>
      <p>
        Régime d’aujourd’hui{"\u00a0"}: <strong>{ecrireJeu(present)}</strong>, {present.periode.texte}.
      </p>
      <div role="status">
        {fait === null ? null : (
          <p className="fr-message fr-message--valid" ref={annonce} tabIndex={-1}>
            {fait}
          </p>
        )}
      </div>
      {plusRecent === undefined ? null : (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
          <p>
            Une version plus récente des règles de ce régime existe, la numéro {plusRecent.numero}. Le dossier garde la
            numéro {present.numero} tant que vous n’en changez pas.
          </p>
        </div>
      )}
      {destinations.length === 0 ? (
        <p className={styles.vide}>Aucun autre régime n’est ouvert aujourd’hui.</p>
      ) : (
        <Choix present={present} destinations={destinations} vers={vers} surChoix={setVers} />
      )}
      {cible === undefined ? null : (
        <Comparaison
          key={`${cible.code} ${cible.numero}`}
          present={present}
          cible={cible}
          refusPoint={refusPoint}
          changerRegime={changerRegime}
          surFait={() => {
            setVers(null);
            setFait(
              `Le dossier relève maintenant du régime ${guillemets(cible.nom)}. Les verdicts sont ceux de ses règles.`,
            );
          }}
        />
      )}
    </section>
  );
}

function Choix({
  present,
  destinations,
  vers,
  surChoix,
}: {
  present: Regime;
  destinations: readonly Regime[];
  vers: string | null;
  surChoix: (code: string) => void;
}) {
  return (
    <fieldset className="fr-fieldset" aria-labelledby="choix-regime-legende" id="choix-regime">
      <legend className="fr-fieldset__legend" id="choix-regime-legende">
        Comparer avec
      </legend>
      {destinations.map((r) => (
        <div className="fr-fieldset__element" key={r.code}>
          <div className="fr-radio-group">
            <input
              type="radio"
              id={`regime-${r.code}`}
              name="regime"
              checked={vers === r.code}
              onChange={() => surChoix(r.code)}
              aria-describedby={`regime-${r.code}-aide`}
            />
            <label className="fr-label" htmlFor={`regime-${r.code}`}>
              {r.code === present.code ? `${r.nom}, règles numéro ${r.numero}` : r.nom}
            </label>
            <span className={`fr-hint-text ${styles.aide}`} id={`regime-${r.code}-aide`}>
              {phraseRegime(r)}
            </span>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

/** It follows what is typed, here or by others. */
function Comparaison({
  present,
  cible,
  refusPoint,
  changerRegime,
  surFait,
}: {
  present: Regime;
  cible: Regime;
  refusPoint: string | null;
  changerRegime: ChangerRegime;
  surFait: () => void;
}) {
  const { espace, fichier } = useEspace();
  const { jour } = useJourDesVerdicts();
  const [ouverte, setOuverte] = useState(false);
  const changement = useMemo(
    () =>
      comparerRegimes({
        dossier: versDossier({ ...fichier, dateDepot: jour }),
        contexte: lireContexte(espace.contexte),
        etat: espace.etat,
        avant: present,
        apres: cible,
      }),
    [fichier, jour, espace, present, cible],
  );
  return (
    <>
      <ComparaisonRegimes changement={changement} present={present} cible={cible} />
      <button type="button" className="fr-btn fr-mt-3w" onClick={() => setOuverte(true)}>
        Passer à ce régime
      </button>
      <ModaleRegime
        changement={changement}
        present={present}
        cible={cible}
        refusPoint={refusPoint}
        ouverte={ouverte}
        surFermeture={() => setOuverte(false)}
        changerRegime={changerRegime}
        surFait={surFait}
      />
    </>
  );
}
