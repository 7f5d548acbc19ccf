/** Where to go back to after signing in: a path of this very site, whatever the address bar held. */

/** Chooses by what the person may do. */
const APRES_CONNEXION = "/espace";
/** Any origin does: it only serves to see that the path stays on it. */
const ORIGINE = "https://rigel.invalid";
/** Browsers read « \ » as « / » and drop control characters: both turn a path into another site's address. */
const PIEGES = /[\\\p{Cc}]/u;

export function retourSur(texte: unknown): string {
  if (typeof texte !== "string" || texte.length > 2_000) return APRES_CONNEXION;
  // Decoded until it no longer changes: a proxy in between may decode once more than the browser.
  let lu = texte;
  for (let tour = 0; tour < 5; tour++) {
    if (!estChemin(lu)) return APRES_CONNEXION;
    const decode = decoder(lu);
    if (decode === null) return APRES_CONNEXION;
    if (decode === lu) return versChemin(texte);
    lu = decode;
  }
  return APRES_CONNEXION;
}

const estChemin = (texte: string): boolean => texte.startsWith("/") && !texte.startsWith("//") && !PIEGES.test(texte);

function decoder(texte: string): string | null {
  try {
    return decodeURIComponent(texte);
  } catch {
    return null;
  }
}

function versChemin(texte: string): string {
  if (!URL.canParse(texte, ORIGINE)) return APRES_CONNEXION;
  const { origin, pathname, search, hash } = new URL(texte, ORIGINE);
  const boucle = pathname === "/connexion" || pathname.startsWith("/connexion/") || pathname.startsWith("/api/");
  return origin !== ORIGINE || boucle || pathname.startsWith("//") ? APRES_CONNEXION : pathname + search + hash;
}
