"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { AvisRetrait } from "@/components/dsfr/avis-retrait";
import { CasesACocher } from "@/components/dsfr/cases-a-cocher";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { useGeste } from "@/components/equipe/usage-geste";
import { COLONNES_MAX, SCENARIOS_MAX, type ScenariosVus, type ScenarioVu } from "@/lib/schemas/scenarios";
import type { ActionsScenarios } from "./actions-scenarios";
import { FormulaireScenario } from "./formulaire-scenario";
import { ModaleApplication } from "./modale-application";
import { ProposerEquilibre } from "./proposer-equilibre";
import styles from "./scenarios.module.css";
import { TableauScenarios } from "./tableau-scenarios";

/** What-ifs: the plan as it is beside up to three others. Nothing here changes the dossier but « Appliquer », once confirmed. */
export function PageScenarios({ vus, actions }: { vus: ScenariosVus; actions: ActionsScenarios }) {
  const { dossierId, scenarios, colonnes, droits } = vus;
  const { espace, magasin, rafraichir } = useEspaceFixe();
  const routeur = useRouter();
  const chemin = usePathname();
  const choixFait = useSearchParams().has("voir");
  const { faire, enCours, erreur } = useGeste();
  /** undefined: no form open; null: a new one. */
  const [edite, setEdite] = useState<ScenarioVu | null | undefined>(undefined);
  const [applique, setApplique] = useState<ScenarioVu | null>(null);
  const [retire, setRetire] = useState<{ scenario: ScenarioVu; version: number } | null>(null);
  const [annonce, setAnnonce] = useState<string | null>(null);
  const [faute, setFaute] = useState<string | undefined>(undefined);
  const [choisi, setChoisi] = useState<string | null>(null);
  const message = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (annonce !== null) message.current?.focus();
  }, [annonce]);

  // The plan moved, here or at someone else's: everything is reckoned again by the server.
  const connue = useSyncExternalStore(magasin.souscrire, magasin.revisionConnue, magasin.revisionConnue);
  useEffect(() => {
    if (connue > vus.revision) rafraichir();
  }, [connue, vus.revision, rafraichir]);
  useEffect(() => {
    if (magasin.enAttente() > 0) void magasin.envoyerTout();
  }, [magasin]);

  const ids = colonnes.map((c) => c.id);
  const affiche = choisi !== null && ids.includes(choisi) ? choisi : (ids.at(-1) ?? null);
  const voir = (suite: readonly string[]) => {
    setFaute(undefined);
    routeur.replace(`${chemin}?voir=${suite.join(",")}`, { scroll: false });
  };
  /** Without a choice in the address, the last ones made are shown: the new one is among them. */
  const montrer = (id: string | undefined) => {
    if (id === undefined || !choixFait || ids.includes(id)) return;
    voir([...ids.slice(-(COLONNES_MAX - 1)), id]);
  };
  const sur = (s: ScenarioVu) => ({ dossierId, scenarioId: s.id, versionVue: s.version });

  async function dupliquer(s: ScenarioVu) {
    const copie = await faire(() => actions.dupliquerScenario(sur(s)));
    if (copie === null) return;
    setAnnonce(`« ${s.nom} » est dupliqué.`);
    montrer(copie.id);
  }
  async function retirer(s: ScenarioVu) {
    const fait = await faire(() => actions.retirerScenario(sur(s)));
    if (fait === null) return;
    setAnnonce(null);
    setRetire({ scenario: s, version: fait.version });
  }
  async function remettre() {
    if (retire === null) return;
    const { scenario: s, version } = retire;
    const fait = await faire(() => actions.remettreScenario({ dossierId, scenarioId: s.id, versionVue: version }));
    if (fait === null) return;
    setRetire(null);
    setAnnonce(`« ${s.nom} » est remis.`);
  }
  function finir(nom: string | null, id?: string) {
    setEdite(undefined);
    setAnnonce(nom === null ? "Rien n’a été enregistré." : `« ${nom} » est enregistré. Le dossier n’a pas changé.`);
    setRetire(null);
    montrer(id);
    if (id !== undefined) setChoisi(id);
    rafraichir();
  }
  const csv = `/api/v1/dossiers/${dossierId}/scenarios.csv${ids.length > 0 ? `?voir=${ids.join(",")}` : ""}`;
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Scénarios
        </h2>
        <div className="rg-section__outils">
          {scenarios.length > 0 ? (
            <a
              className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-download-line"
              href={csv}
              download
            >
              Exporter la comparaison (CSV)
            </a>
          ) : null}
        </div>
      </div>
      <p className="rg-section__intro">
        Essayez sans risque : le dossier ne change que si vous appliquez un scénario. Quatre colonnes au plus, le plan
        actuel compris. Seule l’équipe voit ces scénarios.
      </p>
      {droits.ecrire ? null : (
        <p className="fr-message fr-message--info fr-mb-3w">
          Vous pouvez lire et comparer les scénarios ; en faire demande le droit de modifier ce dossier.
        </p>
      )}
      {droits.ecrire && edite === undefined ? (
        <div className={styles.boutons}>
          <button
            type="button"
            className="fr-btn fr-btn--icon-left fr-icon-add-line"
            disabled={scenarios.length >= SCENARIOS_MAX}
            onClick={() => {
              setAnnonce(null);
              setEdite(null);
            }}
          >
            Nouveau scénario
          </button>
          <ProposerEquilibre surGarde={(nom, id) => finir(nom, id)} secondaire />
        </div>
      ) : null}
      {edite === undefined ? null : (
        <FormulaireScenario
          key={`${edite?.id} ${edite?.version}`}
          dossierId={dossierId}
          revision={vus.revision}
          scenario={edite}
          actions={actions}
          surFin={finir}
        />
      )}
      {annonce === null ? null : (
        <p ref={message} tabIndex={-1} role="status" className="fr-message fr-message--valid fr-mb-2w">
          {annonce}
        </p>
      )}
      {retire === null ? null : (
        <AvisRetrait nom={`« ${retire.scenario.nom} »`} surAnnulation={() => void remettre()} />
      )}
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}</div>
      {scenarios.length === 0 ? (
        <Vide ecrire={droits.ecrire} />
      ) : (
        <>
          {scenarios.length > COLONNES_MAX || colonnes.length < scenarios.length ? (
            <CasesACocher
              id="choix-colonnes"
              libelle={`Scénarios comparés au plan actuel (${COLONNES_MAX} au plus)`}
              deuxColonnes
              options={scenarios.map((s) => ({ valeur: s.id, libelle: s.nom }))}
              valeur={ids}
              erreur={faute}
              surChangement={(suite) => {
                if (suite.length > COLONNES_MAX)
                  setFaute(`Trois scénarios au plus : décochez-en un, puis cochez celui que vous voulez voir.`);
                else voir(suite);
              }}
            />
          ) : null}
          {colonnes.length > 1 ? (
            <div className={styles.etroit}>
              <ChampChoix
                id="scenario-affiche"
                libelle="Scénario affiché à côté du plan actuel"
                options={colonnes.map((c) => ({
                  valeur: c.id,
                  libelle: scenarios.find((s) => s.id === c.id)?.nom ?? "",
                }))}
                valeur={affiche ?? ""}
                surChangement={(id) => setChoisi(id || null)}
              />
            </div>
          ) : null}
          <TableauScenarios
            vus={vus}
            aujourdhui={espace.aujourdhui}
            affiche={affiche}
            gestesDe={(s) =>
              droits.ecrire ? (
                <div className={styles.gestesColonne}>
                  {droits.appliquer ? (
                    <button
                      type="button"
                      className="fr-btn fr-btn--secondary fr-btn--sm"
                      disabled={enCours || edite !== undefined}
                      onClick={() => {
                        // What it said of the dossier may no longer hold.
                        setAnnonce(null);
                        setApplique(s);
                      }}
                    >
                      Appliquer…<span className="fr-sr-only"> « {s.nom} »</span>
                    </button>
                  ) : null}
                  {(
                    [
                      ["Modifier", "fr-icon-edit-line", () => setEdite(s)],
                      ["Dupliquer", "fr-icon-file-line", () => void dupliquer(s)],
                      ["Retirer", "fr-icon-delete-line", () => void retirer(s)],
                    ] as const
                  ).map(([nom, icone, geste]) => (
                    <button
                      key={nom}
                      type="button"
                      className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm ${icone}`}
                      title={nom}
                      disabled={enCours || edite !== undefined}
                      onClick={() => {
                        setAnnonce(null);
                        geste();
                      }}
                    >
                      {nom} « {s.nom} »
                    </button>
                  ))}
                </div>
              ) : null
            }
          />
          <p className={styles.pied}>
            « Appliquer… » montre d’abord chaque montant changé et chaque lettre à refaire, puis demande votre accord.
            Le plan d’avant reste dans un point de sauvegarde et dans l’historique.
          </p>
        </>
      )}
      <ModaleApplication
        key={`appliquer ${applique?.id}`}
        dossierId={dossierId}
        scenario={applique}
        noms={vus.noms}
        actions={actions}
        surFermeture={() => setApplique(null)}
      />
    </section>
  );
}

function Vide({ ecrire }: { ecrire: boolean }) {
  return (
    <div className={styles.vide}>
      <p>
        <strong>Aucun scénario pour l’instant.</strong>{" "}
        {ecrire
          ? "Un scénario répond à une question : « et si ce partenaire se retirait ? », « et si nous demandions 500 000,00 € de moins ? »."
          : "L’équipe en fait pour voir ce que deviendrait le plan : un partenaire qui se retire, une subvention plus basse."}
      </p>
      {ecrire ? (
        <p>
          Par exemple : nommez-le « Sans la branche », choisissez « Retirer un partenaire », puis la branche. Vous
          verrez, à côté du plan actuel, le verdict, le cofinancement qui manque et les lettres à refaire. Le dossier,
          lui, ne bouge pas.
        </p>
      ) : null}
    </div>
  );
}
