import "server-only";
import { type Poids, poids } from "@/lib/domain/carte/comptes";
import type { ChampMesure } from "@/lib/domain/carte/mesures";
import { type Base, STATUT_VALIDE, STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import type { Voie } from "@/lib/domain/places";
import type { FiltresCarte, TriCarte } from "@/lib/schemas/carte-filtres";
import { MESURES_SQL } from "@/lib/server/carte/colonnes-sql";
import { critereEnSql, criteres } from "@/lib/server/carte/criteres";
import { type Figure, figureDemandee } from "@/lib/server/carte/filtres";
import { type Agent, etendueCarte } from "@/lib/server/droits";
import { Prisma } from "@/prisma/genere/client";

/**
 * The query of the list: its rows are sorted on sums of columns and compared with their constat, which Prisma's where cannot say.
 * `d` is the demand, `c` its constat at its own rentrée.
 */
export type RequeteDemandes = {
  source: Prisma.Sql;
  condition: Prisma.Sql;
  ordre: Prisma.Sql;
  /** Places that the figure counts in a row; null: no figure is asked for. */
  places: Prisma.Sql | null;
  /** The figure reads the constat: `source` joins it. */
  constate: boolean;
};

const { sql, join } = Prisma;
// Casts: two columns may add up beyond an int, and « ORDER BY 0 » would name a column by its rank.
const somme = (champs: readonly ChampMesure[], table: "d" | "c"): Prisma.Sql =>
  champs.length === 0
    ? sql`0::bigint`
    : join(
        champs.map((champ) => sql`${MESURES_SQL[table][champ]}::bigint`),
        " + ",
      );
const peserEnSql = ({ plus, moins }: Poids, table: "d" | "c"): Prisma.Sql =>
  moins.length === 0 ? sql`(${somme(plus, table)})` : sql`(${somme(plus, table)} - (${somme(moins, table)}))`;

/** As `cartePermise`. */
function permis(agent: Pick<Agent, "habilitations">): Prisma.Sql {
  const { partout, regions, uais } = etendueCarte(agent, "carte.lire");
  if (partout) return sql`TRUE`;
  const voies = [
    ...(regions.length > 0 ? [sql`d."regionAcademique" IN (${join(regions)})`] : []),
    ...(uais.length > 0 ? [sql`d."uai" IN (${join(uais)})`] : []),
  ];
  return voies.length === 0 ? sql`FALSE` : sql`(${join(voies, " OR ")})`;
}

/** As `demandesRetenues`; the constat itself is joined. */
const retenues = (base: Base): Prisma.Sql[] => [
  sql`d."type" NOT IN (${join([...TYPES_ECARTES])})`,
  base === "previsionnel" ? sql`d."statut" NOT IN (${join([...STATUTS_ECARTES])})` : sql`d."statut" = ${STATUT_VALIDE}`,
];

/**
 * Places promised and not seen open: capacities, not what a method counts of them, and voie by voie, for what one opens more does not
 * make up for what the other lacks (lib/domain/carte/manquantes.ts).
 */
const MANQUE: Record<Voie, Prisma.Sql> = {
  scolaire: sql`GREATEST(d."scolaireFuture"::bigint - c."scolaire", 0)`,
  apprentissage: sql`GREATEST(d."apprentissageFuture"::bigint - c."apprentissage", 0)`,
};
const MANQUE_COLOREE: Record<Voie, Prisma.Sql> = {
  scolaire: sql`GREATEST(d."scolaireColoreeFuture"::bigint - c."scolaireColoree", 0)`,
  apprentissage: sql`GREATEST(d."apprentissageColoreeFuture"::bigint - c."apprentissageColoree", 0)`,
};
const manquantes = (manque: Record<Voie, Prisma.Sql>, voie: Voie | undefined): Prisma.Sql =>
  voie === undefined ? sql`(${manque.scolaire} + ${manque.apprentissage})` : manque[voie];

function placesDe({ methode, base, compte, voie }: Figure): Prisma.Sql {
  if (compte === "ecart") return manquantes(MANQUE, voie);
  if (compte === "ecart_colorees") return manquantes(MANQUE_COLOREE, voie);
  const p = poids(methode, compte, voie);
  if (p === null) return sql`0::bigint`;
  return peserEnSql(p, base === "constate" ? "c" : "d");
}

const COLONNES: Record<Exclude<TriCarte, "places">, Prisma.Sql> = {
  numero: sql`d."numero"`,
  formation: sql`d."formation"`,
  etablissement: sql`d."etablissement"`,
  rentree: sql`d."rentree"`,
  type: sql`d."type"`,
  statut: sql`d."statut"`,
};

/** Unknown values last, whichever way; equal rows keep one order from page to page. */
function ordreDe(tri: TriCarte, sens: "asc" | "desc", places: Prisma.Sql | null): Prisma.Sql {
  const cle = tri === "places" ? (places ?? COLONNES.numero) : COLONNES[tri];
  const vers = sens === "asc" ? sql`ASC` : sql`DESC`;
  const nuls = tri === "formation" || tri === "etablissement" ? sql` NULLS LAST` : Prisma.empty;
  return tri === "numero" ? sql`${cle} ${vers}` : sql`${cle} ${vers}${nuls}, d."numero" ASC`;
}

/** `dossierLisible`: whether this person may read the dossier asked for; what is tied to another is none of theirs. */
export function requeteDemandes(
  agent: Pick<Agent, "habilitations">,
  filtres: FiltresCarte,
  dossierLisible: boolean,
): RequeteDemandes {
  const figure = figureDemandee(filtres);
  const places = figure === null ? null : placesDe(figure);
  const constate = figure?.base === "constate";
  const lie = sql`EXISTS (SELECT 1 FROM "LienCarte" l WHERE l."numero" = d."numero" AND l."etat" = 'confirme' AND l."dossierId" = ${filtres.dossier}::uuid)`;
  const conditions = [
    permis(agent),
    ...criteres(filtres).map(critereEnSql),
    ...(filtres.dossier === "" ? [] : dossierLisible ? [lie] : [sql`FALSE`]),
    ...(figure === null || places === null ? [] : [...retenues(figure.base), sql`${places} > 0`]),
  ];
  return {
    source: constate
      ? sql`"DemandeOrion" d JOIN "ConstatPlaces" c ON c."numero" = d."numero" AND c."rentree" = d."rentree"`
      : sql`"DemandeOrion" d`,
    condition: join(conditions, " AND "),
    ordre: ordreDe(filtres.tri, filtres.sens, places),
    places,
    constate,
  };
}
