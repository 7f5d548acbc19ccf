import "server-only";
import { z } from "zod";
import { estCle } from "@/lib/integrations/stockage";

/** First member of a backup: what the archive holds, member by member. docs/formats.md describes it. */

export const FORMAT = "rigel-sauvegarde/1";
export const MEMBRE_MANIFESTE = "manifeste.json";
/** A line per file: 300,000 files. */
export const MANIFESTE_MAX = 64 * 1024 * 1024;

const NOM_SQL = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
const NOM_MIGRATION = /^\d{14}_[a-z0-9_]{1,80}$/;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const compte = z.int().min(0);
const contenu = { octets: compte, sha256 };

export const schemaManifeste = z.strictObject({
  format: z.literal(FORMAT),
  /** Version of the program that wrote it. */
  rigel: z.string(),
  creeLe: z.iso.datetime(),
  base: z.enum(["pglite", "postgresql"]),
  migrations: z.array(z.strictObject({ nom: z.string().regex(NOM_MIGRATION), empreinte: sha256 })),
  /** End of the audit trail in this snapshot. */
  journal: z.strictObject({
    entrees: compte,
    derniere: z.strictObject({ id: z.string().regex(/^\d+$/), empreinte: z.string() }).nullable(),
  }),
  sequences: z.array(z.strictObject({ nom: z.string().regex(NOM_SQL), valeur: z.string().regex(/^\d+$/) })),
  /** One JSON line per row, as PostgreSQL's row_to_json writes it. */
  tables: z.array(z.strictObject({ nom: z.string().regex(NOM_SQL), lignes: compte, ...contenu })),
  fichiers: z.array(z.strictObject({ cle: z.string().refine(estCle), ...contenu })),
  /** Named by the database, absent from the storage when the backup was made. */
  manquants: z.array(z.string().refine(estCle)),
});
export type Manifeste = z.infer<typeof schemaManifeste>;

export type Membre = { nom: string; octets: number; sha256: string };

/** In the order of the archive. Names are made from checked parts: none can lead outside of a folder. */
export const membres = ({ tables, fichiers }: Pick<Manifeste, "tables" | "fichiers">): Membre[] => [
  ...tables.map(({ nom, octets, sha256 }) => ({ nom: `tables/${nom}.jsonl`, octets, sha256 })),
  ...fichiers.map(({ cle, octets, sha256 }) => ({ nom: `fichiers/${cle}`, octets, sha256 })),
];
