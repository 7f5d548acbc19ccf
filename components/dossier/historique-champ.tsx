"use client";
import { useCallback, useEffect, useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import { adresseDeChemin, ligneDe } from "@/lib/domain/edition/changements";
import type { LigneHistorique } from "@/lib/schemas/edition";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { useEspaceFixe } from "./espace-contexte";
import { ecrireInstant } from "./etat-enregistrement";
import { estLigne } from "./magasin/valeurs";
import { lisible, nomAdresse } from "./nom-adresse";
import { valeurDe } from "./valeur-historique";
import { couper, ValeurLongue } from "./valeur-longue";

type Lecture =
  | { etat: "en_cours" }
  | { etat: "faute"; message: string }
  | { etat: "lue"; lignes: readonly LigneHistorique[] };

const NATURES: Readonly<Record<LigneHistorique["nature"], string>> = {
  saisie: "Saisie",
  restauration: "Valeur remise",
  conflit: "Valeur écartée",
  systeme: "Écrit par le service",
};

/** Who wrote what in one field, newest first, values set aside included; any of them can be put back. */
export function HistoriqueChamp({
  section,
  chemin,
  surFermeture,
}: {
  section: SectionSaisie;
  /** Path in the section's form. */
  chemin: string;
  surFermeture: () => void;
}) {
  const { magasin, actions, espace, lectureSeule } = useEspaceFixe();
  const [adresse] = useState(() => adresseDeChemin(section, magasin.lire(section).saisie, chemin));
  const [lecture, setLecture] = useState<Lecture>({ etat: "en_cours" });
  const lire = useCallback(async () => {
    if (adresse === null) return setLecture({ etat: "lue", lignes: [] });
    setLecture({ etat: "en_cours" });
    const reponse = await actions.lireHistoriqueChamp({ dossierId: espace.id, adresse }).catch(() => null);
    if (reponse?.ok) setLecture({ etat: "lue", lignes: reponse.data });
    else
      setLecture({
        etat: "faute",
        message: reponse?.error.message ?? "L’historique n’est pas arrivé : vérifiez la connexion.",
      });
  }, [actions, espace.id, adresse]);
  useEffect(() => {
    void lire();
  }, [lire]);

  return (
    <Modale
      id="modale-historique-champ"
      titre={`Historique : ${adresse === null ? "champ" : nomAdresse(magasin, adresse)}`}
      taille="grande"
      ouverte
      surFermeture={surFermeture}
    >
      <div aria-live="polite">
        {lecture.etat === "en_cours" ? <p>Lecture de l’historique…</p> : null}
        {lecture.etat === "faute" ? (
          <>
            <p className="fr-message fr-message--error">{lecture.message}</p>
            <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => void lire()}>
              Réessayer
            </button>
          </>
        ) : null}
        {lecture.etat === "lue" && lecture.lignes.length === 0 ? (
          <p>Ce champ n’a pas encore été modifié dans Rigel.</p>
        ) : null}
      </div>
      {lecture.etat === "lue" && lecture.lignes.length > 0 && adresse !== null ? (
        <Tableau
          lignes={lecture.lignes}
          lire={(ligne, cote) => lireCote(ligne, cote, adresse, (v) => lisible(magasin, chemin, v))}
          aujourdhui={espace.aujourdhui}
          remettre={
            lectureSeule || estLigne(adresse)
              ? null
              : (ligne) => {
                  magasin.restaurer(adresse, valeurDe(ligne, adresse));
                  surFermeture();
                }
          }
          remettable={(ligne) => ligne.type !== "retrait" && presente(magasin.lire(section).saisie)}
        />
      ) : null}
    </Modale>
  );

  /** A field of a row that is gone has nowhere to be put back. */
  function presente(saisie: unknown): boolean {
    if (adresse === null) return false;
    const ligne = ligneDe(adresse);
    return ligne === null || adresseDeChemin(section, saisie, chemin) === adresse;
  }
}

/** What a cell tells: the field's value, what happened to its row, or both. */
type Cellule = { mot: string | null; valeur: string | null };

/** A row put in gives the field its first value; of a row taken out, `avant` holds its last. */
function lireCote(
  ligne: LigneHistorique,
  cote: "avant" | "apres",
  adresse: string,
  dire: (valeur: unknown) => string,
): Cellule {
  const entiere = estLigne(adresse);
  if (ligne.type === "champ") return { mot: null, valeur: dire(ligne[cote]) };
  if (ligne.type === (cote === "avant" ? "ajout" : "retrait"))
    return { mot: cote === "avant" ? "—" : "Ligne retirée", valeur: null };
  const mot = cote === "apres" ? "Ligne ajoutée" : entiere ? null : "Ligne présente";
  return { mot, valeur: dire(entiere ? ligne[cote] : valeurDe(ligne, adresse)) };
}

function Tableau({
  lignes,
  lire,
  aujourdhui,
  remettre,
  remettable,
}: {
  lignes: readonly LigneHistorique[];
  lire: (ligne: LigneHistorique, cote: "avant" | "apres") => Cellule;
  aujourdhui: string;
  remettre: ((ligne: LigneHistorique) => void) | null;
  remettable: (ligne: LigneHistorique) => boolean;
}) {
  return (
    <div className="fr-table fr-table--sm">
      <div className="fr-table__wrapper">
        <div className="fr-table__container">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard */}
          <section className="fr-table__content" tabIndex={0} aria-label="Historique du champ">
            <table>
              <caption className="fr-sr-only">Modifications du champ, de la plus récente à la plus ancienne</caption>
              <thead>
                <tr>
                  <th scope="col">Qui et quand</th>
                  <th scope="col">Avant</th>
                  <th scope="col">Après</th>
                  <th scope="col">Nature</th>
                  {remettre ? <th scope="col">Geste</th> : null}
                </tr>
              </thead>
              <tbody>
                {lignes.map((l, rang) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: one revision may hold the field and its row; the list never moves
                  <tr key={`${l.revision}-${rang}`}>
                    <th scope="row">
                      {l.par?.nom ?? "Rigel"}
                      <br />
                      <span className="rg-discret">{ecrireInstant(l.le, aujourdhui)}</span>
                    </th>
                    <td className="rg-texte-long">
                      <DeCellule {...lire(l, "avant")} />
                    </td>
                    <td className="rg-texte-long">
                      <DeCellule {...lire(l, "apres")} />
                    </td>
                    <td>{NATURES[l.nature]}</td>
                    {remettre ? (
                      <td>
                        {remettable(l) ? (
                          <button
                            type="button"
                            className="fr-btn fr-btn--tertiary fr-btn--sm"
                            onClick={() => remettre(l)}
                          >
                            Remettre cette valeur
                            <span className="fr-sr-only"> : {couper(lire(l, "apres").valeur ?? "")}</span>
                          </button>
                        ) : null}
                      </td>
                    ) : null}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </div>
    </div>
  );
}

const DeCellule = ({ mot, valeur }: Cellule) => (
  <>
    {mot === null ? null : <span className="rg-discret">{valeur === null ? mot : `${mot} :`} </span>}
    {valeur === null ? null : <ValeurLongue texte={valeur} />}
  </>
);
