import "server-only";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { Prisma } from "@/prisma/genere/client";

/** The filters of the carte, said once: Prisma's where for who adds up, SQL for the list, which sorts on sums of columns. */

type Texte =
  | "uai"
  | "cfd"
  | "regionAcademique"
  | "academie"
  | "type"
  | "statut"
  | "quadrant"
  | "filiereCmq"
  | "coloration";
const PLACES = {
  scolaire: ["scolaireActuelle", "scolaireFuture"],
  apprentissage: ["apprentissageActuelle", "apprentissageFuture"],
} as const;

export type Critere =
  | { colonne: Texte; egal: string }
  | { colonne: "rentree" | "niveau"; vaut: number }
  | { colonne: "amiCma"; vrai: boolean }
  | { colonne: "nomCmq"; rempli: boolean }
  | { colonne: "nomCmq" | "recherche"; contient: string }
  /** One of these is above zero. */
  | { positives: readonly string[] };

export function criteres(f: FiltresCarte): Critere[] {
  const textes: [Texte, string][] = [
    ["regionAcademique", f.region],
    ["academie", f.academie],
    ["uai", f.uai],
    ["cfd", f.cfd],
    ["type", f.type],
    ["statut", f.statut],
    ["quadrant", f.quadrant],
    ["filiereCmq", f.filiere],
    ["coloration", f.coloration],
  ];
  const lus: Critere[] = textes.flatMap(([colonne, egal]) => (egal === "" ? [] : [{ colonne, egal }]));
  if (f.rentree) lus.push({ colonne: "rentree", vaut: Number(f.rentree) });
  if (f.niveau) lus.push({ colonne: "niveau", vaut: Number(f.niveau) });
  if (f.cma) lus.push({ colonne: "amiCma", vrai: f.cma === "oui" });
  if (f.cmq === "oui" || f.cmq === "non") lus.push({ colonne: "nomCmq", rempli: f.cmq === "oui" });
  else if (f.cmq) lus.push({ colonne: "nomCmq", contient: f.cmq });
  if (f.voie) lus.push({ positives: PLACES[f.voie] });
  for (const mot of motsCherches(f.q)) lus.push({ colonne: "recherche", contient: mot });
  return lus;
}

export function critereEnPrisma(c: Critere): Prisma.DemandeOrionWhereInput {
  if ("egal" in c) return { [c.colonne]: c.egal };
  if ("vaut" in c) return { [c.colonne]: c.vaut };
  // Not told is not « oui ».
  if ("vrai" in c) return c.vrai ? { amiCma: true } : { OR: [{ amiCma: false }, { amiCma: null }] };
  if ("rempli" in c) return c.rempli ? { nomCmq: { not: null } } : { nomCmq: null };
  if ("contient" in c)
    return { [c.colonne]: { contains: c.contient, ...(c.colonne === "nomCmq" && { mode: "insensitive" }) } };
  return { OR: c.positives.map((colonne) => ({ [colonne]: { gt: 0 } })) };
}

/** A column of the demand, `d` in the query. Names come from this file's types, never from an address. */
export const colonne = (nom: string, table = "d"): Prisma.Sql => Prisma.raw(`${table}."${nom}"`);

export function critereEnSql(c: Critere): Prisma.Sql {
  if ("egal" in c) return Prisma.sql`${colonne(c.colonne)} = ${c.egal}`;
  if ("vaut" in c) return Prisma.sql`${colonne(c.colonne)} = ${c.vaut}`;
  if ("vrai" in c) return c.vrai ? Prisma.sql`d."amiCma"` : Prisma.sql`d."amiCma" IS NOT TRUE`;
  if ("rempli" in c) return c.rempli ? Prisma.sql`d."nomCmq" IS NOT NULL` : Prisma.sql`d."nomCmq" IS NULL`;
  if ("contient" in c) {
    const motif = `%${c.contient}%`;
    return c.colonne === "nomCmq"
      ? Prisma.sql`d."nomCmq" ILIKE ${motif}`
      : Prisma.sql`${colonne(c.colonne)} LIKE ${motif}`;
  }
  return Prisma.sql`(${Prisma.join(
    c.positives.map((nom) => Prisma.sql`${colonne(nom)} > 0`),
    " OR ",
  )})`;
}
