import Link from "next/link";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { BASES, CODES_BASE } from "@/lib/domain/carte/methodes";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { RentreeSynthese } from "@/lib/schemas/carte-demandes";
import { adresseDemandes, type DemandeFiltres } from "@/lib/schemas/carte-filtres";
import styles from "./demandes.module.css";

type Props = {
  rentrees: readonly RentreeSynthese[];
  /** What the rows are of: an établissement, a formation. */
  filtres: DemandeFiltres;
};

/** Places transformed rentrée by rentrée: each figure opens on its rows. */
export function SyntheseRentrees({ rentrees, filtres }: Props) {
  const colonnes: Colonne<RentreeSynthese>[] = [
    { cle: "rentree", nom: "Rentrée", entete: true, contenu: (r) => r.rentree },
    {
      ...{ cle: "demandes", nom: "Demandes", aDroite: true },
      contenu: (r) => (
        <Link href={adresseDemandes({ ...filtres, rentree: String(r.rentree) })}>{ecrireNombre(r.demandes)}</Link>
      ),
    },
    ...CODES_BASE.map(
      (base): Colonne<RentreeSynthese> => ({
        ...{ cle: base, nom: BASES[base].nom, aDroite: true },
        contenu: (r) => {
          const [igesr, orion] = [r.igesr[base], r.orion[base]];
          if (igesr === null) return <span className={styles.discret}>Constat pas encore saisi</span>;
          const figure = { ...filtres, rentree: String(r.rentree), base, compte: "transformees" };
          return (
            <>
              <Link href={adresseDemandes({ ...figure, methode: "igesr" })}>{ecrireNombre(igesr)}</Link>
              {orion === igesr || orion === null ? null : (
                <span className={styles.detail}>
                  <Link href={adresseDemandes({ ...figure, methode: "orion-2025" })}>{ecrireNombre(orion)}</Link> par
                  orion-2025
                </span>
              )}
            </>
          );
        },
      }),
    ),
  ];
  return (
    <Tableau
      id="synthese"
      titre="Places transformées par rentrée, méthode igesr"
      titreVisible
      colonnes={colonnes}
      lignes={rentrees}
      cle={(r) => String(r.rentree)}
      vide={<p className="fr-mb-0">Aucune demande pour l’instant.</p>}
    />
  );
}
