"use client";
import Link from "next/link";
import { useEffect, useMemo, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import type { NomGeste } from "@/components/dossier/magasin";
import { Modale } from "@/components/dsfr/modale";
import { useGeste } from "@/components/equipe/usage-geste";
import { enumerer } from "@/lib/domain/ecriture";
import { evaluer } from "@/lib/domain/scenarios/evaluer";
import { sansJumelles } from "@/lib/domain/scenarios/identiques";
import { jouer } from "@/lib/domain/scenarios/jouer";
import { type Proposition, proposer } from "@/lib/domain/scenarios/proposer";
import { Comparaison } from "./comparaison";
import { Effet } from "./effet";
import styles from "./scenarios.module.css";
import { type PlanVivant, useEvaluation, usePlanVivant } from "./usage-evaluation";

/**
 * « Proposer un équilibre »: plans that balance to the cent, each with what it changes. Nothing is written before the person's
 * yes; kept as a what-if, or written in the plan as one gesture that one click takes back.
 */
export function ProposerEquilibre({
  secondaire,
  simuler,
  surGarde,
}: {
  secondaire?: boolean;
  /** Also the way to the what-ifs. */
  simuler?: boolean;
  /** Told when a proposal was kept; without it, the dialog says so itself. */
  surGarde?: (nom: string, id: string) => void;
}) {
  const { espace, lectureSeule } = useEspaceFixe();
  const [ouverte, setOuverte] = useState(false);
  if (lectureSeule) return null;
  return (
    <div className={styles.offre}>
      <button
        type="button"
        className={`fr-btn ${secondaire ? "fr-btn--secondary" : ""} fr-btn--icon-left fr-icon-scales-3-line`}
        aria-haspopup="dialog"
        onClick={() => setOuverte(true)}
      >
        Proposer un équilibre
      </button>
      {simuler && espace.droits.scenarios ? (
        <Link
          className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-equalizer-line"
          href={`/dossiers/${espace.id}/scenarios`}
        >
          Simuler
        </Link>
      ) : null}
      {ouverte ? <Dialogue surFermeture={() => setOuverte(false)} surGarde={surGarde} /> : null}
    </div>
  );
}

type Fait = { type: "garde"; nom: string } | { type: "applique"; nom: string; geste: NomGeste } | { type: "annule" };

function Dialogue({
  surFermeture,
  surGarde,
}: {
  surFermeture: () => void;
  surGarde: ((nom: string, id: string) => void) | undefined;
}) {
  const { espace, magasin, actions } = useEspaceFixe();
  const plan = usePlanVivant();
  const propositions = useMemo(() => proposer(plan.contenus, plan.regime), [plan.contenus, plan.regime]);
  const uniques = useMemo(
    () =>
      (propositions.ok ? sansJumelles(propositions.propositions) : []).map((p) => ({
        ...p,
        chiffres: evaluer(plan.jeu, p.gestes, plan.actuel).chiffres,
      })),
    [propositions, plan.jeu, plan.actuel],
  );
  const { faire, enCours, erreur } = useGeste();
  const [choisie, setChoisie] = useState<Proposition | null>(null);
  const [fait, setFait] = useState<Fait | null>(null);
  const [rienEcrit, setRienEcrit] = useState(false);
  const bilan = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: to what came of it.
  useEffect(() => {
    if (fait !== null || choisie !== null) bilan.current?.focus();
  }, [fait, choisie]);

  async function garder(p: Proposition) {
    const cree = await faire(() =>
      actions.creerScenario({
        ...{ dossierId: espace.id, nom: p.titre, gestes: [...p.gestes], revisionVue: magasin.revisionConnue() },
      }),
    );
    if (cree === null) return;
    if (surGarde !== undefined) {
      surFermeture();
      surGarde(p.titre, cree.id);
      return;
    }
    setChoisie(null);
    setFait({ type: "garde", nom: p.titre });
  }
  /** As if typed: saved, merged and told to others as any edit is. */
  function appliquer(p: Proposition) {
    const { contenus } = jouer(plan.contenus, p.gestes, () => crypto.randomUUID());
    const geste = magasin.modifierEnGeste("financement", contenus.financement);
    setChoisie(null);
    if (geste === null) setRienEcrit(true);
    else setFait({ type: "applique", nom: p.titre, geste });
  }
  function annuler(geste: NomGeste) {
    magasin.annulerGeste(geste);
    setFait({ type: "annule" });
  }
  return (
    <Modale
      id="modale-equilibre"
      titre={choisie === null ? "Proposer un équilibre" : `Appliquer « ${choisie.titre} »`}
      taille="grande"
      ouverte
      surFermeture={surFermeture}
      boutons={
        choisie !== null ? (
          <>
            <button type="button" className="fr-btn" onClick={() => appliquer(choisie)}>
              Appliquer au plan de financement
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setChoisie(null)}>
              Revenir aux propositions
            </button>
          </>
        ) : fait !== null ? (
          <>
            <button type="button" className="fr-btn" onClick={surFermeture}>
              Terminer
            </button>
            {fait.type === "applique" ? (
              <button type="button" className="fr-btn fr-btn--secondary" onClick={() => annuler(fait.geste)}>
                Annuler ce changement
              </button>
            ) : null}
          </>
        ) : null
      }
    >
      <div role="alert">
        {erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}
        {rienEcrit ? <p className="fr-message fr-message--error">Le plan est déjà ainsi : rien n’a changé.</p> : null}
      </div>
      <div ref={bilan} tabIndex={-1} role="status">
        {fait === null ? null : <Bilan fait={fait} dossierId={espace.id} />}
      </div>
      {fait !== null ? null : choisie !== null ? (
        <>
          <p>
            Ces montants remplaceront ceux du plan de financement. Un clic suffira pour revenir en arrière, et chaque
            valeur reste dans l’historique.
          </p>
          <AvantApres plan={plan} proposition={choisie} />
        </>
      ) : !propositions.ok ? (
        <>
          <p>Il manque de quoi calculer un équilibre :</p>
          <ul>
            {propositions.manques.map((m) => (
              <li key={m}>{m}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>Chaque proposition équilibre le plan au centime. Aucune ne change le dossier sans votre accord.</p>
          {propositions.remarques.map((r) => (
            <p key={r} className="fr-message fr-message--info">
              {r}
            </p>
          ))}
          {uniques.length > 0 ? (
            <Comparaison
              titre="Le plan actuel et les propositions"
              plans={[
                { cle: "actuel", nom: "Plan actuel", chiffres: plan.actuel },
                ...uniques.map((p) => ({ cle: p.code, nom: p.titre, chiffres: p.chiffres })),
              ]}
            />
          ) : null}
          <ul className={styles.propositions}>
            {uniques.map((p) => (
              <li key={p.code} className={styles.proposition}>
                <h3 className="fr-h6" id={`proposition-${p.code}`}>
                  {p.titre}
                </h3>
                <p>{p.explication}</p>
                {p.jumelles.length > 0 ? (
                  <p className="fr-message fr-message--info">
                    <span>
                      {enumerer(p.jumelles.map((t) => `«\u00a0${t}\u00a0»`))}{" "}
                      {p.jumelles.length > 1 ? "donneraient" : "donnerait"} les mêmes montants
                      {"\u202f: "}
                      une seule proposition est montrée.
                    </span>
                  </p>
                ) : null}
                {p.remarques.map((r) => (
                  <p key={r} className="fr-message fr-message--warning">
                    {r}
                  </p>
                ))}
                <details className="rg-details">
                  <summary>
                    Voir le détail<span className="fr-sr-only"> de « {p.titre} »</span>
                  </summary>
                  <Effet
                    id={`effet-${p.code}`}
                    titre={`Avant et après\u202f: ${p.titre}`}
                    avant={plan.actuel}
                    apres={p.chiffres}
                  />
                </details>
                <div className={`${styles.boutons} fr-mt-2w`}>
                  <button
                    type="button"
                    className="fr-btn fr-btn--secondary fr-btn--sm"
                    disabled={enCours}
                    onClick={() => setChoisie(p)}
                  >
                    Appliquer…<span className="fr-sr-only"> « {p.titre} »</span>
                  </button>
                  {espace.droits.ecrireScenario ? (
                    <button
                      type="button"
                      className="fr-btn fr-btn--tertiary fr-btn--sm"
                      disabled={enCours}
                      onClick={() => void garder(p)}
                    >
                      Garder comme scénario<span className="fr-sr-only"> « {p.titre} »</span>
                    </button>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modale>
  );
}

function AvantApres({ plan, proposition: p }: { plan: PlanVivant; proposition: Proposition }) {
  const { chiffres } = useEvaluation(plan, p.gestes);
  const deja = new Set(plan.actuel.lettresPerimees.map((l) => l.id));
  const aRefaire = chiffres.lettresPerimees.filter((l) => !deja.has(l.id));
  return (
    <>
      <Effet id={`effet-${p.code}`} titre={`Avant et après : ${p.titre}`} avant={plan.actuel} apres={chiffres} />
      {aRefaire.length > 0 ? (
        <>
          <h3 className="fr-h6 fr-mt-3w">Lettres à refaire signer</h3>
          <ul>
            {aRefaire.map((l) => (
              <li key={l.id}>{l.nom}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Bilan({ fait, dossierId }: { fait: Fait; dossierId: string }) {
  switch (fait.type) {
    case "garde":
      return (
        <p className="fr-message fr-message--valid">
          <span>
            « {fait.nom} » est gardé. Le dossier n’a pas changé.{" "}
            <Link href={`/dossiers/${dossierId}/scenarios`}>Comparer dans les scénarios</Link>
          </span>
        </p>
      );
    case "applique":
      return (
        <p className="fr-message fr-message--valid">« {fait.nom} » est appliqué : le plan est équilibré, au centime.</p>
      );
    case "annule":
      return <p className="fr-message fr-message--info">Le plan est comme avant.</p>;
  }
}
