/** Invitations by e-mail: how long they hold, what has become of them, and the addresses typed or pasted to send them. */

export const DUREE_INVITATION_JOURS = 14;
const JOUR_MS = 86_400_000;

export const expirationInvitation = (maintenant: Date): Date =>
  new Date(maintenant.getTime() + DUREE_INVITATION_JOURS * JOUR_MS);

/** When its last link left: sent again, its delay starts over. */
export const envoiInvitation = (expireLe: Date): Date =>
  new Date(expireLe.getTime() - DUREE_INVITATION_JOURS * JOUR_MS);

/** In one go, so that a paste by mistake does not write to a whole directory. */
export const ADRESSES_MAX = 20;
/** Waiting in one dossier: beyond, withdraw some first. */
export const INVITATIONS_EN_ATTENTE_MAX = 60;

export type EtatInvitation = "en_attente" | "expiree" | "acceptee" | "retiree";

/** The last instant is excluded: at `expireLe` the invitation is over. */
export function etatInvitation(
  i: { accepteeLe: Date | null; retireeLe: Date | null; expireLe: Date },
  maintenant: Date,
): EtatInvitation {
  if (i.accepteeLe !== null) return "acceptee";
  if (i.retireeLe !== null) return "retiree";
  return i.expireLe.getTime() > maintenant.getTime() ? "en_attente" : "expiree";
}

const LONGUEUR_MAX = 254;

/** Why this address cannot be written to, in plain words; null: it can. Lower case is expected. */
export function defautAdresse(adresse: string): string | null {
  const morceaux = adresse.split("@");
  const [local = "", domaine = ""] = morceaux;
  if (morceaux.length === 1) return "il manque « @ ».";
  if (morceaux.length > 2)
    return "il y a plusieurs « @ » : séparez les adresses par une virgule ou un retour à la ligne.";
  if (local === "") return "il manque ce qui vient avant « @ ».";
  if (domaine === "") return "il manque ce qui vient après « @ ».";
  if (adresse.length > LONGUEUR_MAX) return "elle est trop longue.";
  if (/[^\x21-\x7e]/.test(adresse)) return "une adresse s’écrit sans accent ni espace.";
  if (!domaine.includes(".")) return `il manque la fin du domaine, par exemple « ${domaine}.fr ».`;
  if (!/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/.test(local) || /^\.|\.$|\.\./.test(local))
    return "ce qui vient avant « @ » n’est pas valable.";
  const etiquette = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  if (!new RegExp(`^(?:${etiquette}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`).test(domaine))
    return "ce qui vient après « @ » n’est pas un nom de domaine.";
  return null;
}

/**
 * Addresses in a pasted text: one per line, or separated by commas, semicolons or spaces; « Nom <adresse> » as mail programs
 * copy it. Lower case, each once, in the order typed.
 */
export function lireAdresses(texte: string): string[] {
  // « Prénom Nom <a@b.fr> »: only what is between the brackets, whatever the name holds.
  const sansNoms = texte.replace(/(?:"[^"\n]*"\s*|(?<![^<>,;\n"])[^<>,;\n"]*)<([^<>\n]*)>/g, " $1 ");
  const lues = sansNoms
    .split(/[\s,;]+/u)
    .map((morceau) => morceau.replace(/^mailto:/i, "").toLowerCase())
    .filter((morceau) => morceau !== "");
  return [...new Set(lues)];
}

/** « c•••••@exemple.fr »: enough to recognise one's own address, too little to learn someone else's. */
export function masquerAdresse(adresse: string): string {
  const [local = "", domaine = ""] = adresse.split("@");
  return `${local.slice(0, 1)}•••••@${domaine}`;
}
