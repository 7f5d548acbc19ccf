import { nomRegion } from "../nomenclatures";
import type { DemandeLue } from "./demande";
import { academieDeDepartement, departementDe, departementDeUai, regionDeAcademie, regionDeInsee } from "./territoires";

type Lieu = Pick<DemandeLue, "regionAcademique" | "academie" | "departement">;

/**
 * Région, académie and département of a row: what it says, else what its UAI says. Where the two differ the row is believed and
 * someone is told: a mismatch warns, never excludes (domain/2).
 */
export function situer(
  uai: string,
  dit: { region: string; academie: string; departement: string },
  prevenir: (champ: string, motif: string) => void,
): Lieu {
  const departementUai = departementDeUai(uai);
  const academieUai = departementUai === null ? null : academieDeDepartement(departementUai);
  const regionUai = academieUai === null ? null : regionDeAcademie(academieUai);

  const region = regionDeInsee(dit.region);
  if (dit.region !== "" && region === null)
    prevenir("regionAcademique", "Ce code de région n’est pas un code INSEE connu.");
  else if (region !== null && regionUai !== null && region !== regionUai)
    prevenir(
      "regionAcademique",
      `La ligne est de la région ${nomRegion(region)}, mais son UAI est de la région ${nomRegion(regionUai)}.`,
    );

  const academie = dit.academie === "" ? null : dit.academie.padStart(2, "0");
  const academieConnue = academie !== null && regionDeAcademie(academie) !== null;
  if (academie !== null && !academieConnue) prevenir("academie", "Ce code d’académie n’est pas connu.");

  const departement = dit.departement === "" ? null : departementDe(dit.departement);
  if (dit.departement !== "" && departement === null)
    prevenir("departement", "Ce code de département n’est pas connu.");

  return {
    regionAcademique: region ?? regionUai,
    academie: academieConnue ? academie : academieUai,
    departement: departement ?? departementUai,
  };
}
