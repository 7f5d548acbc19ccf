/** Sends one attachment with its progress, which `fetch` does not tell. */
import { ecrireOctets } from "@/lib/domain/ecriture";
import { FORMATS_PIECE, PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

export const FORMATS_LISIBLES = FORMATS_PIECE.map((f) => f.extension.toUpperCase()).join(", ");
export const FORMATS_ACCEPTES = FORMATS_PIECE.flatMap((f) => [`.${f.extension}`, f.typeMime]).join(",");
const EXTENSIONS: ReadonlySet<string> = new Set([...FORMATS_PIECE.map((f) => f.extension), "jpeg"]);

/** Why a file cannot be joined, before sending it; null: it may. The server reads the content itself. */
export function refusDeFichier(fichier: { name: string; size: number }): string | null {
  const extension = fichier.name.split(".").at(-1)?.toLowerCase() ?? "";
  if (!EXTENSIONS.has(extension)) return `« ${fichier.name} » : ce format n’est pas accepté (${FORMATS_LISIBLES}).`;
  if (fichier.size === 0) return `« ${fichier.name} » : ce fichier est vide.`;
  if (fichier.size > PIECE_OCTETS_MAX)
    return `« ${fichier.name} » pèse ${ecrireOctets(fichier.size)} : la limite est de ${ecrireOctets(PIECE_OCTETS_MAX)}.`;
  return null;
}

/** Why the server refused this file: the sentences of its fields, not « un champ est à corriger »; always with its name. */
export function motifDuRefus({ message, fields }: Pick<ErreurReponse, "message" | "fields">, nom: string): string {
  const phrases = [...new Set(Object.values(fields ?? {}))];
  const motif = phrases.length > 0 ? phrases.join(" ") : message;
  return motif.includes(nom) ? motif : `« ${nom} » : ${motif}`;
}

export type Envoi = { finie: Promise<Reponse<unknown>>; interrompre: () => void };

export function envoyerPiece(
  dossierId: string,
  fichier: File,
  champs: { type: string | null; date: string | null; pieceId?: string | undefined },
  surAvance: (part: number) => void,
): Envoi {
  const corps = new FormData();
  if (champs.type) corps.set("type", champs.type);
  if (champs.date) corps.set("date", champs.date);
  if (champs.pieceId) corps.set("pieceId", champs.pieceId);
  corps.set("fichier", fichier);
  const requete = new XMLHttpRequest();
  const finie = new Promise<Reponse<unknown>>((resoudre) => {
    const echouer = (message: string) => resoudre({ ok: false, error: { code: "indisponible", message } });
    requete.open("POST", `/api/v1/dossiers/${dossierId}/pieces`);
    requete.responseType = "json";
    requete.upload.onprogress = (e) => {
      if (e.lengthComputable) surAvance(e.loaded / e.total);
    };
    requete.onload = () => {
      const lu = requete.response as Reponse<unknown> | null;
      if (lu && typeof lu.ok === "boolean") resoudre(lu);
      else if (requete.status >= 200 && requete.status < 300) resoudre({ ok: true, data: null });
      else echouer(`Le service a refusé le fichier (réponse ${requete.status}). Réessayez.`);
    };
    requete.onerror = () => echouer("Le fichier n’est pas parti : vérifiez la connexion, puis réessayez.");
    requete.onabort = () => echouer("Envoi interrompu.");
    requete.send(corps);
  });
  return { finie, interrompre: () => requete.abort() };
}
