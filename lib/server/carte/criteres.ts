import "server-only";
import type { Voie } from "@/lib/domain/places";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { Prisma } from "@/prisma/genere/client";

/** The filters of the carte, in SQL: the list sorts on sums of columns, which Prisma's where cannot say. */

const { sql } = Prisma;
/** Columns in SQL, `d` being the demand: never made of a variable. */
const TEXTES = {
  uai: sql`d."uai"`,
  cfd: sql`d."cfd"`,
  regionAcademique: sql`d."regionAcademique"`,
  academie: sql`d."academie"`,
  type: sql`d."type"`,
  statut: sql`d."statut"`,
  quadrant: sql`d."quadrant"`,
  filiereCmq: sql`d."filiereCmq"`,
  coloration: sql`d."coloration"`,
};
type Texte = keyof typeof TEXTES;
const NOMBRES = { rentree: sql`d."rentree"`, niveau: sql`d."niveau"` };
const PLACES = {
  scolaire: sql`(d."scolaireActuelle" > 0 OR d."scolaireFuture" > 0)`,
  apprentissage: sql`(d."apprentissageActuelle" > 0 OR d."apprentissageFuture" > 0)`,
};

export type Critere =
  | { colonne: Texte; egal: string }
  | { colonne: keyof typeof NOMBRES; vaut: number }
  | { colonne: "amiCma"; vrai: boolean }
  | { colonne: "nomCmq"; rempli: boolean }
  | { colonne: "nomCmq" | "recherche"; contient: string }
  /** A whole number of demand, UAI or CFD, which an index knows: a search inside of every text does not. */
  | { code: string }
  /** Some place in this voie, now or after. */
  | { voie: Voie };

/** Eight characters, one figure at least: how Orion writes the three of them. */
const CODE_ENTIER = /^(?=.*\d)[0-9a-z]{8}$/;

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
  if (f.voie) lus.push({ voie: f.voie });
  for (const mot of motsCherches(f.q))
    lus.push(CODE_ENTIER.test(mot) ? { code: mot.toUpperCase() } : { colonne: "recherche", contient: mot });
  return lus;
}

export function critereEnSql(c: Critere): Prisma.Sql {
  if ("egal" in c) return sql`${TEXTES[c.colonne]} = ${c.egal}`;
  if ("vaut" in c) return sql`${NOMBRES[c.colonne]} = ${c.vaut}`;
  if ("vrai" in c) return c.vrai ? sql`d."amiCma"` : sql`d."amiCma" IS NOT TRUE`;
  if ("rempli" in c) return c.rempli ? sql`d."nomCmq" IS NOT NULL` : sql`d."nomCmq" IS NULL`;
  if ("contient" in c) {
    const motif = `%${c.contient}%`;
    return c.colonne === "nomCmq" ? sql`d."nomCmq" ILIKE ${motif}` : sql`d."recherche" LIKE ${motif}`;
  }
  if ("code" in c) return sql`(d."numero" = ${c.code} OR d."uai" = ${c.code} OR d."cfd" = ${c.code})`;
  return PLACES[c.voie];
}
