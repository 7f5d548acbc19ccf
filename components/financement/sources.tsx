"use client";
import { useEffect, useState } from "react";
import { useLettres } from "@/components/consortium/etat-lettre";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { useLignes } from "@/components/dossier/champ-saisi";
import { ConstatBref } from "@/components/dossier/constats-sous";
import { useResultat } from "@/components/dossier/espace-contexte";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { centimes } from "@/lib/domain/argent";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import { useConstatsPlan } from "./constats-plan";
import { DialogueSource } from "./dialogue-source";
import styles from "./financement.module.css";
import { LigneSource, nomDeSource, type SourceSaisie } from "./ligne-source";

const vierge = (source: SourceSaisie["source"]): SourceSaisie => ({
  cle: nouvelleCle(),
  source,
  partenaire: null,
  montant: null,
  nature: "numeraire",
  engage: false,
});

/** The sources of the plan: amounts always open, the rest in a dialog opened by the source's name. */
export function Sources() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<SourceSaisie>("financement", "financements");
  const { coutTotal, resteACofinancer } = useResultat();
  const lettres = useLettres();
  const constats = useConstatsPlan("financement");
  const retraits = useRetrait({ retirer, remettre });
  const [ouverte, setOuverte] = useState<number | null>(null);

  // A finding names a field that only the dialog shows.
  useEffect(() => {
    const montrer = (e: Event) => {
      const lu = /^financements-(\d+)-(source|partenaire|nature)$/.exec((e as CustomEvent<string>).detail);
      if (lu) setOuverte(Number(lu[1]));
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, []);

  const fermer = (rang: number) => {
    setOuverte(null);
    const ligne = lignes[rang];
    // Opened and closed without a word: as if « Ajouter » had not been pressed.
    if (ligne && !ligne.source && !ligne.partenaire && !ligne.montant) retirer(rang);
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
      {lignes.length === 0 ? (
        <p className={styles.vide}>Aucune source. Commencez par la subvention demandée.</p>
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: the rows become cards on a narrow screen, and browsers then forget the table
        <table className={styles.tableau} role="table" aria-labelledby="titre-sources">
          {/* biome-ignore lint/a11y/noRedundantRoles: same */}
          <thead role="rowgroup">
            {/* biome-ignore lint/a11y/noRedundantRoles: same */}
            <tr role="row">
              {["Origine, partenaire", "Nature", "Montant", "Engagé", "Lettre"].map((nom) => (
                // biome-ignore lint/a11y/noRedundantRoles: same
                <th key={nom} scope="col" role="columnheader" className={nom === "Montant" ? styles.droite : undefined}>
                  {nom}
                </th>
              ))}
              {/* biome-ignore lint/a11y/noRedundantRoles: same */}
              <th scope="col" role="columnheader">
                <span className="fr-sr-only">{lectureSeule ? "Outils" : "Outils, retirer"}</span>
              </th>
            </tr>
          </thead>
          {/* biome-ignore lint/a11y/noRedundantRoles: same */}
          <tbody role="rowgroup">
            {lignes.map((ligne, rang) => (
              <LigneSource
                // biome-ignore lint/suspicious/noArrayIndexKey: a source has no id, and its cells hold no state of their own
                key={rang}
                rang={rang}
                ligne={ligne}
                partenaire={ligne.partenaire ? lettres.get(String(ligne.partenaire)) : undefined}
                constats={constats}
                lectureSeule={lectureSeule}
                surOuverture={() => setOuverte(rang)}
                surRetrait={() => retraits.enlever(ligne, rang, nomDeSource(ligne))}
              />
            ))}
          </tbody>
          {/* biome-ignore lint/a11y/noRedundantRoles: same */}
          <tfoot role="rowgroup">
            {/* biome-ignore lint/a11y/noRedundantRoles: same */}
            <tr role="row">
              {/* biome-ignore lint/a11y/noRedundantRoles: same */}
              <th scope="row" role="rowheader" colSpan={2}>
                Total
              </th>
              {/* biome-ignore lint/a11y/noRedundantRoles: same */}
              <td role="cell" className={styles.montant}>
                <span className={styles.somme}>{ecrireEurosSansUnite(centimes(coutTotal - resteACofinancer))}</span>
                <span className={styles.unite}>€</span>
              </td>
              {/* biome-ignore lint/a11y/noRedundantRoles: same */}
              <td role="cell" colSpan={3} />
            </tr>
          </tfoot>
        </table>
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
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
