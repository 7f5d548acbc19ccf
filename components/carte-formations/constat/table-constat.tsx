"use client";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { collerConstat } from "@/lib/domain/carte/coller-constat";
import { CHAMPS_CONSTAT, ecartConstat, placesPrevues } from "@/lib/domain/carte/constat";
import { STATUT_VALIDE } from "@/lib/domain/carte/methodes";
import { TITRE_OCCUPEES } from "@/lib/domain/carte/occupees";
import { CHAMPS_LIGNE, type ChampLigne } from "@/lib/domain/carte/saisie-constat";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { lireBloc } from "@/lib/domain/grille/bloc";
import type { EspaceConstat } from "@/lib/schemas/constat";
import styles from "./constat.module.css";
import { LigneConstat, TITRES_COLONNE } from "./ligne-constat";
import { idCase, type LigneAffichee, type SaisirConstat, useConstat } from "./usage-constat";

/** The places of one établissement for one rentrée: typed, or pasted from a spreadsheet. */
export function TableConstat({ espace, enregistrer }: { espace: EspaceConstat; enregistrer: SaisirConstat }) {
  const c = useConstat(espace, enregistrer);
  const numeros = c.lignes.map((l) => l.numero);
  const vides = c.lignes.filter((l) => l.lecture.etat === "vide").length;

  function coller(rang: number, champ: ChampLigne, e: ClipboardEvent<HTMLElement>) {
    const texte = e.clipboardData.getData("text/plain");
    // One value without a cell beside it: the browser's own paste.
    if (!/[\t\n]/.test(texte.trimEnd())) return;
    e.preventDefault();
    const colle = collerConstat(numeros, { ligne: rang, colonne: CHAMPS_LIGNE.indexOf(champ) }, lireBloc(texte));
    const perdues =
      colle.perdues.length === 0
        ? ""
        : ` ${accorder(colle.perdues.length, "valeur n’a", "valeurs n’ont")} pas trouvé de case : ${colle.perdues.slice(0, 5).join(", ")}${colle.perdues.length > 5 ? "…" : ""}.`;
    c.poserBloc(
      colle.cellules,
      `${accorder(colle.nombre, "valeur collée", "valeurs collées")}${colle.parNumeros ? " d’après les numéros de demande" : ""}.${perdues}`,
    );
  }

  function naviguer(rang: number, champ: ChampLigne, e: KeyboardEvent<HTMLElement>) {
    const pas =
      e.key === "ArrowDown" || (e.key === "Enter" && !e.shiftKey)
        ? 1
        : e.key === "ArrowUp" || e.key === "Enter"
          ? -1
          : 0;
    const cible = pas === 0 ? undefined : numeros[rang + pas];
    if (pas !== 0) e.preventDefault();
    if (cible !== undefined) document.getElementById(idCase(cible, champ))?.focus();
  }

  return (
    <div>
      {c.retrouvee && c.modifiees.length > 0 ? (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-2w">
          <p>Ce que vous aviez saisi et pas encore enregistré est remis dans le tableau.</p>
        </div>
      ) : null}
      {espace.modifiable ? (
        <p className={styles.menu}>
          Une ligne vide n’est pas un zéro : elle n’est pas encore constatée. Dans une ligne commencée, donnez un
          nombre, 0 compris, pour ce que la demande a ou prévoit ; le reste, laissé vide, compte pour 0. Vous pouvez
          coller un bloc de tableur ; s’il commence par les numéros de demande, chaque ligne trouve sa place.
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <section className={styles.cadre} aria-labelledby="constat-titre" tabIndex={0}>
        <table className={styles.tableau}>
          <caption className="fr-sr-only" id="constat-titre">
            Places ouvertes à la rentrée {espace.rentree}
          </caption>
          <thead>
            <tr>
              <th scope="col">Formation</th>
              {CHAMPS_CONSTAT.map((champ) => (
                <th scope="col" key={champ}>
                  {TITRES_COLONNE[champ]}
                </th>
              ))}
              <th scope="col">{TITRE_OCCUPEES}</th>
              <th scope="col">Écart</th>
              <th scope="col">Motif de l’écart</th>
            </tr>
          </thead>
          <tbody>
            {c.lignes.map((ligne, rang) => (
              <LigneConstat
                key={ligne.numero}
                ligne={ligne}
                modifiable={espace.modifiable}
                fautesDites={c.fautesDites}
                changer={(champ, valeur) => c.changer(ligne.numero, champ, valeur)}
                coller={(champ, e) => coller(rang, champ, e)}
                naviguer={(champ, e) => naviguer(rang, champ, e)}
                commePrevu={() => {
                  c.commePrevu(ligne.numero);
                  document.getElementById(idCase(ligne.numero, "scolaire"))?.focus();
                }}
                garderLaMienne={() => {
                  c.garderLaMienne(ligne.numero);
                  document.getElementById(idCase(ligne.numero, "scolaire"))?.focus();
                }}
                prendreLAutre={() => {
                  c.prendreLAutre(ligne.numero);
                  document.getElementById(idCase(ligne.numero, "scolaire"))?.focus();
                }}
              />
            ))}
          </tbody>
        </table>
      </section>
      <Totaux lignes={c.lignes} rentree={espace.rentree} />
      {/* Held at the bottom of the window while the table is in view: said near the cell, wherever it is. */}
      <div className={styles.annonces}>
        <p role="status">{c.annonce}</p>
        <RefusFormulaire erreur={c.refus} />
      </div>
      {espace.modifiable ? (
        <div className={styles.gestes}>
          <button
            type="button"
            className="fr-btn"
            aria-disabled={c.enCours}
            onClick={() => {
              const faute = c.enCours ? null : c.envoyer();
              if (faute !== null) document.getElementById(faute)?.focus();
            }}
          >
            {c.enCours ? "Enregistrement…" : "Enregistrer"}
          </button>
          {vides > 0 ? (
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => c.commePrevu()}>
              Remplir {accorder(vides, "ligne vide", "lignes vides")} comme prévu
            </button>
          ) : null}
          {c.annuler === null ? null : (
            <button type="button" className="fr-btn fr-btn--tertiary" onClick={c.annuler}>
              Annuler les dernières valeurs posées
            </button>
          )}
          <span className={styles.menu}>
            {c.modifiees.length === 0
              ? "Tout est enregistré."
              : `${accorder(c.modifiees.length, "ligne à enregistrer", "lignes à enregistrer")}.`}
          </span>
        </div>
      ) : null}
    </div>
  );
}

/** Planned, validated, observed: demands whose row says nothing are counted apart, never as zero. */
function Totaux({ lignes, rentree }: { lignes: readonly LigneAffichee[]; rentree: number }) {
  let [prevues, validees, ouvertes, manquantes, lues] = [0, 0, 0, 0, 0];
  for (const l of lignes) {
    const plan = placesPrevues(l.demande);
    const total = plan.scolaire + plan.apprentissage;
    prevues += total;
    if (l.statut === STATUT_VALIDE) validees += total;
    if (l.lecture.etat !== "lue") continue;
    lues += 1;
    ouvertes += l.lecture.constat.places.scolaire + l.lecture.constat.places.apprentissage;
    manquantes += Math.max(0, -ecartConstat(plan, l.lecture.constat.places).places);
  }
  return (
    <p className={styles.totaux}>
      <strong>Rentrée {rentree}</strong> : {accorder(prevues, "place prévue", "places prévues")},{" "}
      {ecrireNombre(validees)} validées,{" "}
      {lues === 0
        ? "constat pas encore saisi."
        : `${ecrireNombre(ouvertes)} ouvertes sur ${lues === lignes.length ? "toutes les demandes" : `${accorder(lues, "demande constatée", "demandes constatées")} (${accorder(lignes.length - lues, "reste", "restent")} à saisir)`}, ${accorder(manquantes, "manque", "manquent")}.`}
    </p>
  );
}
