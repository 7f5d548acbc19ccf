import { typographie } from "@/lib/domain/ecriture";

/** Why no session was opened, in one sentence and what to do next. Codes of session/proconnect/motifs.ts and of the actions. */

const RECOMMENCER = "Recommencez depuis cette page ; si cela persiste, prévenez l’administration du service.";
const PHRASES: Readonly<Record<string, string>> = {
  interdit: "Ce compte n’ouvre pas de session sur ce service.",
  trop_de_demandes: "Trop de tentatives de connexion. Attendez une minute, puis réessayez.",
  indisponible: "Le service d’identité ne répond pas pour le moment. Réessayez dans une minute.",
  annule: "Vous avez interrompu la connexion avec ProConnect, ou elle vous a été refusée. Rien n’a été ouvert.",
  configuration: `ProConnect n’a pas accepté la demande de ce service. ${RECOMMENCER}`,
  parcours:
    "La connexion a pris trop de temps, ou elle a commencé dans un autre onglet. Recommencez depuis cette page.",
  etat: "Cette réponse de ProConnect ne correspond pas à la connexion commencée ici. Recommencez depuis cette page.",
  nonce: "Cette réponse de ProConnect ne correspond pas à la connexion commencée ici. Recommencez depuis cette page.",
  code: "Cette connexion a expiré ou a déjà servi. Recommencez depuis cette page.",
  expire: `La réponse de ProConnect est périmée. ${RECOMMENCER}`,
  emetteur: `La réponse reçue ne vient pas du ProConnect attendu : elle est refusée. ${RECOMMENCER}`,
  destinataire: `La réponse reçue est destinée à un autre service : elle est refusée. ${RECOMMENCER}`,
  signature: `La signature de la réponse de ProConnect n’est pas valable : elle est refusée. ${RECOMMENCER}`,
  userinfo_non_signe: `La réponse de ProConnect n’est pas signée : elle est refusée. ${RECOMMENCER}`,
  sujet: `Les réponses de ProConnect ne parlent pas de la même personne : elles sont refusées. ${RECOMMENCER}`,
  reponse: `La réponse de ProConnect n’a pas pu être vérifiée : elle est refusée. ${RECOMMENCER}`,
  niveau:
    "Ce service demande un niveau de garantie que votre connexion n’atteint pas. Choisissez un moyen de connexion plus sûr chez votre fournisseur d’identité.",
  double_authentification:
    "Ce service demande une double authentification. Activez-la chez votre fournisseur d’identité, puis reconnectez-vous.",
  identite:
    "ProConnect n’a pas transmis votre nom ou votre adresse électronique : demandez à votre fournisseur d’identité de les compléter.",
  compte_desactive: "Votre compte a été fermé. Pour le rouvrir, écrivez à l’administration du service.",
  compte_efface: "Ce compte a été effacé. Pour revenir, écrivez à l’administration du service.",
  adresse_liee:
    "Un compte existe déjà à votre adresse, lié à une autre identité ProConnect. Écrivez à l’administration du service : elle vérifiera que c’est bien vous.",
  adresse_prise:
    "Votre nouvelle adresse est déjà celle d’un autre compte. Écrivez à l’administration du service : elle les rapprochera.",
  lien: "Ce lien n’ouvre plus de session : il a déjà servi, il a expiré ou il est incomplet. Demandez-en un nouveau.",
};

export const phraseRefus = (code: string): string =>
  typographie(
    Object.hasOwn(PHRASES, code) ? (PHRASES[code] as string) : "La connexion a échoué de notre côté. Réessayez.",
  );
