/** Columns of the list that a figure of the constat adds. */
import type { ReactNode } from "react";
import type { Colonne } from "@/components/dsfr/tableau";
import { ecrireMotif } from "@/lib/domain/carte/constat";
import { estEcart, promisesEtOuvertes } from "@/lib/domain/carte/manquantes";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { ConstatListe, LigneDemandes } from "@/lib/schemas/carte-demandes";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import styles from "./demandes.module.css";
import { PlacesListe } from "./places-liste";
import { observee } from "./vue";

const lire =
  (ecrire: (constat: ConstatListe, ligne: LigneDemandes) => ReactNode) =>
  (ligne: LigneDemandes): ReactNode =>
    ligne.constat === null ? <span className={styles.discret}>Sans constat</span> : ecrire(ligne.constat, ligne);

/** Before what the figure counts, then after it. */
export function colonnesConstat({ base, compte, voie }: FiltresCarte): {
  avant: Colonne<LigneDemandes>[];
  apres: Colonne<LigneDemandes>[];
} {
  if (base !== "constate" || compte === "") return { avant: [], apres: [] };
  const constatees: Colonne<LigneDemandes> = {
    ...{ cle: "constatees", nom: "Places constatées", aDroite: true, court: true },
    contenu: lire((constat, l) => <PlacesListe places={observee(l, constat)} parVoie />),
  };
  if (!estEcart(compte)) return { avant: [constatees], apres: [] };
  const cote = (cle: "promises" | "ouvertes", nom: string): Colonne<LigneDemandes> => ({
    ...{ cle, nom, aDroite: true, court: true },
    contenu: lire((constat, l) => ecrireNombre(promisesEtOuvertes(l, constat, compte, voie || undefined)[cle])),
  });
  const colorees = compte === "ecart_colorees";
  return {
    avant: [
      constatees,
      cote("promises", colorees ? "Colorées promises" : "Promises"),
      cote("ouvertes", colorees ? "Colorées ouvertes" : "Ouvertes"),
    ],
    apres: [
      {
        ...{ cle: "motif", nom: "Motif" },
        contenu: lire(
          ({ motif, precision }) =>
            ecrireMotif(motif, precision) || <span className={styles.discret}>Pas encore donné</span>,
        ),
      },
    ],
  };
}
