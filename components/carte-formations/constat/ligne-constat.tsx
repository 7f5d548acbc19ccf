"use client";
import type { ClipboardEvent, KeyboardEvent } from "react";
import {
  CHAMPS_CONSTAT,
  type ChampConstat,
  ecartConstat,
  ecrireEcart,
  ecrireMotif,
  motifAttendu,
  NOMS_CHAMP_CONSTAT,
  placesPrevues,
} from "@/lib/domain/carte/constat";
import { STATUT_VALIDE, TYPES_DEMANDE, type TypeDemande } from "@/lib/domain/carte/methodes";
import { MOTIFS_ECART } from "@/lib/domain/carte/motifs-ecart";
import { TITRE_OCCUPEES } from "@/lib/domain/carte/occupees";
import { type ChampLigne, horsDemande } from "@/lib/domain/carte/saisie-constat";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import type { ConstatStocke } from "@/lib/schemas/constat";
import { FigureOccupees } from "../occupees";
import styles from "./constat.module.css";
import { idCase, type LigneAffichee } from "./usage-constat";

export const TITRES_COLONNE: Record<ChampConstat, string> = {
  scolaire: "Voie scolaire",
  scolaireColoree: "dont colorées",
  apprentissage: "Apprentissage",
  apprentissageColoree: "dont colorées (appr.)",
};

type Props = {
  ligne: LigneAffichee;
  modifiable: boolean;
  fautesDites: boolean;
  changer: (champ: ChampLigne, valeur: string) => void;
  coller: (champ: ChampLigne, e: ClipboardEvent<HTMLElement>) => void;
  naviguer: (champ: ChampLigne, e: KeyboardEvent<HTMLElement>) => void;
  commePrevu: () => void;
  garderLaMienne: () => void;
  prendreLAutre: () => void;
};

/** One demand: planned and validated beside each cell to fill in, the gap with its reason, and someone else's row when it was met. */
export function LigneConstat(props: Props) {
  const { ligne, modifiable, commePrevu } = props;
  const { numero, lecture, heurt } = ligne;
  const prevu = placesPrevues(ligne.demande);
  const validee = ligne.statut === STATUT_VALIDE;
  const lue = lecture.etat === "lue" ? lecture.constat : null;
  const ecart = lue === null ? null : ecartConstat(prevu, lue.places);
  return (
    <>
      <tr className={ligne.modifiee ? styles.modifiee : undefined}>
        <th scope="row" className={styles.formation}>
          <span className={styles.nom}>{nommer(ligne)}</span>
          <span className={styles.menu}>
            {TYPES_DEMANDE[ligne.type as TypeDemande] ?? ligne.type}, demande {numero}, rentrée {ligne.rentree}
          </span>
          <span className={styles.menu}>{validee ? "Demande validée" : `Pas encore validée (${ligne.statut})`}</span>
          {modifiable && lecture.etat === "vide" ? (
            <button type="button" className={`fr-link fr-link--sm ${styles.bouton}`} onClick={commePrevu}>
              Comme prévu<span className="fr-sr-only"> pour la demande {numero}</span>
            </button>
          ) : null}
        </th>
        {CHAMPS_CONSTAT.map((champ) => (
          <td key={champ} className={styles.nombre} data-nom={TITRES_COLONNE[champ]}>
            <Case {...props} champ={champ} />
            <span className={styles.menu} id={`${idCase(numero, champ)}-plan`}>
              prévu {ecrireNombre(prevu[champ])}, validé {validee ? ecrireNombre(prevu[champ]) : "—"}
              {modifiable && ligne.modifiee && ligne.saisie[champ].trim() === "" && lecture.etat !== "vide"
                ? horsDemande(champ, ligne.demande)
                  ? " ; vide, compte pour 0"
                  : " ; à remplir"
                : null}
            </span>
          </td>
        ))}
        <td className={styles.occupees} data-nom={TITRE_OCCUPEES}>
          <FigureOccupees occupees={ligne.occupees} />
        </td>
        <td className={styles.ecart} data-nom="Écart">
          {ecart === null ? <span className={styles.menu}>—</span> : ecrireEcart(ecart)}
          {lue !== null && motifAttendu(ligne.demande, lue) ? (
            <span className={styles.alerte}>Motif à donner</span>
          ) : null}
        </td>
        <td className={styles.motif} data-nom="Motif de l’écart">
          <Motif {...props} />
        </td>
      </tr>
      {heurt === undefined ? null : (
        <tr className={styles.suite}>
          <td colSpan={8}>
            <Heurt {...props} stocke={heurt} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Orion writes diplomas in capitals; the formation's own title follows. */
const nommer = ({ diplome, formation, cfd }: LigneAffichee): string =>
  formation === null ? `Formation ${cfd}` : diplome === null ? formation : `${diplome} ${formation}`;

const fauteDe = ({ ligne, fautesDites }: Props, champ: ChampLigne): string | undefined =>
  ligne.lecture.etat === "fautes" && (fautesDites || ligne.saisie[champ] !== "")
    ? ligne.lecture.fautes.find((f) => f.champ === champ)?.message
    : undefined;

function Case(props: Props & { champ: ChampConstat }) {
  const { ligne, champ, modifiable, changer, coller, naviguer } = props;
  const valeur = ligne.saisie[champ];
  if (!modifiable) return <>{valeur === "" ? "—" : ecrireNombre(Number(valeur))}</>;
  const id = idCase(ligne.numero, champ);
  const faute = ligne.modifiee ? fauteDe(props, champ) : undefined;
  return (
    <>
      <input
        className={`fr-input ${faute ? "fr-input--error" : ""}`}
        type="text"
        inputMode="numeric"
        id={id}
        value={valeur}
        autoComplete="off"
        aria-label={`Places ouvertes, ${NOMS_CHAMP_CONSTAT[champ]}, demande ${ligne.numero}`}
        aria-describedby={`${id}-plan ${id}-faute`}
        aria-invalid={faute ? true : undefined}
        onChange={(e) => changer(champ, e.target.value)}
        onPaste={(e) => coller(champ, e)}
        onKeyDown={(e) => naviguer(champ, e)}
      />
      <span className={styles.faute} id={`${id}-faute`}>
        {faute}
      </span>
    </>
  );
}

function Motif(props: Props) {
  const { ligne, modifiable, changer, coller, naviguer } = props;
  const { numero, saisie, constat } = ligne;
  const demande = ligne.motifDemandeLe;
  const fautes = ligne.modifiee ? [fauteDe(props, "motif"), fauteDe(props, "precision")].filter(Boolean) : [];
  const demandee =
    demande === null || saisie.motif !== "" ? null : (
      <span className={styles.alerte}>
        Motif demandé par la région le {ecrireDateCourte(jourAParis(new Date(demande)))}
      </span>
    );
  if (!modifiable)
    return (
      <>
        {constat === null ? "Constat pas encore saisi" : ecrireMotif(constat.motif, constat.precision) || "—"}
        {demandee}
      </>
    );
  const id = idCase(numero, "motif");
  // A word pasted that is not of the list stays there to be seen and replaced.
  const inconnu = saisie.motif !== "" && !(saisie.motif in MOTIFS_ECART);
  return (
    <>
      <select
        className={`fr-select ${fautes.length > 0 ? "fr-select--error" : ""}`}
        id={id}
        value={saisie.motif}
        aria-label={`Motif de l’écart, demande ${numero}`}
        aria-describedby={`${id}-faute`}
        onChange={(e) => changer("motif", e.target.value)}
        onPaste={(e) => coller("motif", e)}
      >
        <option value="">Aucun motif</option>
        {inconnu ? <option value={saisie.motif}>{saisie.motif}</option> : null}
        {Object.entries(MOTIFS_ECART).map(([code, nom]) => (
          <option key={code} value={code}>
            {nom}
          </option>
        ))}
      </select>
      {saisie.motif === "" && saisie.precision === "" ? null : (
        <input
          className="fr-input"
          type="text"
          id={idCase(numero, "precision")}
          value={saisie.precision}
          placeholder="Précision"
          autoComplete="off"
          aria-label={`Précision du motif, demande ${numero}`}
          aria-describedby={`${id}-faute`}
          onChange={(e) => changer("precision", e.target.value)}
          onPaste={(e) => coller("precision", e)}
          onKeyDown={(e) => naviguer("precision", e)}
        />
      )}
      <span className={styles.faute} id={`${id}-faute`}>
        {fautes.join(" ")}
      </span>
      {demandee}
    </>
  );
}

function Heurt({ stocke, garderLaMienne, prendreLAutre, ligne }: Props & { stocke: ConstatStocke | null }) {
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm">
      <p>
        {stocke === null
          ? "Quelqu’un a retiré ce constat entre-temps."
          : `${stocke.saisiPar ?? (stocke.source === "import" ? "Un import" : "Quelqu’un")} a enregistré entre-temps : ${CHAMPS_CONSTAT.map((c) => `${stocke.places[c]} ${NOMS_CHAMP_CONSTAT[c]}`).join(", ")}${stocke.motif === null ? "" : ` ; ${ecrireMotif(stocke.motif, stocke.precision)}`}.`}{" "}
        Votre saisie est gardée ici.
      </p>
      <div className={styles.gestes}>
        <button type="button" className="fr-btn fr-btn--sm" onClick={garderLaMienne}>
          Garder ma saisie<span className="fr-sr-only"> de la demande {ligne.numero}</span>
        </button>
        <button type="button" className="fr-btn fr-btn--sm fr-btn--secondary" onClick={prendreLAutre}>
          Prendre l’autre<span className="fr-sr-only"> pour la demande {ligne.numero}</span>
        </button>
      </div>
    </div>
  );
}
