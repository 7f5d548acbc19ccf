import "server-only";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { ErreurMetier } from "@/lib/server/erreur";

/** A file that is small enough to be held whole, as it arrives. */
export async function rassembler(flux: AsyncIterable<Uint8Array>, octetsMax: number): Promise<Buffer> {
  const morceaux: Uint8Array[] = [];
  let octets = 0;
  for await (const morceau of flux) {
    octets += morceau.byteLength;
    if (octets > octetsMax)
      throw new ErreurMetier("trop_lourd", `Ce fichier dépasse la limite de ${ecrireOctets(octetsMax)}.`);
    morceaux.push(morceau);
  }
  return Buffer.concat(morceaux);
}
