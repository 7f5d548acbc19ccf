import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type Ecart, ecarts } from "@/lib/domain/evolution-regime";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES, type Regime } from "@/lib/domain/regimes";
import { lecture, type Tx } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { lireJeu } from "@/lib/server/regimes/lire-regimes";

export type Situation = "a_venir" | "en_vigueur" | "remplacee";

export type VersionRegime = {
  regime: Regime;
  /** First day on which a new dossier receives it; null: with the regime itself, as shipped with Rigel. */
  effetLe: DateIso | null;
  situation: Situation;
  motif: string | null;
  publieLe: DateIso | null;
  /** From the version before; empty for the first. */
  changements: Ecart[];
};

/** Every version of every regime, the latest first: none is ever forgotten. */
export const listerVersions = (maintenant: Date): Promise<Record<CodeRegime, VersionRegime[]>> =>
  lecture((tx) => lireVersions(tx, jourAParis(maintenant)));

export async function lireVersions(tx: Tx, jour: DateIso): Promise<Record<CodeRegime, VersionRegime[]>> {
  const publies = await tx.regimePublie.findMany({
    orderBy: [{ code: "asc" }, { numero: "asc" }],
    select: { code: true, contenu: true, effetLe: true, motif: true, publieLe: true },
  });
  return Object.fromEntries(
    REGIMES.codes.map((code) => {
      const suite = [
        ...REGIMES_PUBLIES.filter((r) => r.code === code).map((regime) => ({
          regime,
          effetLe: null,
          motif: null,
          publieLe: null,
        })),
        ...publies
          .filter((p) => p.code === code)
          .map((p) => ({
            regime: lireJeu(p.contenu),
            effetLe: versJour(p.effetLe),
            motif: p.motif,
            publieLe: jourAParis(p.publieLe),
          })),
      ];
      const courante = suite.findLastIndex((v) => v.effetLe === null || v.effetLe <= jour);
      const versions = suite.map((v, i): VersionRegime => {
        const avant = suite[i - 1]?.regime;
        return {
          ...v,
          situation: i === courante ? "en_vigueur" : i < courante ? "remplacee" : "a_venir",
          changements: avant === undefined ? [] : ecarts(avant, v.regime),
        };
      });
      return [code, versions.reverse()];
    }),
  ) as Record<CodeRegime, VersionRegime[]>;
}
