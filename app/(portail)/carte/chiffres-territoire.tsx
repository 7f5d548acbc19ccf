import { DemanderMotif } from "@/components/carte-formations/constat/demander-motif";
import { Contributions } from "@/components/carte-formations/region/contributions";
import { PlacesManquantes } from "@/components/carte-formations/region/places-manquantes";
import { Ecarts, Pont } from "@/components/carte-formations/region/pont";
import styles from "@/components/carte-formations/region/region.module.css";
import { TableauTaux } from "@/components/carte-formations/region/tableau-taux";
import { Tuiles } from "@/components/carte-formations/region/tuiles";
import { nomMotifEcart } from "@/lib/domain/carte/motifs-ecart";
import type { TauxTerritoire } from "@/lib/schemas/carte-taux";
import { contributions } from "@/lib/server/carte/taux/contributions";
import { placesManquantes } from "@/lib/server/carte/taux/places-manquantes";
import type { ContexteTerritoire } from "@/lib/server/carte/territoire";
import type { Agent } from "@/lib/server/droits";
import { demanderMotifEcart } from "./constat/actions";

type Props = { agent: Agent; taux: TauxTerritoire; droits: ContexteTerritoire["droits"] };

/** What the rows of the carte add up to, once there are some. */
export async function ChiffresTerritoire({ agent, taux, droits }: Props) {
  const { territoire, rentree, denominateur, constat } = taux;
  const voie = taux.voie ?? undefined;
  // Before the vote nothing is validated yet: what is planned is all there is to explain.
  const base = taux.demandes.valide > 0 ? "valide" : "previsionnel";
  const pont = taux.ponts[base];
  const [apports, manquantes] = await Promise.all([
    contributions(agent, territoire, { rentree, denominateur, voie, base }),
    placesManquantes(agent, territoire, { rentree, voie }),
  ]);
  return (
    <>
      <div className="fr-callout fr-mb-0">
        <p className="fr-callout__text">
          <strong>{taux.annonce.debut}</strong> {taux.annonce.suite}
        </p>
      </div>
      <div className={styles.colonnes}>
        <TableauTaux
          methodes={taux.methodes}
          rentree={rentree}
          effectif={taux.effectif?.effectif ?? null}
          constat={constat}
          note={taux.noteDenominateur}
        />
        {pont === null ? null : <Pont pont={pont} />}
      </div>
      {pont === null ? null : <Ecarts pont={pont} />}
      <div className={`${styles.colonnes} ${styles.moities}`}>
        <Tuiles taux={taux} base={base} />
        {apports === null ? null : <Contributions contributions={apports} />}
      </div>
      {manquantes === null ? null : (
        <PlacesManquantes
          manquantes={manquantes}
          rentree={rentree}
          constatSaisi={constat.saisis > 0}
          aConstater={constat.attendus > 0}
          nomMotif={nomMotifEcart}
          demander={({ numero }) =>
            droits.demanderMotif ? (
              <DemanderMotif numero={numero} rentree={rentree} demander={demanderMotifEcart} />
            ) : null
          }
        />
      )}
    </>
  );
}
