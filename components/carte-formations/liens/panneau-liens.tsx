import Link from "next/link";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { accorder } from "@/lib/domain/ecriture";
import type { DemandeVue, LiensVus, PlacesVue } from "@/lib/schemas/liens-carte";
import { BilanLiens } from "./bilan-liens";
import styles from "./liens.module.css";
import { avantApres, ecrireCompte, nomEtablissement, nomFormation } from "./mots";

const ensemble = (a: PlacesVue["scolaire"], b: PlacesVue["scolaire"]): [number, number] => [a[0] + b[0], a[1] + b[1]];

const COLONNES: readonly Colonne<DemandeVue>[] = [
  {
    cle: "demande",
    nom: "Formation et établissement",
    entete: true,
    contenu: (d) => (
      <>
        {nomFormation(d)}
        <span className={styles.sousTexte}>
          {nomEtablissement(d)}, demande{" "}
          {d.ouverte ? <Link href={`/carte/demandes/${encodeURIComponent(d.numero)}`}>{d.numero}</Link> : d.numero}
          {d.ailleurs.length > 0 ? `, aussi rattachée à ${d.ailleurs.map((a) => a.nom).join(", ")}` : ""}
        </span>
      </>
    ),
  },
  { cle: "rentree", nom: "Rentrée", aDroite: true, contenu: (d) => d.rentree },
  {
    cle: "places",
    nom: "Places",
    aDroite: true,
    court: true,
    contenu: ({ places }) => {
      const [avant, apres] = ensemble(places.scolaireColoree, places.apprentissageColoree);
      return (
        <>
          {avantApres(ensemble(places.scolaire, places.apprentissage))}
          {avant + apres > 0 ? (
            <span className={styles.sousTexte}>dont colorées {avantApres([avant, apres])}</span>
          ) : null}
        </>
      );
    },
  },
  {
    cle: "constat",
    nom: "Constaté",
    contenu: (d) => (d.constat === null ? "Pas encore saisi" : ecrireCompte(d.constat)),
  },
  { cle: "quadrant", nom: "Quadrant", contenu: (d) => d.quadrant ?? "Non publié" },
];

/** In the section of the transformations: what the dossier plans is above, what the carte knows of it is here. */
export function PanneauLiens({ vus }: { vus: LiensVus }) {
  const { confirmees, decider, dossierId } = vus;
  const proposees = vus.propositions.length + vus.propositionsEnPlus;
  return (
    <div className={styles.panneau}>
      <h3 className="fr-h5" id="titre-carte">
        Sur la carte des formations
      </h3>
      {confirmees.length === 0 ? (
        <p className={styles.vide}>Aucune demande d’Orion n’est rattachée à ce dossier.</p>
      ) : (
        <>
          <BilanLiens bilan={vus.bilan} />
          <Tableau
            id="demandes-rattachees"
            titre="Demandes de la carte rattachées au dossier"
            colonnes={COLONNES}
            lignes={confirmees}
            cle={(d) => d.numero}
          />
        </>
      )}
      <p>
        {decider && proposees > 0
          ? `${accorder(proposees, "demande proposée", "demandes proposées")}, à confirmer. `
          : ""}
        <Link href={`/dossiers/${dossierId}/carte`} className="fr-link">
          {decider ? "Rattacher ou détacher des demandes de la carte" : "Voir les demandes rattachées"}
        </Link>
      </p>
    </div>
  );
}
