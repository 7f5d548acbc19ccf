import "server-only";
import { ligneDe } from "@/lib/domain/edition/changements";
import type { Ecrite } from "@/lib/domain/edition/fusion";
import type { Auteur, Operation } from "@/lib/schemas/edition";
import type { Tx } from "@/lib/server/base";
import { versAuteur } from "@/lib/server/edition/lire-nouveautes";

/** A write that an edit may meet. */
export type Rencontre = Ecrite & { le: string; par: Auteur | null };

type Lue = {
  adresse: string;
  revision: number;
  le: Date;
  id: string | null;
  prenom: string | null;
  nom: string | null;
};

/**
 * The last write of other pages in each field and row that these edits touch, since the oldest thing they were typed on. However
 * long ago that was: a page that comes back after a week is judged as exactly as one that never left.
 */
export async function ecritesSur(
  tx: Tx,
  dossierId: string,
  operations: readonly Operation[],
  page: { client: string; utilisateurId: string },
): Promise<Rencontre[]> {
  if (operations.length === 0) return [];
  const vue = Math.min(...operations.map((o) => o.vue));
  const lignes = operations.flatMap((o) => (o.type === "champ" ? [] : [o.adresse]));
  const adresses = operations.flatMap((o) => [o.adresse, ligneDe(o.adresse) ?? o.adresse]);
  // A row is the first three parts of the address of its fields.
  const lues = await tx.$queryRaw<Lue[]>`
    SELECT DISTINCT ON (m."adresse") m."adresse", m."revision", m."le", u."id"::text AS "id", u."prenom", u."nom"
    FROM "ModificationChamp" m LEFT JOIN "Utilisateur" u ON u."id" = m."parId"
    WHERE m."dossierId" = ${dossierId}::uuid AND m."revision" > ${vue}::int AND m."appliquee"
      AND (m."client" IS DISTINCT FROM ${page.client}::uuid OR m."parId" IS DISTINCT FROM ${page.utilisateurId}::uuid)
      AND (m."adresse" = ANY(${[...new Set(adresses)]}::text[])
        OR array_to_string((string_to_array(m."adresse", '/'))[1:3], '/') = ANY(${lignes}::text[]))
    ORDER BY m."adresse", m."revision" DESC`;
  return lues.map(({ adresse, revision, le, id, prenom, nom }) => ({
    adresse,
    revision,
    le: le.toISOString(),
    par: versAuteur(id === null ? null : { id, prenom: prenom ?? "", nom: nom ?? "" }),
  }));
}
