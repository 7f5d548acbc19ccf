"use client";
import Link from "next/link";
import { BadgeLettre } from "./badge-lettre";
import { Anciennes, FaitsLettre, LiensLettre } from "./faits-lettre";
import styles from "./lettres.module.css";
import { aEnvoyer, aPreparer, type LigneRegistre } from "./registre";

export type GesteLigne =
  | "preparer"
  | "envoyer"
  | "deposer"
  | "refaire"
  | "prevenir"
  | "retirer"
  | "engager"
  | "reprendre";

/** A letter signed on paper is complete: one of Rigel only takes its place. */
function nomPreparation({ courante, etat }: LigneRegistre): string {
  if (etat.sansFichier && etat.code === "signee") return "Remplacer par une lettre de Rigel";
  return courante === null ? "Préparer la lettre" : "Préparer une nouvelle lettre";
}

/** One partner of the register: its state, its amounts, what was done, what may be done. */
export function LigneLettre({
  ligne,
  dossierId,
  gerer,
  choisie,
  enCours,
  surChoix,
  surGeste,
}: {
  ligne: LigneRegistre;
  dossierId: string;
  gerer: boolean;
  choisie: boolean;
  enCours: boolean;
  surChoix: (oui: boolean) => void;
  surGeste: (geste: GesteLigne) => void;
}) {
  const { nom, etat, courante, anciennes, partenaire } = ligne;
  const choix = `choix-${partenaire}`;
  const gestes: [GesteLigne, string, boolean][] = [];
  if (etat.saisieDifferente) gestes.push(["reprendre", "Reprendre le fichier signé", true]);
  // A signed file is the proof that the rules ask these lines for.
  const prouvees = etat.etape === "signee" && etat.code === "signee" ? ligne.aEngager : 0;
  if (prouvees > 0) gestes.push(["engager", "Marquer ces lignes comme engagées", true]);
  if (aPreparer(ligne)) gestes.push(["preparer", nomPreparation(ligne), true]);
  if (etat.code === "a_envoyer") gestes.push(["envoyer", "Envoyer", true]);
  if (courante !== null && courante.signature === null)
    gestes.push(["deposer", "Déposer la lettre signée", etat.code === "envoyee"]);
  if (etat.code === "envoyee") gestes.push(["envoyer", "Envoyer à nouveau", false]);
  if (etat.code === "perimee" && courante !== null && etat.etape !== "preparee")
    gestes.push(["prevenir", "Prévenir le partenaire", false]);
  if (courante !== null && (etat.code === "a_envoyer" || etat.code === "envoyee"))
    gestes.push(["refaire", "Refaire", false]);
  if (courante !== null) gestes.push(["retirer", "Retirer", false]);
  return (
    <li className={styles.ligne} id={`lettre-${partenaire}`} tabIndex={-1}>
      <div className={styles.entete}>
        {gerer && (aPreparer(ligne) || aEnvoyer(ligne)) ? (
          <div className="fr-checkbox-group fr-checkbox-group--sm">
            <input type="checkbox" id={choix} checked={choisie} onChange={(e) => surChoix(e.target.checked)} />
            <label className="fr-label" htmlFor={choix}>
              {nom}
            </label>
          </div>
        ) : (
          <p className={styles.nom}>{nom}</p>
        )}
        <BadgeLettre code={etat.code} courriel={courante?.envoi?.courriel} />
      </div>
      {etat.code === "perimee" ? (
        <p className="fr-message fr-message--warning">
          {etat.etape === "signee" || etat.sansFichier
            ? "Le montant a changé depuis la signature : cette lettre ne vaut plus."
            : "Le montant a changé depuis l’envoi : cette lettre ne vaut plus."}
        </p>
      ) : null}
      {etat.saisieDifferente ? (
        <p className="fr-message fr-message--warning">
          La fiche du partenaire porte une saisie différente du fichier signé : c’est elle que lisent les règles.
        </p>
      ) : null}
      {prouvees > 0 ? (
        <p className="fr-message fr-message--info">
          {prouvees === 1
            ? "Une ligne du plan de ce partenaire est encore « espérée »."
            : `${prouvees} lignes du plan de ce partenaire sont encore « espérées ».`}
        </p>
      ) : null}
      {etat.code === "montant_inconnu" && !etat.saisieDifferente ? (
        <p className="fr-message fr-message--info">
          Un montant ou une origine manque :{" "}
          <Link href={`/dossiers/${dossierId}/financement`}>complétez le plan de financement</Link>.
        </p>
      ) : null}
      {etat.code === "sans_objet" ? null : <FaitsLettre etat={etat} courante={courante} />}
      {courante === null ? null : (
        <p className={styles.liens}>
          <LiensLettre lettre={courante} nom={nom} />
        </p>
      )}
      {gerer && gestes.length > 0 ? (
        <div className={styles.gestes}>
          {gestes.map(([geste, mots, premier]) => (
            <button
              key={geste}
              type="button"
              className={`fr-btn fr-btn--sm ${premier ? "fr-btn--secondary" : "fr-btn--tertiary"}`}
              disabled={enCours}
              onClick={() => surGeste(geste)}
            >
              {mots}
              <span className="fr-sr-only"> : {nom}</span>
            </button>
          ))}
        </div>
      ) : null}
      <Anciennes lettres={anciennes} nom={nom} />
    </li>
  );
}
