import Link from "next/link";
import { Tableau } from "@/components/dsfr/tableau";
import { phraseCouverture } from "@/lib/domain/carte/couverture";
import { BASES, type Base, CODES_BASE } from "@/lib/domain/carte/methodes";
import { ELEVES_DU_CONSTAT, phraseConstatees } from "@/lib/domain/carte/phrases";
import { ecrireRapport } from "@/lib/domain/carte/taux";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { TauxRegion } from "@/lib/schemas/carte-taux";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** The régions that someone reads, each with its rate by the corrected method; those without a demand stand apart. */
export function Regions({ regions, rentree }: { regions: readonly TauxRegion[]; rentree: number }) {
  const avec = regions.filter((r) => r.demandes > 0);
  const sans = regions.filter((r) => r.demandes === 0);
  return (
    <>
      {avec.length === 0 ? null : (
        <div>
          <Taux regions={avec} rentree={rentree} />
          <p className={styles.note}>
            Taux par la méthode igesr, qui retire les transferts comptés deux fois, rapporté aux places occupées à la
            rentrée d’avant. Les trois autres méthodes se lisent dans la page de chaque région académique.
          </p>
        </div>
      )}
      {sans.length === 0 ? null : (
        <div className={styles.sansDemande}>
          <h2 className="fr-h6">Sans demande à la rentrée {rentree}</h2>
          <ul className={styles.pages}>
            {sans.map((r) => (
              <li key={r.regionAcademique}>
                <LienRegion region={r} rentree={rentree} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const LienRegion = ({ region: { regionAcademique, nom }, rentree }: { region: TauxRegion; rentree: number }) => (
  <Link href={`/carte/regions/${regionAcademique}?rentree=${rentree}`}>{nom}</Link>
);

function Taux({ regions, rentree }: { regions: readonly TauxRegion[]; rentree: number }) {
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
          contenu: (r) => <LienRegion region={r} rentree={rentree} />,
        },
        { cle: "demandes", nom: "Demandes", aDroite: true, contenu: (r) => ecrireNombre(r.demandes) },
        ...CODES_BASE.map((base) => ({
          cle: base,
          nom: BASES[base].nom,
          aDroite: true,
          contenu: (r: TauxRegion) => <Cellule region={r} base={base} rentree={rentree} />,
        })),
        {
          cle: "effectif",
          nom: "Places occupées",
          aDroite: true,
          contenu: (r) =>
            r.effectif === null ? (
              <>
                <span className={styles.discret}>Effectif inconnu</span>
                <span className={styles.resume}>{phraseCouverture(r.couverture)}</span>
              </>
            ) : (
              <>
                {ecrireNombre(r.effectif.effectif)}
                <span className={styles.resume}>
                  {r.effectif.depuis === "constat" ? ELEVES_DU_CONSTAT : "chiffre saisi"}, rentrée {r.effectif.rentree}
                </span>
              </>
            ),
        },
      ]}
    />
  );
}

function Cellule({ region, base, rentree }: { region: TauxRegion; base: Base; rentree: number }) {
  const { nom, regionAcademique, places, effectif, constat } = region;
  const nombre = places[base];
  if (nombre === null) return <span className={styles.discret}>Constat pas encore saisi</span>;
  const t = effectif === null ? null : ecrireRapport(nombre, effectif.effectif);
  return (
    <>
      {t === null ? <span className={styles.discret}>Effectif inconnu</span> : <strong>{t}</strong>}
      <span className={styles.places}>
        <LienPlaces
          chiffre={{
            places: nombre,
            filtres: {
              ...{ region: regionAcademique, rentree: String(rentree) },
              ...{ methode: "igesr", base, compte: "transformees" },
            },
          }}
          sens={`${nom}, ${BASES[base].nom.toLocaleLowerCase("fr")}`}
        />
      </span>
      {base === "constate" ? <span className={styles.resume}>{phraseConstatees(constat)}</span> : null}
    </>
  );
}
