import type { Centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import {
  type CalculPlafond,
  calculPlafond,
  depassementPlafond,
  ecrireTauxDemande,
  ecrireTauxPlafond,
  plafondMesurable,
} from "@/lib/domain/plafond";
import type { Regime } from "@/lib/domain/regimes";
import type { Resultat } from "@/lib/domain/verdict";

const LARGEUR = 288;
const BARRE = 12;
/** Room above the bar for the regime's own mark, when it has one. */
const HAUT_PROPRE = 18;
/** Width of its words: they start at the mark, and stay inside the drawing. */
const NOM_PROPRE = 184;

/** « Plafond à 70 % », or the regime's own when it is the lower of the two. */
export function nomPlafond(resultat: Resultat, regime: Regime): string {
  const { plafond, part } = calculPlafond(resultat, regime);
  return plafond < part ? "Plafond du régime" : `Plafond à ${ecrireTauxPlafond(regime)}`;
}

/** For drawing only: pixels, never a verdict. */
const proportion = (part: Centimes, tout: Centimes): number =>
  tout <= 0n ? 0 : Math.min(1, Number((part * 10_000n) / tout) / 10_000);
const px = (part: Centimes, tout: Centimes): number => Math.round(proportion(part, tout) * LARGEUR);

/** Where each thing stands, in px of the drawing. Apart, so that it is tested. */
export function mesurerJauge(calcul: CalculPlafond): {
  /** Mark of the share of the eligible cost. */
  part: number;
  /** Mark of the regime's own ceiling; null: none, or beyond the eligible cost. */
  propre: number | null;
  /** Where the hatched zone starts: the lower of the two. */
  limite: number;
  demande: number;
} {
  const { coutEligible, part, propre, plafond, subvention } = calcul;
  return {
    part: px(part, coutEligible),
    propre: propre === null || propre >= coutEligible ? null : px(propre, coutEligible),
    limite: px(plafond, coutEligible),
    demande: px(subvention, coutEligible),
  };
}

/**
 * Full width: the eligible cost. Black mark: the share the call pays at most. Thin mark above: the regime's own ceiling.
 * Beyond the lower one, hatched: what France 2030 never pays. Over it the fill turns red; the words beside it say it too.
 */
export function JaugePlafond({ resultat, regime, id }: { resultat: Resultat; regime: Regime; id: string }) {
  if (!plafondMesurable(resultat)) return <JaugeInconnue />;
  const calcul = calculPlafond(resultat, regime);
  const { part, propre, limite, demande } = mesurerJauge(calcul);
  const exces = depassementPlafond(resultat);
  const taux = ecrireTauxPlafond(regime);
  const haut = propre === null ? 4 : HAUT_PROPRE;
  const bas = haut + BARRE;
  const phrase = [
    `Subvention demandée : ${ecrireEuros(resultat.subvention)}, soit ${resultat.taux ? ecrireTauxDemande(resultat.taux, resultat, regime) : "0 %"} du coût éligible.`,
    `Plafond à ${taux} : ${ecrireEuros(calcul.part)}.`,
    calcul.propre === null ? "" : `Plafond du régime : ${ecrireEuros(calcul.propre)}.`,
    exces === null ? "" : `Plafond dépassé de ${ecrireEuros(exces)}.`,
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <svg
      className={`rg-jauge ${exces === null ? "" : "rg-jauge--depasse"}`}
      viewBox={`0 0 ${LARGEUR} ${bas + 22}`}
      role="img"
      aria-label={phrase}
    >
      <defs>
        <pattern id={`${id}-hachures`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" className="rg-jauge__fond" />
          <rect width="4" height="8" className="rg-jauge__hachure" />
        </pattern>
      </defs>
      <rect y={haut} width={limite} height={BARRE} className="rg-jauge__possible" />
      <rect x={limite} y={haut} width={LARGEUR - limite} height={BARRE} fill={`url(#${id}-hachures)`} />
      <rect y={haut} width={demande} height={BARRE} className="rg-jauge__demande" />
      {/* A light edge keeps the marks apart from what they cross. */}
      <rect x={part - 2} y={haut - 4} width="5" height={BARRE + 8} className="rg-jauge__bord" />
      <rect x={part - 1} y={haut - 4} width="2.5" height={BARRE + 8} className="rg-jauge__repere" />
      {propre === null || calcul.propre === null ? null : (
        <>
          <rect x={propre - 1.5} y={haut - 4} width="3.5" height={BARRE + 6} className="rg-jauge__bord" />
          <rect x={propre - 0.5} y={haut - 4} width="1.5" height={BARRE + 6} className="rg-jauge__repere" />
          <g className="rg-jauge__echelle">
            <text x={Math.min(Math.max(propre - 4, 0), LARGEUR - NOM_PROPRE)} y="10" className="rg-jauge__limite">
              Plafond du régime {ecrireEuros(calcul.propre)}
            </text>
          </g>
        </>
      )}
      <g className="rg-jauge__echelle">
        <text x="0" y={bas + 19}>
          0 %
        </text>
        <text
          x={Math.min(Math.max(part, 44), LARGEUR - 60)}
          y={bas + 19}
          textAnchor="middle"
          className="rg-jauge__limite"
        >
          {taux}
        </text>
        <text x={LARGEUR} y={bas + 19} textAnchor="end">
          100 %
        </text>
      </g>
    </svg>
  );
}

/** Known amounts alone would draw a false gauge. */
function JaugeInconnue() {
  return (
    <svg
      className="rg-jauge"
      viewBox={`0 0 ${LARGEUR} 26`}
      role="img"
      aria-label="Jauge du plafond : montant inconnu. Des montants, un poste ou une source manquent."
    >
      <rect x="0.5" y="0.5" width={LARGEUR - 1} height="25" className="rg-jauge__vide" />
      <g className="rg-jauge__echelle">
        <text x={LARGEUR / 2} y="17" textAnchor="middle">
          Montant inconnu : des lignes sont à compléter
        </text>
      </g>
    </svg>
  );
}
