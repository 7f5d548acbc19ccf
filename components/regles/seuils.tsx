import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import type { Seuils as SeuilsDuRegime } from "@/lib/domain/seuils";

/** The figures of a regime, only those it has. */
export function Seuils({ seuils }: { seuils: SeuilsDuRegime }) {
  const { plafond, subventionMin, subventionMax, dureeMaxMois, delaiGoMois, pagesMax } = seuils;
  const lignes = [
    ["Part maximale de la subvention", `${(plafond.numerateur * 100n) / plafond.denominateur} % du coût éligible`],
    ["Subvention minimale", subventionMin === undefined ? null : ecrireEuros(subventionMin)],
    ["Subvention maximale", subventionMax === undefined ? null : ecrireEuros(subventionMax)],
    ["Durée maximale", `${dureeMaxMois} mois`],
    ["Délai entre le GO et le dépôt", delaiGoMois === undefined ? null : `${delaiGoMois} mois`],
    ["Longueur de la présentation", pagesMax === undefined ? null : accorder(pagesMax, "page")],
  ].filter((ligne): ligne is [string, string] => ligne[1] !== null);
  return (
    <dl className="rg-seuils">
      {lignes.map(([nom, valeur]) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd className="rg-chiffres">{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}
