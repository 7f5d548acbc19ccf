import "server-only";
import { ErreurMetier } from "@/lib/server/erreur";

/** The JSON body of a request, read no further than `octetsMax`, whatever length it gives or does not give. null: no JSON. */
export async function lireCorpsJson(requete: Request, octetsMax: number): Promise<unknown> {
  const morceaux: Uint8Array[] = [];
  let octets = 0;
  if (requete.body !== null)
    for await (const morceau of requete.body as unknown as AsyncIterable<Uint8Array>) {
      octets += morceau.byteLength;
      if (octets > octetsMax) throw new ErreurMetier("trop_lourd", "Cette demande est trop longue.");
      morceaux.push(morceau);
    }
  try {
    return JSON.parse(Buffer.concat(morceaux).toString("utf8"));
  } catch {
    return null;
  }
}
