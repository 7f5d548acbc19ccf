/** What is said of a mail, and only what is true: without a mail server it is written, and someone has to pass it on. */
import { accorder, typographie } from "./ecriture";

/** Where the last mail of an invitation or of a letter stands. */
export type Acheminement = "parti" | "en_attente" | "a_transmettre";

/** `attend`: still in the outbox; `courrier`: a mail server is set. */
export const acheminement = (attend: boolean, courrier: boolean): Acheminement =>
  !attend ? "parti" : courrier ? "en_attente" : "a_transmettre";

const SANS_SERVEUR = "aucun serveur de courrier n’est réglé";
const BOITE = "depuis sa boîte d’envoi";
const aRemettre = (feminin: boolean, n: number): string =>
  `${SANS_SERVEUR}, l’administrateur ${n > 1 ? "les" : feminin ? "la" : "le"} transmet ${BOITE}.`;

/** One invitation, to one address. */
export const phraseInvitation = (adresse: string, courrier: boolean): string =>
  courrier
    ? `L’invitation est partie à ${adresse}.`
    : typographie(`Invitation prête pour ${adresse} : ${aRemettre(true, 1)}`);

export const phraseInvitations = (n: number, courrier: boolean): string =>
  courrier
    ? `${accorder(n, "invitation envoyée", "invitations envoyées")}.`
    : typographie(`${accorder(n, "invitation prête", "invitations prêtes")} : ${aRemettre(true, n)}`);

export const phraseRenvoi = (adresse: string, courrier: boolean): string =>
  courrier
    ? `Un nouveau lien est parti à ${adresse} ; l’ancien ne vaut plus rien.`
    : typographie(`Nouveau lien prêt pour ${adresse} : ${aRemettre(false, 1)} L’ancien ne vaut plus rien.`);

export const phraseLettres = (n: number, courrier: boolean): string =>
  courrier
    ? `${accorder(n, "lettre envoyée", "lettres envoyées")}.`
    : typographie(`${accorder(n, "lettre prête", "lettres prêtes")} : ${aRemettre(true, n)}`);

export const phrasePrevenu = (nom: string, courrier: boolean): string =>
  courrier ? `${nom} est prévenu.` : typographie(`Message prêt pour ${nom} : ${aRemettre(false, 1)}`);

/** Before the day: « Invitation envoyée à … le … ». */
export const motInvitation = (etat: Acheminement): string =>
  ({
    parti: "Invitation envoyée à",
    en_attente: "Invitation en attente d’envoi à",
    a_transmettre: "Invitation à transmettre à",
  })[etat];

/** The word of a letter that was asked to be sent. */
export const motEnvoi = (etat: Acheminement): string =>
  ({ parti: "Envoyée", en_attente: "En attente d’envoi", a_transmettre: "À transmettre" })[etat];
