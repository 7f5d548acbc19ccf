import Link from "next/link";
import { Tableau } from "@/components/dsfr/tableau";
import { BASES, type Base, CODES_BASE } from "@/lib/domain/carte/methodes";
import { accorder, ecrireNombre, ecrireTaux } from "@/lib/domain/ecriture";
import type { TauxRegion } from "@/lib/schemas/carte-taux";
import styles from "./region.module.css";

/** The régions that someone reads, each with its rate by the corrected method. */
export function Regions({ regions, rentree }: { regions: readonly TauxRegion[]; rentree: number }) {
  return (
    <Tableau
      id="carte-regions"
      titre={`Taux de transformation à la rentrée ${rentree}, par région académique`}
      lignes={regions}
      cle={(r) => r.regionAcademique}
      colonnes={[
        {
          cle: "region",
          nom: "Région académique",
          entete: true,
          contenu: (r) => <Link href={`/carte/regions/${r.regionAcademique}?rentree=${rentree}`}>{r.nom}</Link>,
        },
        { cle: "demandes", nom: "Demandes", aDroite: true, contenu: (r) => ecrireNombre(r.demandes) },
        ...CODES_BASE.map((base) => ({
          cle: base,
          nom: BASES[base].nom,
          aDroite: true,
          contenu: (r: TauxRegion) => <Cellule region={r} base={base} />,
        })),
        {
          cle: "effectif",
          nom: "Places occupées",
          aDroite: true,
          contenu: (r) =>
            r.effectif === null ? (
              <span className={styles.discret}>Effectif inconnu</span>
            ) : (
              <>
                {ecrireNombre(r.effectif.effectif)}
                <span className={styles.resume}>rentrée {r.effectif.rentree}</span>
              </>
            ),
        },
      ]}
    />
  );
}

function Cellule({ region: { taux, places, demandes }, base }: { region: TauxRegion; base: Base }) {
  const nombre = places[base];
  if (demandes === 0) return <span className={styles.discret}>Aucune demande</span>;
  if (nombre === null) return <span className={styles.discret}>Constat pas encore saisi</span>;
  const t = taux[base];
  return (
    <>
      {t === null ? <span className={styles.discret}>Effectif inconnu</span> : <strong>{ecrireTaux(t)}</strong>}
      <span className={styles.places}>{accorder(nombre, "place")}</span>
    </>
  );
}
