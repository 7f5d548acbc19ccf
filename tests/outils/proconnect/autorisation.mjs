// What ProConnect checks before anything else: its documented parameters and no other (error Y000400).

const CONNUS = [
  "client_id",
  "response_type",
  "redirect_uri",
  "scope",
  "state",
  "nonce",
  "claims",
  "acr_values",
  "prompt",
  "login_hint",
  "idp_hint",
  "code_challenge",
  "code_challenge_method",
];
const PORTEES = ["openid", "given_name", "usual_name", "email", "siret", "uid", "idp_id", "phone"];
const LONGUEUR_MIN = 32;

/** null, or what is wrong. Before client and address are known to be right nothing may be sent back to the address. */
export function defautAutorisation(p, client) {
  const inconnus = Object.keys(p).filter((nom) => !CONNUS.includes(nom));
  if (inconnus.length > 0) return `Y000400 : paramètre inconnu ${inconnus.join(", ")}`;
  if (p.client_id !== client.id) return "Y000400 : client_id inconnu";
  if (p.redirect_uri !== client.retour) return "Y000400 : redirect_uri non déclarée";
  if (p.response_type !== "code") return "Y000400 : response_type doit être code";
  const portees = (p.scope ?? "").split(" ");
  if (!portees.includes("openid") || portees.some((s) => !PORTEES.includes(s))) return "Y000400 : scope inconnu";
  for (const nom of ["state", "nonce"])
    if ((p[nom] ?? "").length < LONGUEUR_MIN) return `Y000400 : ${nom} compte moins de ${LONGUEUR_MIN} caractères`;
  if (p.code_challenge_method !== "S256" || !/^[\w-]{43}$/.test(p.code_challenge ?? ""))
    return "Y000400 : PKCE S256 attendu";
  if (p.claims !== undefined) {
    try {
      JSON.parse(p.claims);
    } catch {
      return "Y000400 : claims illisible";
    }
  }
  return null;
}

/** amr only on request, as ProConnect does; the rest comes with the scope. */
export const demandeAmr = (p) => p.claims !== undefined && JSON.parse(p.claims).id_token?.amr !== undefined;
