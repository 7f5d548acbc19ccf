import { typographie } from "@/lib/domain/ecriture";
import type { Exigence, Regime } from "@/lib/domain/regimes";
import type { CodeRegle } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";
import type { Groupe } from "@/lib/domain/verdict";

export type RegleLue = {
  code: CodeRegle;
  titre: string;
  groupe: Groupe;
  reference: string;
  citation?: string;
  /** Every regime that has the rule, with its severity there. */
  portees: { regime: Regime; exigence: Exigence }[];
};

/** Rules of these regimes; read from the engine's own registry, so that the page cannot say anything else. */
export function lireRegles(regimes: readonly Regime[]): RegleLue[] {
  const codes = new Set(regimes.flatMap((r) => r.regles.map((exigence) => exigence.code)));
  return Object.values(REGISTRE)
    .filter((regle) => codes.has(regle.code))
    .map((regle) => {
      const portees = regimes.flatMap((r) =>
        r.regles.filter((exigence) => exigence.code === regle.code).map((exigence) => ({ regime: r, exigence })),
      );
      // A title quotes its regime's thresholds; the latest regime speaks for all.
      const seuils = portees.at(-1)?.regime.seuils ?? regimes[0]?.seuils;
      if (seuils === undefined) throw new Error("Aucun régime n’est publié.");
      const { reference, citation } = regle.source;
      return {
        code: regle.code,
        titre: regle.titre(seuils),
        groupe: regle.groupe,
        reference: typographie(reference),
        ...(citation === undefined ? {} : { citation: typographie(citation) }),
        portees,
      };
    });
}
