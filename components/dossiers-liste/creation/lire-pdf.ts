import type { Reponse } from "@/lib/schemas/reponse";

/** The exchange file inside a PDF, read by the server, which creates nothing. */
export async function lirePdf(fichier: File): Promise<{ ok: true; texte: string } | { ok: false; message: string }> {
  const corps = new FormData();
  corps.append("fichier", fichier);
  try {
    const reponse = await fetch("/api/v1/dossiers/lire-pdf", { method: "POST", body: corps });
    const lu = (await reponse.json()) as Reponse<{ texte: string }>;
    if (lu.ok) return { ok: true, texte: lu.data.texte };
    return { ok: false, message: lu.error.fields?.fichier ?? lu.error.message };
  } catch {
    return { ok: false, message: "Le PDF n’a pas pu être envoyé. Vérifiez la connexion, puis recommencez." };
  }
}
