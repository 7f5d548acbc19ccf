"use client";
import { useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { FORCES } from "@/lib/domain/carte/propositions";
import { accorder } from "@/lib/domain/ecriture";
import type { LiensVus } from "@/lib/schemas/liens-carte";
import type { ActionsServeur } from "./actions-liens";
import { BilanLiens } from "./bilan-liens";
import { ChoixDemande } from "./choix-demande";
import { FicheDemande } from "./fiche-demande";
import styles from "./liens.module.css";
import { ecrireRaisons, nomCourt } from "./mots";
import { RechercheDemandes } from "./recherche-demandes";
import { useDecisions } from "./usage-decisions";

/** The demands of the carte that the dossier brought about: confirmed by a person, out of what the data propose. */
export function PageLiens({ vus, actions }: { vus: LiensVus; actions: ActionsServeur }) {
  const { espace } = useEspaceFixe();
  const { confirmees, propositions, ecartees, decider } = vus;
  const [choisies, setChoisies] = useState<ReadonlySet<string>>(new Set());
  const { prendre, annuler, dite, annulable, enCours, erreur, boutonAnnuler } = useDecisions(vus.dossierId, (demande) =>
    actions.deciderLiens({ ...demande, lecteur: espace.lecteur.id }),
  );
  const titre = useRef<HTMLHeadingElement>(null);
  const choix = propositions.filter((p) => choisies.has(p.numero));

  async function deciderDes(demandes: Parameters<typeof prendre>[0], etat: Parameters<typeof prendre>[1]) {
    if (await prendre(demandes, etat)) setChoisies(new Set());
  }

  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 ref={titre} id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Carte des formations
        </h2>
      </div>
      <p className="rg-section__intro">
        Les demandes de transformation de la carte (Orion) que le projet a permises. Rien n’est rattaché sans vous : les
        données proposent, une personne confirme. Le contenu du dossier n’en est pas changé.
      </p>
      <div role="status" className={styles.avis}>
        {enCours ? <p>Enregistrement…</p> : dite === "" ? null : <p>{dite}</p>}
        {annulable && !enCours ? (
          <button
            ref={boutonAnnuler}
            type="button"
            className="fr-btn fr-btn--sm fr-btn--tertiary"
            onClick={() => void annuler()}
          >
            Annuler
          </button>
        ) : null}
      </div>
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}</div>

      <h3 className="fr-h5" id="titre-rattachees">
        Demandes rattachées ({confirmees.length})
      </h3>
      {confirmees.length === 0 ? (
        <p className={styles.vide}>
          {vus.carteVide
            ? "La carte n’a encore aucune demande à votre portée. Dès que la région académique aura importé son export d’Orion, les demandes proches de ce dossier seront proposées ici."
            : decider
              ? "Aucune demande n’est encore rattachée. Confirmez celles qui sont proposées ci-dessous, ou cherchez-en une par son numéro."
              : "Aucune demande n’est rattachée à ce dossier."}
        </p>
      ) : (
        <>
          <BilanLiens bilan={vus.bilan} />
          <ul className={styles.liste} aria-labelledby="titre-rattachees">
            {confirmees.map((d) => (
              <FicheDemande key={d.numero} demande={d}>
                {decider ? (
                  <p className={styles.gestes}>
                    <button
                      type="button"
                      className="fr-btn fr-btn--sm fr-btn--tertiary"
                      disabled={enCours}
                      onClick={() => void deciderDes([d], null)}
                    >
                      Détacher
                      <span className="fr-sr-only"> : {nomCourt(d)}</span>
                    </button>
                  </p>
                ) : null}
              </FicheDemande>
            ))}
          </ul>
        </>
      )}

      {decider ? (
        <>
          <h3 className="fr-h5 fr-mt-4w" id="titre-propositions">
            Propositions ({propositions.length + vus.propositionsEnPlus})
          </h3>
          {propositions.length === 0 ? (
            <p className={styles.vide}>
              Aucune autre demande ne ressemble à ce que le dossier dit de ses établissements, de ses formations et de
              ses rentrées.
            </p>
          ) : (
            <>
              <div className={styles.outils}>
                <button
                  type="button"
                  className="fr-btn fr-btn--sm"
                  disabled={enCours || choix.length === 0}
                  onClick={() => void deciderDes(choix, "confirme")}
                >
                  {`Rattacher les demandes choisies${choix.length > 0 ? ` (${choix.length})` : ""}`}
                </button>
                <button
                  type="button"
                  className="fr-btn fr-btn--sm fr-btn--secondary"
                  disabled={enCours || choix.length === 0}
                  onClick={() => void deciderDes(choix, "ecarte")}
                >
                  {`Écarter les demandes choisies${choix.length > 0 ? ` (${choix.length})` : ""}`}
                </button>
                <button
                  type="button"
                  className="fr-btn fr-btn--sm fr-btn--tertiary-no-outline"
                  onClick={() =>
                    setChoisies(
                      choisies.size > 0
                        ? new Set()
                        : new Set(propositions.filter((p) => p.force === "forte").map((p) => p.numero)),
                    )
                  }
                >
                  {choisies.size > 0 ? "Ne rien choisir" : "Choisir les correspondances fortes"}
                </button>
              </div>
              <ul className={styles.liste} aria-labelledby="titre-propositions">
                {propositions.map((p) => (
                  <FicheDemande
                    key={p.numero}
                    demande={p}
                    tete={
                      <ChoixDemande
                        demande={p}
                        choisie={choisies.has(p.numero)}
                        surChoix={(oui) => {
                          const suite = new Set(choisies);
                          if (oui) suite.add(p.numero);
                          else suite.delete(p.numero);
                          setChoisies(suite);
                        }}
                      />
                    }
                  >
                    <p className={styles.raisons}>
                      <strong>{FORCES[p.force]}</strong> : {ecrireRaisons(p.raisons).join(" ; ")}.
                    </p>
                    <p className={styles.gestes}>
                      <button
                        type="button"
                        className="fr-btn fr-btn--sm fr-btn--secondary"
                        disabled={enCours}
                        onClick={() => void deciderDes([p], "confirme")}
                      >
                        Rattacher
                        <span className="fr-sr-only"> : {nomCourt(p)}</span>
                      </button>
                      <button
                        type="button"
                        className="fr-btn fr-btn--sm fr-btn--tertiary"
                        disabled={enCours}
                        onClick={() => void deciderDes([p], "ecarte")}
                      >
                        Écarter
                        <span className="fr-sr-only"> : {nomCourt(p)}</span>
                      </button>
                    </p>
                  </FicheDemande>
                ))}
              </ul>
              {vus.propositionsEnPlus > 0 ? (
                <p className={styles.vide}>
                  {accorder(vus.propositionsEnPlus, "autre proposition", "autres propositions")} : elles apparaîtront
                  quand celles-ci seront rattachées ou écartées.
                </p>
              ) : null}
            </>
          )}
          <RechercheDemandes
            vus={vus}
            enCours={enCours}
            chercher={(texte) =>
              actions.chercherDemandes({ dossierId: vus.dossierId, texte, lecteur: espace.lecteur.id })
            }
            surRattachement={(d) => void deciderDes([d], "confirme")}
          />
          {ecartees.length === 0 ? null : (
            <details className={styles.ecartees}>
              <summary>Demandes écartées ({ecartees.length})</summary>
              <ul className={styles.liste}>
                {ecartees.map((d) => (
                  <FicheDemande key={d.numero} demande={d}>
                    <p className={styles.gestes}>
                      <button
                        type="button"
                        className="fr-btn fr-btn--sm fr-btn--tertiary"
                        disabled={enCours}
                        onClick={() => void deciderDes([d], null)}
                      >
                        Proposer à nouveau
                        <span className="fr-sr-only"> : {nomCourt(d)}</span>
                      </button>
                    </p>
                  </FicheDemande>
                ))}
              </ul>
            </details>
          )}
        </>
      ) : null}
    </section>
  );
}
