import "server-only";
import { ecrireDate } from "@/lib/domain/ecriture";
import { base } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { formation as formationConnue } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";

/** What the annuaire and the nomenclature say of a row. Warnings only: they may be late on the carte, never the contrary. */
export type Croise = { ouvertLe: string | null; fermeLe: string | null } | "inconnu";

export type Croisements = {
  /** Null: the annuaire holds nothing of that département, so a missing UAI means nothing. */
  etablissement(uai: string): Croise | null;
  formation(cfd: string): Croise;
};

/** Reads both once, for a whole file: some 20,000 établissements at most. */
export async function chargerCroisements(): Promise<Croisements> {
  const client = await base();
  await tenirAJour(client);
  const lus = await client.etablissement.findMany({ select: { uai: true, ouvertLe: true, fermeLe: true } });
  const parUai = new Map(
    lus.map((e) => [e.uai, { ouvertLe: versJour(e.ouvertLe) ?? null, fermeLe: versJour(e.fermeLe) ?? null }]),
  );
  // The first three figures of a UAI are its département: the annuaire is also published département by département.
  const couverts = new Set(lus.map((e) => e.uai.slice(0, 3)));
  return {
    etablissement: (uai) => parUai.get(uai) ?? (couverts.has(uai.slice(0, 3)) ? "inconnu" : null),
    formation: (cfd) => {
      const f = formationConnue(cfd);
      return f === undefined ? "inconnu" : { ouvertLe: f.ouverture, fermeLe: f.fermeture };
    },
  };
}

/** The first day of a school year. */
const jourDeRentree = (rentree: number): string => `${rentree}-09-01`;

/** One French sentence about this établissement at this rentrée; null: nothing odd. */
export function remarqueEtablissement(croisements: Croisements, uai: string, rentree: number): string | null {
  const lu = croisements.etablissement(uai);
  if (lu === null) return null;
  if (lu === "inconnu") return "Cet UAI n’est pas dans l’annuaire de l’éducation : vérifiez-le.";
  if (lu.fermeLe !== null && lu.fermeLe < jourDeRentree(rentree))
    return `Cet établissement est fermé depuis le ${ecrireDate(lu.fermeLe)}, avant la rentrée ${rentree}.`;
  return null;
}

/**
 * The same of a formation. `seFerme`: the demand closes it, so that it is closed is what was asked.
 */
export function remarqueFormation(
  croisements: Croisements,
  cfd: string,
  rentree: number,
  seFerme: boolean,
): string | null {
  const lu = croisements.formation(cfd);
  if (lu === "inconnu") return "Ce CFD n’est pas dans la nomenclature des formations que Rigel suit.";
  const { ouvertLe, fermeLe } = lu;
  if (fermeLe !== null && fermeLe < jourDeRentree(rentree))
    return seFerme ? null : `Cette formation est fermée depuis le ${ecrireDate(fermeLe)}, avant la rentrée ${rentree}.`;
  if (ouvertLe !== null && ouvertLe > `${rentree}-12-31`)
    return `Cette formation n’ouvre que le ${ecrireDate(ouvertLe)}, après la rentrée ${rentree}.`;
  return null;
}
