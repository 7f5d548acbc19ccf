import { nomBase } from "@/lib/server/base";
import { sonder } from "@/lib/server/base/sonde";
import paquet from "@/package.json";

export const dynamic = "force-dynamic";

const SANS_CACHE = { headers: { "Cache-Control": "no-store" } };

/** For the supervisor: does the service answer, database included? */
export async function GET(): Promise<Response> {
  const sonde = await sonder();
  if (!sonde.ok) return Response.json({ statut: "indisponible", motif: sonde.motif }, { ...SANS_CACHE, status: 503 });
  return Response.json({ statut: "ok", base: nomBase(), version: paquet.version }, SANS_CACHE);
}
