import "server-only";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";
import type { OrganisationsTrouvees } from "@/lib/schemas/organisations";
import { lecture, type Tx } from "@/lib/server/base";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { dateAnnuaire } from "@/lib/server/organisations/date-annuaire";
import {
  identiteAnnuaire,
  SELECTION_ETABLISSEMENT,
  SELECTION_ORGANISATION,
  versIdentite,
} from "@/lib/server/organisations/identites";

export const TROUVEES_MAX = 20;

/** The shared list and the annuaire together, each organisation once; open ones and those that a register knows come first. */
const SQL = `
  WITH trouvees AS (
    SELECT 'o' AS genre, o."id"::text AS cle, o."nom", o."fermeeLe" AS ferme, (o."source" = 'declaree')::int AS declaree
      FROM "Organisation" o
     WHERE o."recherche" LIKE ALL ($1::text[])
       AND NOT (o."source" = 'declaree' AND EXISTS (SELECT 1 FROM "Etablissement" e WHERE e."siret" = o."siret"))
    UNION ALL
    SELECT 'e', e."uai", e."nom", e."fermeLe", 0
      FROM "Etablissement" e
     WHERE e."recherche" || ' ' || coalesce(e."siret", '') LIKE ALL ($1::text[])
       AND NOT EXISTS (SELECT 1 FROM "Organisation" o WHERE o."uai" = e."uai")
  )
  SELECT genre, cle FROM trouvees
   ORDER BY (ferme IS NOT NULL), declaree, nom, genre, cle LIMIT ${TROUVEES_MAX + 1}`;

/** « 732 829 320 00074 », « 095 1099 d »: an identifier typed with its spaces is one word. */
function motifs(q: string): string[] {
  const serre = q.replace(/[\s.-]/g, "");
  const mots = /^\d{5,14}$|^\d{7}[a-z]$/i.test(serre) ? [serre.toLowerCase()] : motsCherches(q);
  return mots.map((mot) => `%${mot}%`);
}

/**
 * Organisations by SIRET, UAI or words, without accents or capitals. Identities only: in which dossiers an organisation is, nobody
 * learns from here.
 */
export async function chercherOrganisations(agent: Agent, q: string): Promise<OrganisationsTrouvees> {
  if (!peut(agent, "organisation.chercher")) throw interdit();
  const cherches = motifs(q);
  if (cherches.length === 0) return { organisations: [], reste: false };
  return lecture(async (tx) => {
    const cles = await tx.$queryRawUnsafe<{ genre: "o" | "e"; cle: string }[]>(SQL, cherches);
    const lues = await lire(tx, cles.slice(0, TROUVEES_MAX));
    return { organisations: lues, reste: cles.length > TROUVEES_MAX };
  });
}

/** In the order of the search. */
async function lire(tx: Tx, cles: readonly { genre: "o" | "e"; cle: string }[]): Promise<IdentiteOrganisation[]> {
  const de = (genre: "o" | "e") => cles.filter((c) => c.genre === genre).map((c) => c.cle);
  const organisations = await tx.organisation.findMany({
    where: { id: { in: de("o") } },
    select: { id: true, ...SELECTION_ORGANISATION },
  });
  const etablissements = await tx.etablissement.findMany({
    where: { uai: { in: de("e") } },
    select: SELECTION_ETABLISSEMENT,
  });
  const le = etablissements.length === 0 ? null : await dateAnnuaire(tx);
  const lues = new Map<string, IdentiteOrganisation>([
    ...organisations.map(({ id, ...o }) => [`o${id}`, versIdentite(o)] as const),
    ...etablissements.map((e) => [`e${e.uai}`, identiteAnnuaire(e, le)] as const),
  ]);
  return cles.flatMap((c) => lues.get(c.genre + c.cle) ?? []);
}
