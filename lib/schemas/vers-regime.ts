/** Between the written form of a set of rules and the one the engine reads. Without zod: the workspace calls it. */
import { type Centimes, centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { REGIMES } from "@/lib/domain/nomenclatures";
import type { Exigence, Regime } from "@/lib/domain/regimes";
import type { JeuRegles } from "./jeu-regles";

const montant = (texte: string | undefined): Centimes | undefined =>
  texte === undefined ? undefined : (lireMontant(texte) ?? centimes(0n));

export function versRegime(jeu: JeuRegles): Regime {
  const { plafond, subventionMin, subventionMax, dureeMaxMois, delaiGoMois, pagesMax } = jeu.seuils;
  const min = montant(subventionMin);
  const max = montant(subventionMax);
  return {
    code: jeu.code,
    numero: jeu.numero,
    nom: REGIMES.libelles[jeu.code],
    periode: jeu.periode,
    portee: jeu.portee,
    aConfirmer: jeu.aConfirmer,
    ...(jeu.effetLe !== undefined && { effetLe: jeu.effetLe }),
    seuils: {
      plafond: { numerateur: BigInt(plafond.numerateur), denominateur: BigInt(plafond.denominateur) },
      ...(min !== undefined && { subventionMin: min }),
      ...(max !== undefined && { subventionMax: max }),
      dureeMaxMois,
      ...(delaiGoMois !== undefined && { delaiGoMois }),
      ...(pagesMax !== undefined && { pagesMax }),
    },
    regles: jeu.regles as readonly Exigence[],
  };
}

export function versJeu(r: Regime): JeuRegles {
  const { plafond, subventionMin, subventionMax, dureeMaxMois, delaiGoMois, pagesMax } = r.seuils;
  return {
    format: "rigel-regime/1",
    code: r.code,
    numero: r.numero,
    periode: { ...r.periode },
    portee: r.portee,
    aConfirmer: r.aConfirmer,
    ...(r.effetLe !== undefined && { effetLe: r.effetLe }),
    seuils: {
      plafond: { numerateur: String(plafond.numerateur), denominateur: String(plafond.denominateur) },
      ...(subventionMin !== undefined && { subventionMin: ecrireMontant(subventionMin) }),
      ...(subventionMax !== undefined && { subventionMax: ecrireMontant(subventionMax) }),
      dureeMaxMois,
      ...(delaiGoMois !== undefined && { delaiGoMois }),
      ...(pagesMax !== undefined && { pagesMax }),
    },
    regles: r.regles.map((e) => ({ ...e, ...(e.confirmation && { confirmation: { ...e.confirmation } }) })),
  };
}
