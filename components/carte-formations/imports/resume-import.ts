import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { GENRES_IMPORT, type GenreImport } from "@/lib/schemas/imports-carte";

type Prevus = { genre: GenreImport; crees: number; modifies: number; inchanges: number; retires: number };

/** What applying will do, before it does: nothing is created yet. */
export function resumeImport({ genre, crees, modifies, inchanges, retires }: Prevus): string {
  const [un, plusieurs] = GENRES_IMPORT[genre].objet;
  const e = genre === "orion" ? "e" : "";
  const dits = [
    accorder(crees, `${un} sera créé${e}`, `${plusieurs} seront créé${e}s`),
    accorder(modifies, `sera modifié${e}`, `seront modifié${e}s`),
    accorder(
      inchanges,
      `restera tel${e ? "le" : ""} quel${e ? "le" : ""}`,
      `resteront tel${e ? "les" : "s"} quel${e ? "les" : "s"}`,
    ),
    ...(retires === 0 ? [] : [accorder(retires, `sera retiré${e}`, `seront retiré${e}s`)]),
  ];
  return `${dits.join(", ")}.`;
}

const NOUVELLES_MIN = 200;

/** A file of another région or of another year creates demands by hundreds; null: nothing odd. A first carte is all new. */
export function douteNombre({ genre, crees }: Prevus, connues: number): string | null {
  if (genre !== "orion" || connues === 0 || crees < NOUVELLES_MIN || crees * 2 <= connues) return null;
  return `Ce fichier créerait ${accorder(crees, "demande")}, alors que la carte de la région en compte ${ecrireNombre(connues)}. Vérifiez que c’est le bon fichier avant de l’appliquer.`;
}
