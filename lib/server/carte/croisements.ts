import "server-only";
import { ecrireDate, enumerer } from "@/lib/domain/ecriture";
import { academieDeDepartement, departementDeUai, regionDeAcademie } from "@/lib/domain/orion/territoires";
import { base } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { dispositifsDe, formation as formationConnue, type Mef } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";

/** What the annuaire and the nomenclature say of a row. Warnings only: they may be late on the carte, never the contrary. */
export type Croise = { ouvertLe: string | null; fermeLe: string | null } | "inconnu";

export type Croisements = {
  /** Null: the annuaire holds nothing of that département, so a missing UAI means nothing. */
  etablissement(uai: string): Croise | null;
  /** Nothing was ever imported: no UAI can be checked. */
  annuaireVide: boolean;
  formation(cfd: string): Croise;
  /** Dispositifs of its MEF; undefined: none of it is known. */
  dispositifs(cfd: string): ReadonlySet<string> | undefined;
  /** Région académique of a UAI: the annuaire's, else that of its département; null: not known. */
  region(uai: string): string | null;
};

/** Reads both once, for a whole file: some 20,000 établissements at most. */
export async function chargerCroisements(): Promise<Croisements> {
  const client = await base();
  await tenirAJour(client);
  const lus = await client.etablissement.findMany({
    select: { uai: true, ouvertLe: true, fermeLe: true, regionAcademique: true },
  });
  const regions = new Map(lus.map((e) => [e.uai, e.regionAcademique]));
  const parUai = new Map(
    lus.map((e) => [e.uai, { ouvertLe: versJour(e.ouvertLe) ?? null, fermeLe: versJour(e.fermeLe) ?? null }]),
  );
  // The first three figures of a UAI are its département: the annuaire is also published département by département.
  const couverts = new Set(lus.map((e) => e.uai.slice(0, 3)));
  return {
    region: (uai) => regions.get(uai) ?? regionDeUai(uai),
    etablissement: (uai) => parUai.get(uai) ?? (couverts.has(uai.slice(0, 3)) ? "inconnu" : null),
    annuaireVide: lus.length === 0,
    dispositifs: dispositifsDe,
    formation: (cfd) => {
      const f = formationConnue(cfd);
      return f === undefined ? "inconnu" : { ouvertLe: f.ouverture, fermeLe: f.fermeture };
    },
  };
}

function regionDeUai(uai: string): string | null {
  const departement = departementDeUai(uai);
  const academie = departement === null ? null : academieDeDepartement(departement);
  return academie === null ? null : regionDeAcademie(academie);
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

/** Said once by `cle`: why the UAIs of a file, or of a département, could not be checked at all; null: they are. */
export function remarqueAnnuaire(croisements: Croisements, uai: string): { cle: string; motif: string } | null {
  if (croisements.annuaireVide)
    return {
      cle: "annuaire",
      motif: "L’annuaire de l’éducation n’est pas importé dans Rigel : aucun UAI de ce fichier n’a pu être vérifié.",
    };
  if (croisements.etablissement(uai) !== null) return null;
  const departement = uai.slice(0, 3);
  return {
    cle: `annuaire ${departement}`,
    motif: `L’annuaire importé dans Rigel ne dit rien du département ${departement} : ses UAI n’ont pas pu être vérifiés.`,
  };
}

/** A formation is taught by the dispositifs that its MEF say: another one is an error of one of the two codes. */
export function remarqueDispositif(croisements: Croisements, cfd: string, dispositif: string | null): string | null {
  const connus = croisements.dispositifs(cfd);
  if (dispositif === null || connus === undefined || connus.has(dispositif)) return null;
  return `Aucun MEF n’associe ce dispositif au CFD ${cfd}, qui a ${enumerer([...connus].sort())}.`;
}

/** Pupils of a MEF that is closed, or of a formation that is. */
export function remarqueMef(croisements: Croisements, mef: Mef, rentree: number): string | null {
  if (mef.fermeture !== null && mef.fermeture < jourDeRentree(rentree))
    return `Le MEF de ce MEFSTAT11 est fermé depuis le ${ecrireDate(mef.fermeture)}, avant la rentrée ${rentree}.`;
  return croisements.formation(mef.cfd) === "inconnu" ? null : remarqueFormation(croisements, mef.cfd, rentree, false);
}
