import "server-only";
import type { z } from "zod";
import type { demandeBattement, Present } from "@/lib/schemas/atelier";
import { base } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";

/** Seconds without a sign of life after which a page is no longer there: three beats missed, and a slow one. */
export const PRESENCE_S = 15;

export type Vue = {
  /** Others, each once whatever the number of their pages. */
  presents: Present[];
  sections: { section: string; version: number; modifieeLe: string; modifieePar: string | null }[];
  commentaires: { ouverts: number; nombre: number; versions: number; nonLues: number };
};

type Demande = Pick<z.output<typeof demandeBattement>, "client" | "section" | "adresse" | "depart">;

/**
 * One statement: the sign of life of this page (or its departure), the dossier's stale rows swept, and what the beat shows.
 * The right is the caller's affair; `visible`: this person may be seen there. A row belongs to the account that wrote it: an
 * identifier of page guessed by someone else changes nothing. Rows another beat is sweeping are left to it, so that two beats
 * never wait for each other.
 */
export async function signalerPresence(
  agent: Pick<Agent, "id">,
  dossierId: string,
  { client: page, section, adresse, depart }: Demande,
  { maintenant, visible }: { maintenant: Date; visible: boolean },
): Promise<Vue> {
  const client = await base();
  const perime = new Date(maintenant.getTime() - PRESENCE_S * 1_000);
  const ecrire = visible && depart !== true;
  const [lue] = await client.$queryRaw<[Vue]>`
    WITH "signe" AS (
      INSERT INTO "Presence" AS p ("dossierId", "client", "utilisateurId", "section", "adresse", "vueLe")
      SELECT ${dossierId}::uuid, ${page}::uuid, ${agent.id}::uuid, ${section}::text, ${adresse}::text,
             ${maintenant}::timestamptz
       WHERE ${ecrire}::boolean
      ON CONFLICT ("dossierId", "client") DO UPDATE
         SET "section" = EXCLUDED."section", "adresse" = EXCLUDED."adresse", "vueLe" = EXCLUDED."vueLe"
       WHERE p."utilisateurId" = EXCLUDED."utilisateurId"
    ), "perimees" AS (
      SELECT "dossierId", "client" FROM "Presence"
       WHERE "dossierId" = ${dossierId}::uuid
         AND (("vueLe" < ${perime}::timestamptz AND ("client" <> ${page}::uuid OR NOT ${ecrire}::boolean))
              OR (NOT ${ecrire}::boolean AND "client" = ${page}::uuid AND "utilisateurId" = ${agent.id}::uuid))
         FOR UPDATE SKIP LOCKED
    ), "balayees" AS (
      DELETE FROM "Presence" p USING "perimees" e WHERE p."dossierId" = e."dossierId" AND p."client" = e."client"
    ), "presents" AS (
      SELECT DISTINCT ON (p."utilisateurId") p."utilisateurId" AS "id", u."prenom" || ' ' || u."nom" AS "nom",
             p."section", p."adresse", p."vueLe"
        FROM "Presence" p
        JOIN "Utilisateur" u ON u."id" = p."utilisateurId" AND u."effaceLe" IS NULL AND u."desactiveLe" IS NULL
        JOIN "MembreDossier" m ON m."dossierId" = p."dossierId" AND m."utilisateurId" = p."utilisateurId"
       WHERE p."dossierId" = ${dossierId}::uuid AND p."vueLe" >= ${perime}::timestamptz
         AND p."utilisateurId" <> ${agent.id}::uuid
       ORDER BY p."utilisateurId", (p."adresse" IS NOT NULL) DESC, p."vueLe" DESC, p."client"
    ), "fils" AS (
      SELECT COALESCE(c."filId", c."id") AS "fil", bool_or(c."retireLe" IS NULL) AS "vivant",
             bool_or(c."filId" IS NULL AND c."resoluLe" IS NOT NULL) AS "resolu",
             count(*) AS "nombre", sum(c."version") AS "versions"
        FROM "Commentaire" c WHERE c."dossierId" = ${dossierId}::uuid
       GROUP BY 1
    )
    SELECT COALESCE((SELECT json_agg(json_build_object('id', x."id", 'nom', x."nom", 'section', x."section",
                            'adresse', x."adresse", 'vueLe', x."vueLe") ORDER BY x."nom", x."id")
                       FROM "presents" x), '[]') AS "presents",
           COALESCE((SELECT json_agg(json_build_object('section', s."section", 'version', s."version",
                            'modifieeLe', s."modifieeLe", 'modifieePar', a."prenom" || ' ' || a."nom"))
                       FROM "SectionDossier" s LEFT JOIN "Utilisateur" a ON a."id" = s."modifieeParId"
                      WHERE s."dossierId" = ${dossierId}::uuid), '[]') AS "sections",
           (SELECT json_build_object(
                     'ouverts', count(*) FILTER (WHERE f."vivant" AND NOT f."resolu"),
                     'nombre', COALESCE(sum(f."nombre"), 0), 'versions', COALESCE(sum(f."versions"), 0),
                     'nonLues', (SELECT count(*) FROM "MentionCommentaire" n
                                   JOIN "Commentaire" c ON c."id" = n."commentaireId"
                                  WHERE n."utilisateurId" = ${agent.id}::uuid AND n."lueLe" IS NULL
                                    AND c."dossierId" = ${dossierId}::uuid))
              FROM "fils" f) AS "commentaires"`;
  const { presents, sections, commentaires } = lue;
  return {
    presents: presents.map((p) => ({ ...p, vueLe: new Date(p.vueLe).toISOString() })),
    sections: sections.map((s) => ({ ...s, modifieeLe: new Date(s.modifieeLe).toISOString() })),
    commentaires,
  };
}
