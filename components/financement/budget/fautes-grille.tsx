import { memo } from "react";
import { LienChamp } from "@/components/dossier/lien-champ";
import { type Grille, rangeesAffichees } from "@/lib/domain/budget";
import { nomAnnee, nomRangee } from "./noms";

/** Why amounts are refused, each leading to its cell: a cell is too narrow to say it, and narrower screens hide what overflows. */
export const FautesGrille = memo(function FautesGrille({
  grille,
  erreurs,
  nomDe,
}: {
  grille: Grille;
  erreurs: Readonly<Record<string, string>>;
  nomDe: (partenaire: string | null) => string;
}) {
  if (Object.keys(erreurs).length === 0) return <div role="status" />;
  const fautes = rangeesAffichees(grille).flatMap((r) =>
    r.cellules.flatMap((c) => {
      const phrase = c.index === null ? undefined : erreurs[`budget.${c.index}.montant`];
      const nom = `${nomRangee(r, nomDe(r.partenaire))}, ${nomAnnee(c.annee)}`;
      return phrase === undefined ? [] : [{ id: `budget-${c.index}-montant`, nom, phrase }];
    }),
  );
  return (
    <div role="status">
      {fautes.length > 0 ? (
        <ul className="fr-messages-group fr-mt-1w">
          {fautes.map(({ id, nom, phrase }) => (
            <li key={id} className="fr-message fr-message--error">
              <span>
                <LienChamp champ={{ section: "budget", id }}>{nom}</LienChamp>
                {"\u202f: "}
                {phrase}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
});
