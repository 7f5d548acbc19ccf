"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Apports, useLettres } from "@/components/consortium/etat-lettre";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { useLignes } from "@/components/dossier/champ-saisi";
import { ConstatBref } from "@/components/dossier/constats-sous";
import { useEspace } from "@/components/dossier/espace-contexte";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { ecrireTaux } from "@/lib/domain/ecriture";
import { SOURCES } from "@/lib/domain/nomenclatures";
import {
  estOrdreSources,
  type GroupeSources,
  ORDRES_SOURCES,
  type OrdreSources,
  rangerSources,
} from "@/lib/domain/ordre-sources";
import { ORIGINES } from "@/lib/domain/origines";
import { type GroupeOrigine, type PlanParOrigine, planParOrigine } from "@/lib/domain/plan-financement";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { useConstatsPlan } from "./constats-plan";
import { DialogueSource } from "./dialogue-source";
import styles from "./financement.module.css";
import { LigneSource, nomDeSource, type SourceSaisie } from "./ligne-source";
import { ecrireTotal, TotauxSources } from "./totaux-sources";

const vierge = (source: SourceSaisie["source"]): SourceSaisie => ({
  cle: nouvelleCle(),
  source,
  partenaire: null,
  montant: null,
  nature: "numeraire",
  engage: false,
});

/** The live plan as the rules read it: a wrong field counts for what it was. */
function usePlan() {
  const { fichier } = useEspace();
  const { financements } = fichier;
  return useMemo(() => {
    const lus = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", financements }).financements;
    return { lus, plan: planParOrigine(lus) };
  }, [financements]);
}

/**
 * Rows in the chosen order. Amounts are read when the order is chosen or a row comes or goes: typing one never makes its row
 * jump from under the cursor.
 */
function useOrdre(lignes: readonly SourceSaisie[], lettres: Apports, ordre: OrdreSources): GroupeSources[] {
  const { lus } = usePlan();
  const courant = useRef(() => [] as GroupeSources[]);
  courant.current = () =>
    rangerSources(
      lignes.map((l, rang) => ({
        // As typed: what the rules read may be a moment late, and a row would wait in the group it has left.
        source: SOURCES.codes.find((code) => code === l.source) ?? null,
        montant: lus[rang]?.montant,
        engage: l.engage === true,
        partenaire: l.partenaire ? (lettres.get(String(l.partenaire))?.nom ?? "") : "",
      })),
      ordre,
    );
  const places = lignes.map((l) => (ordre === "origine" ? `${l.cle} ${l.source}` : l.cle)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew for these only, see above
  return useMemo(() => courant.current(), [ordre, places]);
}

/** The sources of the plan: amounts always open, the rest in a dialog opened by the source's name. */
export function Sources() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<SourceSaisie>("financement", "financements");
  const { plan } = usePlan();
  const lettres = useLettres();
  const constats = useConstatsPlan("financement");
  const retraits = useRetrait({ retirer, remettre });
  const [ouverte, setOuverte] = useState<number | null>(null);
  const [ordre, setOrdre] = useState<OrdreSources>("origine");
  const groupes = useOrdre(lignes, lettres, ordre);

  // A finding names a field that only the dialog shows.
  useEffect(() => {
    const montrer = (e: Event) => {
      const lu = /^financements-(\d+)-(source|partenaire|nature|baseValorisation)$/.exec(
        (e as CustomEvent<string>).detail,
      );
      if (lu) setOuverte(Number(lu[1]));
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, []);

  const fermer = (rang: number) => {
    setOuverte(null);
    const ligne = lignes[rang];
    // Opened and closed without a word: as if « Ajouter » had not been pressed.
    if (ligne && !ligne.source && !ligne.partenaire && !ligne.montant) retirer(rang);
  };

  const rendre = (rang: number) => {
    const ligne = lignes[rang];
    if (ligne === undefined) return null;
    return (
      <LigneSource
        key={ligne.cle}
        rang={rang}
        ligne={ligne}
        partenaire={ligne.partenaire ? lettres.get(String(ligne.partenaire)) : undefined}
        constats={constats}
        lectureSeule={lectureSeule}
        surOuverture={() => setOuverte(rang)}
        surRetrait={() => retraits.enlever(ligne, rang, nomDeSource(ligne))}
      />
    );
  };

  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-sources">
          Sources de financement
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-financement"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              ajouter(vierge(lignes.some((l) => l.source === "france2030") ? null : "france2030"));
              setOuverte(lignes.length);
            }}
          >
            Ajouter une source
          </button>
        )}
      </div>
      {lignes.length > 2 ? <ChoixOrdre ordre={ordre} surChoix={setOrdre} /> : null}
      {lignes.length === 0 ? (
        <p className={styles.vide}>Aucune source. Commencez par la subvention demandée.</p>
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: the rows become cards on a narrow screen, and browsers then forget the table
        <table className={styles.tableau} role="table" aria-labelledby="titre-sources">
          <EnTete lectureSeule={lectureSeule} />
          {groupes.map(({ origine, rangs }) => (
            // biome-ignore lint/a11y/noRedundantRoles: same
            <tbody role="rowgroup" key={String(origine)}>
              {origine === undefined ? null : (
                <TeteOrigine groupe={plan.groupes.find((g) => g.origine === origine)} origine={origine} />
              )}
              {rangs.map(rendre)}
            </tbody>
          ))}
          <PiedSources plan={plan} />
        </table>
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      {lignes.length > 0 ? <TotauxSources plan={plan} /> : null}
      <div className={styles.constats}>
        {constats.map(({ constat, id }) => (
          <ConstatBref key={id} constat={constat} id={id} />
        ))}
      </div>
      {lignes.some((l) => l.partenaire) ? (
        <p className={styles.info}>
          <span className="fr-icon-information-line fr-icon--sm" aria-hidden="true" /> Changer un montant rend périmée
          la lettre déjà signée.
        </p>
      ) : null}
      {ouverte !== null && lignes[ouverte] ? (
        <DialogueSource
          rang={ouverte}
          lettre={lettres.get(String(lignes[ouverte].partenaire))}
          surFermeture={() => fermer(ouverte)}
        />
      ) : null}
    </div>
  );
}

function ChoixOrdre({ ordre, surChoix }: { ordre: OrdreSources; surChoix: (ordre: OrdreSources) => void }) {
  return (
    <div className={`fr-select-group ${styles.ordre}`}>
      <label className="fr-label" htmlFor="ordre-sources">
        Trier les sources
      </label>
      <select
        className="fr-select"
        id="ordre-sources"
        value={ordre}
        onChange={(e) => {
          if (estOrdreSources(e.target.value)) surChoix(e.target.value);
        }}
      >
        {Object.entries(ORDRES_SOURCES).map(([valeur, libelle]) => (
          <option key={valeur} value={valeur}>
            {libelle}
          </option>
        ))}
      </select>
    </div>
  );
}

// biome-ignore-start lint/a11y/noRedundantRoles: the rows become cards on a narrow screen, and browsers then forget the table
function EnTete({ lectureSeule }: { lectureSeule: boolean }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {["Origine, partenaire", "Nature", "Montant", "Engagé", "Lettre"].map((nom) => (
          <th key={nom} scope="col" role="columnheader" className={nom === "Montant" ? styles.droite : undefined}>
            {nom}
          </th>
        ))}
        <th scope="col" role="columnheader">
          <span className="fr-sr-only">{lectureSeule ? "Outils" : "Outils, retirer"}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Name of the origin, its subtotal and its share, above its lines. */
function TeteOrigine({
  groupe,
  origine,
}: {
  groupe: GroupeOrigine | undefined;
  origine: keyof typeof ORIGINES | null;
}) {
  return (
    <tr role="row" className={styles.groupe}>
      <th scope="row" role="rowheader" colSpan={2}>
        {origine === null ? "Origine à préciser" : ORIGINES[origine]}
      </th>
      <td role="cell" className={styles.montant}>
        <span className={styles.somme}>{groupe ? ecrireTotal(groupe.total) : ""}</span>
        <span className={styles.unite}>€</span>
      </td>
      <td role="cell" colSpan={3} className={styles.detail}>
        {groupe?.part ? `${ecrireTaux(groupe.part)} du plan` : ""}
      </td>
    </tr>
  );
}

function PiedSources({ plan }: { plan: PlanParOrigine }) {
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        <th scope="row" role="rowheader" colSpan={2}>
          Total
        </th>
        <td role="cell" className={styles.montant}>
          <span className={styles.somme}>{ecrireTotal(plan.total)}</span>
          <span className={styles.unite}>€</span>
        </td>
        <td role="cell" colSpan={3} />
      </tr>
    </tfoot>
  );
}
// biome-ignore-end lint/a11y/noRedundantRoles: see above
