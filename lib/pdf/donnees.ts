/** The data embedded in the PDF: their text, and the hash that travels with it. */
import { createHash } from "node:crypto";
import { champsDossier, type DossierFichier } from "@/lib/schemas/rigel-dossier";

export const NOM_DONNEES = "rigel-dossier.json";
export const TYPE_DONNEES = "application/json";

export const sha256 = (octets: Uint8Array | string): string => createHash("sha256").update(octets).digest("hex");

const trierCles = <T>(objet: Record<string, T> | null | undefined) =>
  objet && Object.fromEntries(Object.entries(objet).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

/** One text per content (nulls stay), whatever the order of the keys in the file it came from. */
export function texteDesDonnees(fichier: DossierFichier): string {
  // zod rebuilds each object with the keys in the schema's order.
  const f = champsDossier.parse(fichier);
  const donnees = {
    ...f,
    ...(f.indicateurs && {
      indicateurs: f.indicateurs.map((i) => ({ ...i, ...(i.cibles && { cibles: trierCles(i.cibles) }) })),
    }),
    ...(f.justifications && { justifications: trierCles(f.justifications) }),
  };
  return `${JSON.stringify(donnees, null, 2)}\n`;
}

/** Kept in the attachment's description, in the document's properties and in its XMP. */
export const decrireDonnees = (empreinte: string): string =>
  `Données du dossier au format rigel-dossier/1. SHA-256 : ${empreinte}`;
export const MOTIF_DESCRIPTION = /SHA-256 : ([0-9a-f]{64})$/;
