import { pasTrouve, servir } from "@/lib/server/api";
import { apercevoirPaquet } from "@/lib/server/paquet/apercevoir-paquet";
import { refuserTete } from "@/lib/server/telechargement";

/** What the deposit pack would hold if the dossier were filed now; `?type=`: its pieces of this type only. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const type = new URL(requete.url).searchParams.get("type")?.slice(0, 60) ?? null;
  return servir(requete, { nom: "paquet.apercevoir", debit: "exports", formulaire: true }, async (agent) => {
    const data = await apercevoirPaquet(agent, id, { type, signal: requete.signal });
    if (data === null) throw pasTrouve();
    return Response.json({ ok: true, data }, { headers: { "Cache-Control": "private, no-store" } });
  });
}

export const HEAD = refuserTete;
