import Link from "next/link";
import { type Colonne, Tableau, type TriColonne } from "@/components/dsfr/tableau";
import { TYPES_DEMANDE } from "@/lib/domain/carte/methodes";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { LigneDemandes } from "@/lib/schemas/carte-demandes";
import type { FiltresCarte, TriCarte } from "@/lib/schemas/carte-filtres";
import { nomFormation } from "../liens/mots";
import { adresse, sensNaturel } from "./adresse";
import { colonnesConstat } from "./colonnes-constat";
import styles from "./demandes.module.css";
import { COLONNES_FIGURE, enTete } from "./noms";
import { PlacesListe } from "./places-liste";

type Props = {
  valeurs: FiltresCarte;
  lignes: readonly LigneDemandes[];
  titre: string;
  /** Useless to someone who reads one région only. */
  avecRegion: boolean;
};

const tri =
  (valeurs: FiltresCarte) =>
  (colonne: TriCarte): TriColonne => {
    const actuel = valeurs.tri === colonne ? valeurs.sens : null;
    const suivant = actuel === null ? sensNaturel(colonne) : actuel === "asc" ? "desc" : "asc";
    return { href: adresse(valeurs, { tri: colonne, sens: suivant }), actuel, suivant };
  };

export function TableauDemandes({ valeurs, lignes, titre, avecRegion }: Props) {
  const trier = tri(valeurs);
  const constate = valeurs.base === "constate";
  const { avant, apres } = colonnesConstat(valeurs);
  const colonnes: Colonne<LigneDemandes>[] = [
    {
      ...{ cle: "formation", nom: "Formation", entete: true, tri: trier("formation") },
      contenu: (l) => (
        <>
          <Link href={`/carte/demandes/${encodeURIComponent(l.numero)}`} className={styles.lien}>
            {nomFormation(l)}
          </Link>
          <span className={styles.detail}>Demande {l.numero}</span>
        </>
      ),
    },
    {
      ...{ cle: "etablissement", nom: "Établissement", tri: trier("etablissement") },
      contenu: (l) => (
        <>
          <Link href={`/carte/etablissements/${l.uai}`}>{l.etablissement ?? l.uai}</Link>
          <span className={styles.detail}>{[l.commune, l.uai].filter(Boolean).join(", ")}</span>
        </>
      ),
    },
    ...(avecRegion
      ? [
          {
            ...{ cle: "region", nom: "Région académique" },
            contenu: (l: LigneDemandes) => (l.regionAcademique === null ? "Inconnue" : nomRegion(l.regionAcademique)),
          },
        ]
      : []),
    { cle: "rentree", nom: "Rentrée", court: true, tri: trier("rentree"), contenu: (l) => l.rentree },
    { cle: "type", nom: "Type", tri: trier("type"), contenu: (l) => TYPES_DEMANDE[l.type] },
    { cle: "statut", nom: "Statut", tri: trier("statut"), contenu: (l) => enTete(l.statut) },
    {
      ...{ cle: "places", nom: constate ? "Places prévues" : "Places", aDroite: true, court: true },
      contenu: (l) => <PlacesListe places={l} parVoie={constate} />,
    },
    ...avant,
    ...(valeurs.compte === ""
      ? []
      : [
          {
            ...{ cle: "figure", nom: COLONNES_FIGURE[valeurs.compte], aDroite: true, court: true },
            tri: trier("places"),
            contenu: (l: LigneDemandes) => <strong>{ecrireNombre(l.places ?? 0)}</strong>,
          },
        ]),
    ...apres,
    {
      ...{ cle: "dossiers", nom: "Dossier" },
      contenu: (l) =>
        l.dossiers.length === 0 ? (
          <span className={styles.discret}>Aucun</span>
        ) : (
          <ul className={styles.dossiers}>
            {l.dossiers.map((d) => (
              <li key={d.id}>
                <Link href={`/dossiers/${d.id}/carte`}>{d.nom}</Link>
              </li>
            ))}
          </ul>
        ),
    },
  ];
  return <Tableau id="demandes" titre={titre} colonnes={colonnes} lignes={lignes} cle={(l) => l.numero} />;
}
