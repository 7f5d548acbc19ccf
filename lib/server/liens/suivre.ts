import "server-only";
import { ecartConstat, finDeSuivi, placesPrevues } from "@/lib/domain/carte/constat";
import { STATUT_VALIDE } from "@/lib/domain/carte/methodes";
import type { RentreeSuivie } from "@/lib/schemas/liens-carte";
import type { OccupeesLues } from "@/lib/server/carte/effectifs/lire-occupees";
import { versJour } from "@/lib/server/dossiers/lignes";
import type { DemandeLueEnBase } from "@/lib/server/liens/selection-demande";

/** First day and length of a project. */
export type Duree = { debut: Date | null; dureeMois: number | null };

/** What became of a demand, rentrée by rentrée, until five years after the project's end; only where something was observed. */
export function suivre(d: DemandeLueEnBase, projet: Duree, occupees: OccupeesLues): RentreeSuivie[] {
  const fin = finDeSuivi(d.rentree, [{ debut: versJour(projet.debut) ?? null, dureeMois: projet.dureeMois }]);
  const plan = placesPrevues(d);
  const prevues = plan.scolaire + plan.apprentissage;
  const rentrees = new Set([...d.constats.map((c) => c.rentree), ...occupees.rentrees(d)]);
  return [...rentrees]
    .filter((rentree) => rentree >= d.rentree && rentree <= fin)
    .sort((a, b) => a - b)
    .map((rentree) => {
      const c = d.constats.find((x) => x.rentree === rentree);
      return {
        rentree,
        prevues,
        validees: d.statut === STATUT_VALIDE ? prevues : null,
        constat:
          c === undefined
            ? null
            : {
                ouvertes: c.scolaire + c.apprentissage,
                ecart: ecartConstat(plan, c),
                motif: c.motif,
                precision: c.precision,
              },
        occupees: occupees.a(d, rentree),
      };
    });
}
