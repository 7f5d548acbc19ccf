"use client";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { decrireLigne, ecrireValeur, nommerChamp } from "@/components/comparaison/nommer-champ";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { Modale } from "@/components/dsfr/modale";
import { useGeste } from "@/components/equipe/usage-geste";
import { toutEnvoyer } from "@/components/points/retour";
import { accorder, typographie } from "@/lib/domain/ecriture";
import { appliquer, type Changement, cibleDe } from "@/lib/domain/edition/changements";
import { decrireGeste } from "@/lib/domain/scenarios/gestes";
import { SECTIONS } from "@/lib/domain/sections";
import type { ApercuApplication, ScenarioVu } from "@/lib/schemas/scenarios";
import type { ActionsScenarios } from "./actions-scenarios";
import styles from "./scenarios.module.css";

/** Changes told one by one in each section; beyond, how many more, one click away. */
const MONTRES = 10;

/**
 * What applying this what-if writes, amount by amount, and the letters to sign again; then the person's yes. The plan moved
 * meanwhile: nothing is written, it is reckoned again. Mounted anew for each what-if.
 */
export function ModaleApplication({
  dossierId,
  scenario,
  noms,
  actions,
  surFermeture,
}: {
  dossierId: string;
  scenario: ScenarioVu | null;
  noms: readonly (readonly [string, string])[];
  actions: Pick<ActionsScenarios, "apercevoirScenario" | "appliquerScenario">;
  surFermeture: () => void;
}) {
  const { magasin, espace, rafraichir } = useEspaceFixe();
  const { faire, enCours, erreur } = useGeste();
  const [vu, setVu] = useState<ApercuApplication | null>(null);
  const [enAttente, setEnAttente] = useState(false);
  const [fait, setFait] = useState<{ champs: number; pointId: string } | null>(null);
  const bilan = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fait !== null) bilan.current?.focus();
  }, [fait]);

  async function calculer() {
    if (scenario === null) return;
    // The dossier as the person sees it: what is typed and not saved yet would be missing.
    setEnAttente((await toutEnvoyer(magasin)) > 0);
    setVu(await faire(() => actions.apercevoirScenario({ dossierId, scenarioId: scenario.id })));
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each what-if, which this is mounted anew for
  useEffect(() => void calculer(), []);

  async function ecrire() {
    if (scenario === null || vu === null) return;
    const demande = { dossierId, scenarioId: scenario.id, versionVue: vu.version, revisionVue: vu.revision };
    const ecrit = await faire(() => actions.appliquerScenario({ ...demande, lecteur: espace.lecteur.id }));
    if (ecrit === null) return;
    setFait(ecrit);
    rafraichir();
  }
  const nom = scenario === null ? "" : `« ${scenario.nom} »`;
  const nombre = vu?.changements.reduce((n, s) => n + s.changements.length, 0) ?? 0;
  const perime = erreur?.code === "conflit";
  const refusPoint = fait === null && nombre > 0 ? (vu?.refusPoint ?? null) : null;
  const pret = vu !== null && fait === null && nombre > 0 && !enAttente && !perime && refusPoint === null;
  return (
    <Modale
      id="modale-application"
      titre={`Appliquer ${nom}`}
      taille="grande"
      ouverte={scenario !== null}
      surFermeture={surFermeture}
      boutons={
        fait !== null ? (
          <>
            <button type="button" className="fr-btn" onClick={surFermeture}>
              Terminer
            </button>
            <Link className="fr-btn fr-btn--secondary" href={`/dossiers/${dossierId}/points?retour=${fait.pointId}`}>
              Revenir au plan d’avant
            </Link>
          </>
        ) : (
          <>
            {perime ? (
              <button type="button" className="fr-btn" disabled={enCours} onClick={() => void calculer()}>
                Recalculer
              </button>
            ) : (
              <button type="button" className="fr-btn" disabled={!pret || enCours} onClick={() => void ecrire()}>
                {enCours && vu !== null ? "En cours…" : "Appliquer au dossier"}
              </button>
            )}
            <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
              Ne rien changer
            </button>
          </>
        )
      }
    >
      <div role="alert">
        {erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}
        {refusPoint === null ? null : (
          <p className="fr-message fr-message--error">
            <span>
              Le plan d’avant ne pourrait pas être gardé. {typographie(refusPoint)}{" "}
              <Link href={`/dossiers/${dossierId}/points`}>Voir les points de sauvegarde</Link>
            </span>
          </p>
        )}
        {enAttente ? (
          <p className="fr-message fr-message--error">
            Des modifications de cette page ne sont pas enregistrées : réglez-les, puis recommencez.
          </p>
        ) : null}
      </div>
      <div ref={bilan} tabIndex={-1} role="status">
        {vu === null && erreur === null ? <p>Calcul en cours…</p> : null}
        {vu !== null && fait === null && nombre === 0 ? (
          <p>Ce scénario ne change rien au plan d’aujourd’hui : il n’y a rien à appliquer.</p>
        ) : null}
        {fait === null ? null : (
          <p className="fr-message fr-message--valid">
            <span>
              Le dossier a changé : {accorder(fait.champs, "modification")}. Le plan d’avant est gardé dans un{" "}
              <Link href={`/dossiers/${dossierId}/points`}>point de sauvegarde</Link>, pour y revenir.
            </span>
          </p>
        )}
      </div>
      {vu !== null && fait === null && nombre > 0 ? (
        <>
          <p>
            Le dossier d’aujourd’hui devient d’abord un point de sauvegarde. Puis {accorder(nombre, "modification")}{" "}
            {nombre >= 2 ? "sont écrites" : "est écrite"}, en une fois.
          </p>
          <Ecartes vu={vu} noms={new Map(noms)} />
          {vu.changements.map((s) => (
            <UneSection key={s.section} section={s.section} changements={s.changements} noms={new Map(noms)} />
          ))}
          <h3 className="fr-h6">Lettres à refaire signer</h3>
          {vu.lettresARefaire.length === 0 ? (
            <p>Aucune de plus qu’aujourd’hui.</p>
          ) : (
            <ul>
              {vu.lettresARefaire.map((l) => (
                <li key={l}>{l}</li>
              ))}
            </ul>
          )}
        </>
      ) : null}
    </Modale>
  );
}

function Ecartes({ vu, noms }: { vu: ApercuApplication; noms: ReadonlyMap<string, string> }) {
  const ecartes = vu.suites.flatMap((s) => (s.applique ? [] : [`${decrireGeste(s.geste, noms)} : ${s.motif}`]));
  if (ecartes.length === 0) return null;
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-3w">
      <p>
        {typographie(
          `${accorder(ecartes.length, "changement ne s’appliquera pas", "changements ne s’appliqueront pas")} :`,
        )}
      </p>
      <ul>
        {ecartes.map((e) => (
          <li key={e}>{typographie(e)}</li>
        ))}
      </ul>
    </div>
  );
}

function UneSection({
  section,
  changements,
  noms,
}: {
  section: ApercuApplication["changements"][number]["section"];
  changements: readonly Changement[];
  noms: ReadonlyMap<string, string>;
}) {
  const [tout, setTout] = useState(false);
  const montres = tout ? changements : changements.slice(0, MONTRES);
  const { magasin } = useEspaceFixe();
  const avant = magasin.lire(section).enregistre;
  const apres = appliquer(section, avant, changements);
  return (
    <>
      <h3 className="fr-h6">{SECTIONS.find((s) => s.code === section)?.nom}</h3>
      <ul className={styles.changements}>
        {montres.map((c) => (
          <li key={`${c.type} ${c.adresse}`}>{dire(c, { avant, apres }, noms)}</li>
        ))}
      </ul>
      {changements.length > MONTRES ? (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm fr-mb-2w"
          aria-expanded={tout}
          onClick={() => setTout(!tout)}
        >
          {tout
            ? "Montrer moins"
            : `Montrer ${accorder(changements.length - MONTRES, "autre modification", "autres modifications")}`}
        </button>
      ) : null}
    </>
  );
}

const MONTANTS = ["montant", "subvention"];

function dire(c: Changement, s: { avant: unknown; apres: unknown }, noms: ReadonlyMap<string, string>): string {
  const cible = cibleDe(c.adresse);
  if (c.type === "champ") {
    const champ = cible?.genre === "champ" ? (cible.parts.at(-1) ?? "") : "";
    const valeur = (v: unknown) => (v === null ? "rien" : ecrireValeur(champ, v, noms));
    return typographie(`${nommerChamp(s, c.adresse, noms)} : ${valeur(c.avant)} devient ${valeur(c.apres)}`);
  }
  const ligne = c.type === "ajout" ? c.apres : c.avant;
  const champ = MONTANTS.find((m) => typeof ligne[m] === "string");
  const montant = champ === undefined ? "" : ` : ${ecrireValeur(champ, ligne[champ], noms)}`;
  return typographie(
    `${c.type === "ajout" ? "Ajouté" : "Retiré"} : ${decrireLigne(cible?.liste ?? "", ligne, noms)}${montant}`,
  );
}
