import type { ReactNode } from "react";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import type { EffectifReference } from "@/lib/schemas/carte-taux";
import styles from "./region.module.css";

type Props = {
  titre: string;
  effectif: EffectifReference | null;
  denominateur: number;
  /** Day of the last import applied; null: none. */
  orionLe: string | null;
  /** Day when places opened were last written; null: none yet. */
  constatLe: string | null;
  saisirEffectif: ReactNode;
  gestes: ReactNode;
};

/** What the figures rest on stands under the title: the denominator with its rentrée, and the days of the imports. */
export function Entete({ titre, effectif, denominateur, orionLe, constatLe, saisirEffectif, gestes }: Props) {
  const morceaux = [
    effectif === null
      ? `Effectif de la rentrée ${denominateur} inconnu`
      : `Effectif de référence : ${accorder(effectif.effectif, "place occupée", "places occupées")} à la rentrée ${effectif.rentree} (${effectif.source})`,
    orionLe === null ? "Orion pas encore importé" : `Orion importé le ${ecrireDate(orionLe)}`,
    constatLe === null ? "constat pas encore saisi" : `constat du ${ecrireDate(constatLe)}`,
  ];
  return (
    <div className={styles.entete}>
      <div>
        <h1 className="fr-h2">{titre}</h1>
        <p className={styles.intro}>{morceaux.join(" · ")}</p>
        {/* Out of the paragraph: it brings a dialog. */}
        {saisirEffectif}
      </div>
      <div className={styles.gestes}>{gestes}</div>
    </div>
  );
}
