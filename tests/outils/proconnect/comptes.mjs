// Invented people and organisations, at addresses that exist nowhere.

export const COMPTES = {
  camille: {
    sub: "4f1b0c52-camille",
    email: "Camille.Dupre@region-essai.invalid",
    given_name: "Camille",
    usual_name: "Dupré",
    siret: "99900001100018",
    uid: "cdupre",
    acr: "eidas2",
    amr: ["pwd", "totp", "mfa"],
  },
  dominique: {
    sub: "9a77e310-dominique",
    email: "dominique.marchand@ministere-essai.invalid",
    given_name: "Dominique",
    usual_name: "Marchand",
    siret: "99900002900010",
    uid: "dmarchand",
    acr: "eidas1",
    amr: ["pwd"],
  },
  // Unknown to Rigel: an account without any right is made.
  sasha: {
    sub: "c3d8812e-sasha",
    email: "sasha.lenoir@gip-essai.invalid",
    given_name: "Sasha",
    usual_name: "Lenoir",
    siret: "99900003700013",
    uid: "slenoir",
    acr: "eidas1",
    amr: ["pwd", "pop", "mfa"],
  },
};
