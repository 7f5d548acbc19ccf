// What can go wrong with a provider, one at a time: set through POST /controle { "panne": … }.

import { alterer, sansSignature, signer } from "./jetons.mjs";

const HEURE_S = 3_600;

/** Each changes one thing on the way; what is not said is as it should be. */
export const PANNES = {
  // authorize
  refus: { erreur: "access_denied" },
  erreur_serveur: { erreur: "server_error" },
  parametre_refuse: { erreur: "invalid_request" },
  etat: { reponse: { state: "x".repeat(43) } },
  iss_reponse: { reponse: { iss: "https://un-autre.invalid" } },
  // token
  code_expire: { codeExpire: true },
  code_etranger: { reponse: { code: "un-code-que-personne-n-a-remis" } },
  token_500: { token: 500 },
  token_muet: { token: "muet" },
  nonce: { idToken: { nonce: "y".repeat(43) } },
  sans_nonce: { idToken: { nonce: undefined } },
  emetteur: { idToken: { iss: "https://un-autre.invalid" } },
  destinataire: { idToken: { aud: "un-autre-service" } },
  id_token_expire: { idToken: { iat: (s) => s - 2 * HEURE_S, exp: (s) => s - HEURE_S } },
  sans_acr: { idToken: { acr: undefined } },
  acr_faible: { idToken: { acr: "eidas0" } },
  sans_amr: { idToken: { amr: undefined } },
  sans_mfa: { idToken: { amr: ["pwd"] } },
  id_token_altere: { ecrireIdToken: ({ cle }, contenu) => alterer(signer(cle, contenu), { sub: "quelqu-un-d-autre" }) },
  id_token_autre_cle: { ecrireIdToken: ({ autreCle }, contenu) => signer(autreCle, contenu) },
  // Not a fault: the provider's key changed, and it publishes the new one.
  rotation: {
    rotation: true,
    ecrireIdToken: ({ autreCle }, contenu) => signer(autreCle, contenu),
    ecrireUserinfo: ({ autreCle }, contenu) => signer(autreCle, contenu),
  },
  id_token_meme_kid: { ecrireIdToken: ({ cle, autreCle }, contenu) => signer({ ...autreCle, kid: cle.kid }, contenu) },
  id_token_sans_signature: { ecrireIdToken: (_, contenu) => sansSignature(contenu) },
  sans_id_token: { ecrireIdToken: () => undefined },
  // userinfo
  userinfo_altere: {
    ecrireUserinfo: ({ cle }, contenu) => alterer(signer(cle, contenu), { email: "autre@exemple.invalid" }),
  },
  userinfo_autre_cle: { ecrireUserinfo: ({ autreCle }, contenu) => signer(autreCle, contenu) },
  userinfo_sans_signature: { ecrireUserinfo: (_, contenu) => sansSignature(contenu) },
  userinfo_json: { userinfoJson: true },
  userinfo_500: { userinfo: 500 },
  userinfo_destinataire: { infos: { aud: "un-autre-service" } },
  sujet: { infos: { sub: "quelqu-un-d-autre" } },
  sans_adresse: { infos: { email: undefined } },
  sans_nom: { infos: { usual_name: " " } },
  // discovery
  decouverte_500: { decouverte: 500 },
  decouverte_autre: { decouverteEmetteur: "https://un-autre.invalid" },
};

export const appliquer = (contenu, changements = {}, maintenant = 0) => {
  const change = { ...contenu };
  for (const [nom, valeur] of Object.entries(changements)) {
    if (valeur === undefined) delete change[nom];
    else change[nom] = typeof valeur === "function" ? valeur(maintenant) : valeur;
  }
  return change;
};
