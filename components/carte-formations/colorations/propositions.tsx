"use client";
import { useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import { accorder } from "@/lib/domain/ecriture";
import type { ColorationVue, DemandePaire, PaireVue, VueColorations } from "@/lib/schemas/colorations";
import type { Reponse } from "@/lib/schemas/reponse";
import type { ActionsColorations, Fait } from "./actions-colorations";
import styles from "./colorations.module.css";

export type CommunColorations = {
  vue: VueColorations;
  actions: ActionsColorations;
  faire: <T>(geste: () => Promise<Reponse<T>>) => Promise<T | null>;
  enCours: boolean;
  surFait: (demander: () => Promise<Fait | null>) => void;
};

const MONTREES = 10;

const cote = (c: ColorationVue): string =>
  `${c.portee === "nationale" ? "nationale, " : ""}${accorder(c.demandes, "demande")}, ${accorder(c.places, "place colorée", "places colorées")}`;

/** Labels that look alike, two by two: nothing is merged before someone says so. */
export function Propositions({ vue, actions, faire, enCours, surFait }: CommunColorations) {
  const [toutes, setToutes] = useState(false);
  const [choisie, setChoisie] = useState<{ partante: ColorationVue; gardee: ColorationVue } | null>(null);
  const { region, propositions } = vue;
  const montrees = toutes ? propositions : propositions.slice(0, MONTREES);
  const paire = (premiere: ColorationVue, seconde: ColorationVue): DemandePaire => ({
    regionAcademique: region,
    premiere: premiere.designation,
    seconde: seconde.designation,
  });
  const reunir = (partante: ColorationVue, gardee: ColorationVue) =>
    surFait(async () => {
      const faite = await faire(() => actions.reunir(paire(partante, gardee)));
      setChoisie(null);
      return faite === null
        ? null
        : {
            texte: `« ${faite.libelle} » est lu comme « ${faite.dans} ».`,
            retour: {
              annuler: () =>
                actions.separer({ regionAcademique: region, colorationId: faite.id, versionVue: faite.version }),
              annulee: `Annulé : « ${faite.libelle} » n’est plus réuni à « ${faite.dans} ».`,
            },
          };
    });
  const ecarter = ({ premiere, seconde }: PaireVue) =>
    surFait(async () => {
      const faite = await faire(() => actions.refuser(paire(premiere, seconde)));
      return faite === null
        ? null
        : {
            texte: `« ${premiere.libelle} » et « ${seconde.libelle} » restent deux colorations.`,
            retour: {
              annuler: () => actions.reproposer({ regionAcademique: region, ...faite }),
              annulee: `Annulé : « ${premiere.libelle} » et « ${seconde.libelle} » sont à nouveau proposées.`,
            },
          };
    });
  return (
    <section aria-labelledby="colorations-proches">
      <h2 className="fr-h4" id="colorations-proches">
        Libellés qui se ressemblent
      </h2>
      {propositions.length === 0 ? (
        <p>Aucun libellé ne ressemble à un autre.</p>
      ) : (
        <>
          <p>Est-ce la même coloration ? Choisissez le libellé à garder. Rien n’est perdu : cela se défait.</p>
          <ul className={styles.paires}>
            {montrees.map((p) => (
              <li key={`${p.premiere.cle} ${p.seconde.cle}`} className={styles.paire}>
                <p className={styles.noms}>
                  {[p.premiere, p.seconde].map((c) => (
                    <span key={c.cle}>
                      <strong>{c.libelle}</strong> <span className={styles.detail}>{cote(c)}</span>
                    </span>
                  ))}
                </p>
                <div className={styles.gestes}>
                  {(
                    [
                      [p.premiere, p.seconde],
                      [p.seconde, p.premiere],
                    ] as const
                  )
                    // The national label is the one that stays.
                    .filter(([, partante]) => partante.portee === "locale")
                    .map(([gardee, partante]) => (
                      <button
                        key={gardee.cle}
                        type="button"
                        className="fr-btn fr-btn--secondary fr-btn--sm"
                        disabled={enCours}
                        onClick={() => setChoisie({ partante, gardee })}
                      >
                        Garder « {gardee.libelle} »
                      </button>
                    ))}
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
                    disabled={enCours}
                    onClick={() => ecarter(p)}
                  >
                    Ce sont deux colorations
                    <span className="fr-sr-only">
                      {"\u00a0"}: {p.premiere.libelle}, {p.seconde.libelle}
                    </span>
                  </button>
                </div>
              </li>
            ))}
          </ul>
          {propositions.length > montrees.length ? (
            <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={() => setToutes(true)}>
              Voir les {propositions.length - montrees.length} autres paires
            </button>
          ) : null}
        </>
      )}
      <Modale
        id="reunir-colorations"
        titre="Réunir deux colorations"
        ouverte={choisie !== null}
        surFermeture={() => setChoisie(null)}
        boutons={
          choisie === null ? null : (
            <>
              <button
                type="button"
                className="fr-btn"
                disabled={enCours}
                onClick={() => reunir(choisie.partante, choisie.gardee)}
              >
                {enCours ? "Réunion…" : "Réunir"}
              </button>
              <button
                type="button"
                className="fr-btn fr-btn--secondary"
                disabled={enCours}
                onClick={() => setChoisie(null)}
              >
                Ne rien changer
              </button>
            </>
          )
        }
      >
        {choisie === null ? null : (
          <p>
            « {choisie.partante.libelle} » sera lu comme « {choisie.gardee.libelle} » dans{" "}
            {choisie.partante.demandes === 0
              ? "les demandes à venir : aucune demande connue ne l’écrit"
              : accorder(choisie.partante.demandes, "demande")}
            . Les demandes gardent ce qu’Orion écrit, et cela se défait.
          </p>
        )}
      </Modale>
    </section>
  );
}

/** Pairs that someone said are two: they may be proposed again. */
export function PairesEcartees({ vue, actions, faire, enCours, surFait }: CommunColorations) {
  if (vue.refusees.length === 0) return null;
  return (
    <section aria-labelledby="colorations-ecartees" className="fr-mt-4w">
      <h2 className="fr-h5" id="colorations-ecartees">
        Paires écartées
      </h2>
      <ul className={styles.paires}>
        {vue.refusees.map(({ premiere, seconde, ...ids }) => (
          <li key={`${ids.premiereId} ${ids.secondeId}`} className={styles.paire}>
            <p className={styles.noms}>
              <span>{premiere}</span>
              <span>{seconde}</span>
            </p>
            <button
              type="button"
              className="fr-btn fr-btn--tertiary fr-btn--sm"
              disabled={enCours}
              onClick={() =>
                surFait(async () => {
                  const faite = await faire(() => actions.reproposer({ regionAcademique: vue.region, ...ids }));
                  return faite === null
                    ? null
                    : { texte: `« ${premiere} » et « ${seconde} » sont à nouveau proposées.` };
                })
              }
            >
              Proposer à nouveau
              <span className="fr-sr-only">
                {"\u00a0"}: {premiere}, {seconde}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
