import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** Encrypts what the database keeps for the service alone (ProConnect's id_token), with a key derived from its secret. */

const ALGORITHME = "aes-256-gcm";
const OCTETS_CLE = 32;
const OCTETS_IV = 12;
const OCTETS_SCEAU = 16;

const cle = (usage: string): Buffer =>
  Buffer.from(hkdfSync("sha256", env.NEXTAUTH_SECRET, "rigel", `sceau:${usage}`, OCTETS_CLE));

export function sceller(usage: string, clair: string): string {
  const iv = randomBytes(OCTETS_IV);
  const chiffre = createCipheriv(ALGORITHME, cle(usage), iv);
  const corps = Buffer.concat([chiffre.update(clair, "utf8"), chiffre.final()]);
  return Buffer.concat([iv, chiffre.getAuthTag(), corps]).toString("base64url");
}

/** null: sealed with another secret, or altered. */
export function desceller(usage: string, scelle: string): string | null {
  try {
    const octets = Buffer.from(scelle, "base64url");
    const dechiffre = createDecipheriv(ALGORITHME, cle(usage), octets.subarray(0, OCTETS_IV), {
      authTagLength: OCTETS_SCEAU,
    });
    dechiffre.setAuthTag(octets.subarray(OCTETS_IV, OCTETS_IV + OCTETS_SCEAU));
    const corps = octets.subarray(OCTETS_IV + OCTETS_SCEAU);
    return Buffer.concat([dechiffre.update(corps), dechiffre.final()]).toString("utf8");
  } catch {
    return null;
  }
}
