import { accorder } from "@/lib/domain/ecriture";
import { SectionFiche } from "../section-fiche";
import { Faits } from "./informations";

/** Who came, rentrée by rentrée: pupils, not places, so apart from what was opened. */
export function EffectifsObserves({
  effectifs,
  vide,
}: {
  effectifs: readonly { rentree: number; eleves: number }[];
  vide: string;
}) {
  return (
    <SectionFiche id="effectifs" titre="Places occupées : élèves de 1re année">
      {effectifs.length === 0 ? (
        <p>{vide}</p>
      ) : (
        <>
          <p>D’après le constat de rentrée, qui compte des élèves et non des places ouvertes.</p>
          <Faits
            faits={effectifs.map(
              (e) => [`Rentrée ${e.rentree}`, accorder(e.eleves, "élève de 1re année", "élèves de 1re année")] as const,
            )}
          />
        </>
      )}
    </SectionFiche>
  );
}
