import "server-only";
import { isIP } from "node:net";
import { headers } from "next/headers";
import { env } from "@/lib/env";

/**
 * The address of who asks, or null when it cannot be known. Each reverse proxy adds at the right of x-forwarded-for the address
 * that it saw; what is further left was sent by the client and proves nothing. Without RIGEL_PROXY_DE_CONFIANCE nothing in
 * this header can be believed, and the limits by address do not apply: those by person, by mailbox and for the whole service do.
 */
export function lireAdresse(xForwardedFor: string | null, mandataires: number): string | null {
  if (mandataires === 0 || xForwardedFor === null) return null;
  const vues = xForwardedFor.split(",").map((vue) => vue.trim());
  const vue = vues.at(-mandataires) ?? "";
  const adresse = vue.replace(/^\[|\](:\d+)?$/g, "").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  const version = isIP(adresse);
  if (version === 0) return null;
  return version === 6 ? reseau(adresse) : adresse;
}

/** One household or one machine holds a whole /64 of IPv6 addresses: counted as one. */
function reseau(adresse: string): string {
  const mappee = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(adresse)?.[1];
  if (mappee !== undefined) return mappee;
  const [debut = "", fin] = adresse.split("::");
  const gauche = debut === "" ? [] : debut.split(":");
  const droite = fin === undefined || fin === "" ? [] : fin.split(":");
  const zeros = fin === undefined ? [] : Array<string>(Math.max(0, 8 - gauche.length - droite.length)).fill("0");
  const groupes = [...gauche, ...zeros, ...droite].slice(0, 4);
  return `${groupes.map((groupe) => Number.parseInt(groupe, 16).toString(16)).join(":")}::/64`;
}

export async function adresseClient(): Promise<string | null> {
  const mandataires = env.RIGEL_PROXY_DE_CONFIANCE;
  return mandataires === 0 ? null : lireAdresse((await headers()).get("x-forwarded-for"), mandataires);
}
