import type { ReactNode } from "react";
import { phraseCouverture } from "@/lib/domain/carte/couverture";
import { ELEVES_DU_CONSTAT } from "@/lib/domain/carte/phrases";
import { accorder, ecrireDate, ecrireNombre, typographie } from "@/lib/domain/ecriture";
import type { CouvertureConstat, EffectifReference } from "@/lib/schemas/carte-taux";
import styles from "./region.module.css";

type Props = {
  titre: string;
  effectif: EffectifReference | null;
  denominateur: number;
  /** Of the constat at that rentrée. */
  couverture: CouvertureConstat;
  /** Day of the last import applied; null: none. */
  orionLe: string | null;
  /** Day when places opened were last written; null: none yet. */
  constatLe: string | null;
  saisirEffectif: ReactNode;
  gestes: ReactNode;
};

/** What the figures rest on stands under the title: the denominator with its rentrée, and the days of the imports. */
export function Entete({
  titre,
  effectif,
  denominateur,
  couverture,
  orionLe,
  constatLe,
  saisirEffectif,
  gestes,
}: Props) {
  const morceaux = [
    ecrireEffectif(effectif, denominateur, phraseCouverture(couverture)),
    orionLe === null ? "Orion pas encore importé" : `Orion importé le ${ecrireDate(orionLe)}`,
    constatLe === null ? "constat pas encore saisi" : `constat du ${ecrireDate(constatLe)}`,
  ];
  return (
    <div className={styles.entete}>
      <div>
        <h1 className="fr-h2">{titre}</h1>
        <p className={styles.intro}>{typographie(morceaux.join(" · "))}</p>
        {/* Out of the paragraph: it brings a dialog. */}
        {saisirEffectif}
      </div>
      <div className={styles.gestes}>{gestes}</div>
    </div>
  );
}

function ecrireEffectif(effectif: EffectifReference | null, denominateur: number, couverture: string): string {
  const suite = couverture && ` : ${couverture}`;
  if (effectif === null) return `Effectif de la rentrée ${denominateur} inconnu${suite}`;
  const { effectif: n, rentree, source, depuis } = effectif;
  return depuis === "constat"
    ? `Effectif de référence : ${ecrireNombre(n)} ${ELEVES_DU_CONSTAT}, à la rentrée ${rentree} (${source} ; le détail se lit dans la page de chaque établissement)`
    : `Effectif de référence : ${accorder(n, "place occupée", "places occupées")} à la rentrée ${rentree} (${source})${suite}`;
}
