import "server-only";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";
import type { OrganisationsTrouvees } from "@/lib/schemas/organisations";
import { lecture, type Tx } from "@/lib/server/base";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, dossiersPermis, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { dateAnnuaire } from "@/lib/server/organisations/date-annuaire";
import {
  identiteAnnuaire,
  SELECTION_ETABLISSEMENT,
  SELECTION_ORGANISATION,
  versIdentite,
} from "@/lib/server/organisations/identites";

export const TROUVEES_MAX = 20;

type Trouvee = { genre: "o" | "e"; cle: string; fermee: boolean };

/** What a register knows and the annuaire together, each organisation once; open ones come first. */
const connuesDesRegistres = (tx: Tx, motifs: readonly string[]) => tx.$queryRaw<Trouvee[]>`
  WITH trouvees AS (
    SELECT 'o' AS genre, o."id"::text AS cle, o."nom", o."fermeeLe" AS ferme
      FROM "Organisation" o
     WHERE o."source" <> 'declaree' AND o."recherche" LIKE ALL (${motifs}::text[])
    UNION ALL
    SELECT 'e', e."uai", e."nom", e."fermeLe"
      FROM "Etablissement" e
     WHERE e."recherche" || ' ' || coalesce(e."siret", '') LIKE ALL (${motifs}::text[])
       AND NOT EXISTS (SELECT 1 FROM "Organisation" o WHERE o."uai" = e."uai" AND o."source" <> 'declaree')
  )
  SELECT genre, cle, (ferme IS NOT NULL) AS fermee FROM trouvees
   ORDER BY fermee, nom, genre, cle LIMIT ${TROUVEES_MAX + 1}`;

/** « 732 829 320 00074 », « 095 1099 d »: an identifier typed with its spaces is one word. */
function mots(q: string): string[] {
  const serre = q.replace(/[\s.-]/g, "");
  return /^\d{5,14}$|^\d{7}[a-z]$/i.test(serre) ? [serre.toLowerCase()] : motsCherches(q);
}

/**
 * What a dossier declared and no register confirmed, by name: only to who may read a dossier that names it. To anyone else, finding it
 * would say that someone, somewhere, names it in a draft.
 */
async function declarees(tx: Tx, agent: Agent, cherches: readonly string[]): Promise<Trouvee[]> {
  const lues = await tx.organisation.findMany({
    where: {
      source: "declaree",
      AND: cherches.map((mot) => ({ recherche: { contains: mot } })),
      partenaires: { some: { dossier: { AND: [dossiersPermis(agent, "dossier.lire")] } } },
    },
    orderBy: [{ nom: "asc" }, { id: "asc" }],
    take: TROUVEES_MAX + 1,
    select: { id: true, siret: true, uai: true, fermeeLe: true },
  });
  const codes = { siret: lues.flatMap((o) => o.siret ?? []), uai: lues.flatMap((o) => o.uai ?? []) };
  const connus = await tx.etablissement.findMany({
    where: { OR: [{ siret: { in: codes.siret } }, { uai: { in: codes.uai } }] },
    select: { siret: true, uai: true },
  });
  return lues
    .filter((o) => !connus.some((e) => (e.siret !== null && e.siret === o.siret) || e.uai === o.uai))
    .map((o) => ({ genre: "o", cle: o.id, fermee: o.fermeeLe !== null }));
}

/**
 * Organisations by SIRET, UAI or words, without accents or capitals. Identities only: in which dossiers an organisation is, nobody
 * learns from here.
 */
export async function chercherOrganisations(agent: Agent, q: string): Promise<OrganisationsTrouvees> {
  if (!peut(agent, "organisation.chercher")) throw interdit();
  const cherches = mots(q);
  if (cherches.length === 0) return { organisations: [], reste: false };
  return lecture(async (tx) => {
    const motifs = cherches.map((mot) => `%${mot}%`);
    const connues = await connuesDesRegistres(tx, motifs);
    const suites = await declarees(tx, agent, cherches);
    // Open ones first, those of a register before the others: each list has its own order.
    const cles = [...connues, ...suites].sort((a, b) => Number(a.fermee) - Number(b.fermee));
    const lues = await lire(tx, cles.slice(0, TROUVEES_MAX));
    return { organisations: lues, reste: cles.length > TROUVEES_MAX };
  });
}

/** In the order of the search. */
async function lire(tx: Tx, cles: readonly Trouvee[]): Promise<IdentiteOrganisation[]> {
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
