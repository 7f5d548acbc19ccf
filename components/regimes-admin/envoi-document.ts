/** Sends a document to the service; what comes back is what any action answers. */
import type { Reponse } from "@/lib/schemas/reponse";

export type DocumentEnvoye = { id: string; nom: string };

const INJOIGNABLE = {
  ok: false,
  error: {
    code: "indisponible",
    message: "Le fichier n’est pas parti : vérifiez votre connexion, puis réessayez.",
  },
} as const;

export async function envoyerFormulaire<T>(
  adresse: string,
  champs: Record<string, string | File>,
): Promise<Reponse<T>> {
  const corps = new FormData();
  for (const [nom, valeur] of Object.entries(champs)) corps.append(nom, valeur);
  try {
    const reponse = await fetch(adresse, { method: "POST", body: corps });
    const lu: unknown = await reponse.json();
    return typeof lu === "object" && lu !== null && "ok" in lu ? (lu as Reponse<T>) : INJOIGNABLE;
  } catch {
    return INJOIGNABLE;
  }
}

export const envoyerDocument = (fichier: File): Promise<Reponse<DocumentEnvoye>> =>
  envoyerFormulaire("/api/v1/regimes/documents", { fichier });
