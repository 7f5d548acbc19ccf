/** Which two versions are compared, as the address writes them: `version:2`, `point:<id>`, `courant`. */

export type ReferenceVersion =
  | { type: "version"; numero: number }
  | { type: "point"; id: string }
  | { type: "courant" };

/** Without zod, which links in the workspace would bring to every page of it. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** null: it names nothing. */
export function lireReference(texte: string): ReferenceVersion | null {
  if (texte === "courant") return { type: "courant" };
  const [, genre = "", nom = ""] = /^(version|point):(.+)$/.exec(texte) ?? [];
  if (genre === "version" && /^[1-9]\d{0,4}$/.test(nom)) return { type: "version", numero: Number(nom) };
  if (genre === "point" && UUID.test(nom)) return { type: "point", id: nom.toLowerCase() };
  return null;
}

export const ecrireReference = (r: ReferenceVersion): string => {
  if (r.type === "version") return `version:${r.numero}`;
  return r.type === "point" ? `point:${r.id}` : "courant";
};

export const adresseComparaison = (dossierId: string, de: string, a: string): string =>
  `/dossiers/${dossierId}/comparer?${new URLSearchParams({ de, a })}`;
