import { type Centimes, partEntiere } from "@/lib/domain/argent";
import { ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import { depassementPlafond } from "@/lib/domain/plafond";
import type { Regime } from "@/lib/domain/regimes";
import type { Resultat } from "@/lib/domain/verdict";

const LARGEUR = 288;
const HAUT_BARRE = 14;

/** « 70 % », or the amount when the regime caps the subsidy below it. */
export function nomPlafond(resultat: Resultat, regime: Regime): { court: string; long: string; part: number } {
  const { plafond } = regime.seuils;
  const part = partEntiere(resultat.coutEligible, plafond.numerateur, plafond.denominateur);
  const pourcent = `${(plafond.numerateur * 100n) / plafond.denominateur} %`;
  if (resultat.subventionMax < part)
    return {
      court: "Plafond",
      long: "Plafond du régime",
      part: proportion(resultat.subventionMax, resultat.coutEligible),
    };
  return {
    court: pourcent,
    long: `Plafond à ${pourcent}`,
    part: Number(plafond.numerateur) / Number(plafond.denominateur),
  };
}

/** For drawing only: pixels, never a verdict. */
const proportion = (part: Centimes, tout: Centimes): number =>
  tout <= 0n ? 0 : Math.min(1, Number((part * 10_000n) / tout) / 10_000);

/**
 * Full width: the eligible cost. Black mark: the ceiling. Beyond it, hatched: what France 2030 never pays. Over the ceiling
 * the fill turns red; the words beside it say it too.
 */
export function JaugePlafond({ resultat, regime, id }: { resultat: Resultat; regime: Regime; id: string }) {
  const plafond = nomPlafond(resultat, regime);
  const x = Math.round(plafond.part * LARGEUR);
  const demande = Math.round(proportion(resultat.subvention, resultat.coutEligible) * LARGEUR);
  const depasse = depassementPlafond(resultat) !== null;
  const phrase = `Subvention demandée : ${ecrireEuros(resultat.subvention)}, soit ${resultat.taux ? ecrireTaux(resultat.taux) : "0 %"} du coût éligible. ${plafond.long} : ${ecrireEuros(resultat.subventionMax)}.`;
  return (
    <svg
      className={`rg-jauge ${depasse ? "rg-jauge--depasse" : ""}`}
      viewBox={`0 0 ${LARGEUR} 38`}
      role="img"
      aria-label={phrase}
    >
      <defs>
        <pattern id={`${id}-hachures`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" className="rg-jauge__fond" />
          <rect width="4" height="8" className="rg-jauge__hachure" />
        </pattern>
      </defs>
      <rect y="4" width={x} height={HAUT_BARRE - 2} className="rg-jauge__possible" />
      <rect x={x} y="4" width={LARGEUR - x} height={HAUT_BARRE - 2} fill={`url(#${id}-hachures)`} />
      <rect y="4" width={demande} height={HAUT_BARRE - 2} className="rg-jauge__demande" />
      <rect x={x - 1} y="0" width="2.5" height={HAUT_BARRE + 6} className="rg-jauge__repere" />
      <g className="rg-jauge__echelle">
        <text x="0" y="35">
          0 %
        </text>
        <text x={Math.min(Math.max(x, 44), LARGEUR - 60)} y="35" textAnchor="middle" className="rg-jauge__limite">
          {plafond.court}
        </text>
        <text x={LARGEUR} y="35" textAnchor="end">
          100 %
        </text>
      </g>
    </svg>
  );
}
