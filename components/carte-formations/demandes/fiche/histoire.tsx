import Link from "next/link";
import { ecrireDate } from "@/lib/domain/ecriture";
import { enteteDe } from "@/lib/domain/orion/champs";
import type { ChangementLu, DemandeCarte } from "@/lib/schemas/carte-demandes";
import styles from "../demandes.module.css";
import { enTete } from "../noms";

const nomChamp = (champ: string): string => enteteDe(champ.replace(/^autres\./, ""));

function Statut({ c }: { c: ChangementLu }) {
  if (c.statutAvant === null) return <>Premier import, statut « {c.statutApres} »</>;
  if (c.statutAvant === c.statutApres) return <>Statut inchangé, « {c.statutApres} »</>;
  return (
    <>
      {enTete(c.statutAvant)} → {c.statutApres}
    </>
  );
}

/** What each import changed, the latest first. */
export function HistoireDeLaDemande({ d }: { d: DemandeCarte }) {
  if (d.changements.length === 0)
    return <p>Aucun changement depuis son premier import : la dernière lecture date du {ecrireDate(d.importeeLe)}.</p>;
  return (
    <ul className={styles.histoire}>
      {d.changements.map((c) => (
        <li key={c.id} className={styles.pas}>
          <strong>
            <Statut c={c} />
          </strong>
          <span className={styles.detail}>
            Import du {ecrireDate(c.le)} à {c.heure}
            {c.import === null ? null : (
              <>
                , fichier <Link href={`/carte/imports/${c.import.id}`}>{c.import.fichier}</Link>
              </>
            )}
          </span>
          {c.champs.length === 0 ? null : (
            <ul>
              {c.champs.map((x) => (
                <li key={x.champ}>
                  {nomChamp(x.champ)} : {x.avant} → {x.apres}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
