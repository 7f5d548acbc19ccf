import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { ecrireEcart, ecrireMotif } from "@/lib/domain/carte/constat";
import { TITRE_OCCUPEES } from "@/lib/domain/carte/occupees";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import type { DemandeVue, RentreeSuivie } from "@/lib/schemas/liens-carte";
import { FigureOccupees } from "../occupees";
import styles from "./liens.module.css";

const COLONNES: readonly Colonne<RentreeSuivie>[] = [
  { cle: "rentree", nom: "Rentrée", entete: true, contenu: (r) => r.rentree },
  { cle: "prevues", nom: "Prévues", aDroite: true, contenu: (r) => ecrireNombre(r.prevues) },
  {
    ...{ cle: "validees", nom: "Validées", aDroite: true },
    contenu: (r) => (r.validees === null ? "—" : ecrireNombre(r.validees)),
  },
  {
    ...{ cle: "ouvertes", nom: "Ouvertes", aDroite: true },
    contenu: (r) => (r.constat === null ? "Pas encore saisi" : ecrireNombre(r.constat.ouvertes)),
  },
  {
    ...{ cle: "ecart", nom: "Écart au prévu" },
    contenu: (r) => (r.constat === null ? "—" : ecrireEcart(r.constat.ecart)),
  },
  {
    ...{ cle: "motif", nom: "Motif" },
    contenu: ({ constat }) => {
      if (constat === null || constat.ecart.nul) return "—";
      return ecrireMotif(constat.motif, constat.precision) || "Motif non renseigné";
    },
  },
  {
    ...{ cle: "occupees", nom: TITRE_OCCUPEES, aDroite: true },
    contenu: (r) => <FigureOccupees occupees={r.occupees} />,
  },
];

/** « dernière : 12 ouvertes sur 15 prévues en 2025 » */
function resumer(suivi: readonly RentreeSuivie[]): string {
  const vue = suivi.findLast((r) => r.constat !== null);
  if (vue?.constat == null) return "places ouvertes pas encore saisies";
  const { ouvertes, ecart } = vue.constat;
  const dit = `${accorder(ouvertes, "ouverte")} sur ${accorder(vue.prevues, "prévue")} en ${vue.rentree}`;
  return ecart.nul ? dit : `${dit}, écart ${ecrireEcart(ecart)}`;
}

/** What became of a tied demand, rentrée by rentrée: one line, the table on demand. */
export function SuiviDemande({ demande: { numero, suivi } }: { demande: DemandeVue }) {
  if (suivi.length === 0) return null;
  return (
    <details className={styles.suivi}>
      <summary>
        Suivi sur {accorder(suivi.length, "rentrée")}
        <span className="fr-sr-only"> de la demande {numero}</span> : {resumer(suivi)}
      </summary>
      <Tableau
        id={`suivi-${numero}`}
        titre={`Suivi de la demande ${numero}, rentrée par rentrée`}
        colonnes={COLONNES}
        lignes={suivi}
        cle={(r) => String(r.rentree)}
      />
    </details>
  );
}
