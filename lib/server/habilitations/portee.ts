import "server-only";
import { type ChampPortee, demande, departementDeUai } from "@/lib/domain/habilitations";
import type { CodeRole } from "@/lib/domain/roles";
import type { Tx } from "@/lib/server/base";
import { departements } from "@/lib/server/reference";
import { campusAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { erreurSaisie } from "@/lib/server/repondre";

export type PorteeSaisie = { regionAcademique: string | null; uai: string | null; campus: string | null };

const regionDeUai = (uai: string): string | null =>
  departements().find((d) => d.code === departementDeUai(uai))?.region ?? null;

/**
 * The scope as it is kept: what the role needs and nothing else, a campus of the nomenclature, the région of an
 * établissement taken from its UAI, so that the person who answers for that région sees it.
 */
export async function porteeVerifiee(tx: Tx, role: CodeRole, saisie: PorteeSaisie): Promise<PorteeSaisie> {
  const garde = (champ: ChampPortee & keyof PorteeSaisie) => {
    const valeur = demande(role, champ) ? saisie[champ] : null;
    if (demande(role, champ) && valeur === null) throw erreurSaisie({ [champ]: "Ce champ est à remplir." });
    return valeur;
  };
  const portee = { regionAcademique: garde("regionAcademique"), uai: garde("uai"), campus: garde("campus") };
  if (portee.campus !== null && !(await campusAJour(tx)).some((c) => c.nom === portee.campus))
    throw erreurSaisie({ campus: "Ce campus n’est pas dans la liste nationale : choisissez-le dans la liste." });
  if (portee.uai === null) return portee;
  const region = regionDeUai(portee.uai);
  if (region === null)
    throw erreurSaisie({
      uai: "Cet UAI ne commence par aucun département connu : vérifiez les trois premiers chiffres.",
    });
  return { ...portee, regionAcademique: region };
}
