// An OpenID provider that behaves as ProConnect does towards a service, and misbehaves on request (pannes.mjs).

import { randomUUID } from "node:crypto";
import { defautAutorisation, demandeAmr } from "./autorisation.mjs";
import { COMPTES } from "./comptes.mjs";
import { defi, lire, nouvelleCle, signer } from "./jetons.mjs";
import { page, pageChoix } from "./pages.mjs";
import { appliquer, PANNES } from "./pannes.mjs";

const DUREE_CODE_MS = 30_000;
const DUREE_JETON_S = 60;
const secondes = () => Math.floor(Date.now() / 1000);
const json = (corps, statut = 200) => ({ statut, type: "application/json", corps: JSON.stringify(corps) });
const html = (titre, texte, statut) => ({
  statut,
  type: "text/html; charset=utf-8",
  corps: page(titre, `<p>${texte}</p>`),
});
const vers = (adresse, parametres) => {
  const url = new URL(adresse);
  for (const [nom, valeur] of Object.entries(parametres)) if (valeur !== undefined) url.searchParams.set(nom, valeur);
  return { statut: 303, location: url.href };
};

/** `client`: { id, secret, retour, sortie }, as declared to ProConnect. */
export function creerFournisseur(issuer, client) {
  const cles = { cle: nouvelleCle("cle-1"), autreCle: nouvelleCle("cle-etrangere") };
  const depart = () => ({
    panne: null,
    compte: null,
    changements: {},
    demandes: [],
    sorties: [],
    jetons: [],
    appels: { decouverte: 0, jwks: 0 },
  });
  let etat = depart();
  const interactions = new Map();
  const codes = new Map();
  const acces = new Map();
  const panne = () => PANNES[etat.panne] ?? {};
  const compteDe = (code) => ({ ...COMPTES[code], ...etat.changements });

  function decouverte() {
    etat.appels.decouverte += 1;
    if (panne().decouverte) return json({ error: "server_error" }, panne().decouverte);
    return json({
      issuer: panne().decouverteEmetteur ?? issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/session/end`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      userinfo_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["client_secret_post"],
      authorization_response_iss_parameter_supported: true,
    });
  }

  function autoriser(p) {
    etat.demandes.push(p);
    const defaut = defautAutorisation(p, client);
    if (defaut !== null) return html("Requête refusée", defaut, 400);
    if (panne().erreur) return vers(p.redirect_uri, { error: panne().erreur, state: p.state, iss: issuer });
    if (etat.compte !== null) return remettreCode(p, etat.compte);
    const interaction = randomUUID();
    interactions.set(interaction, p);
    return { statut: 200, type: "text/html; charset=utf-8", corps: pageChoix(COMPTES, interaction) };
  }

  function choisir({ interaction, compte }) {
    const p = interactions.get(interaction);
    if (!interactions.delete(interaction)) return html("Choix expiré", "Recommencez depuis le service.", 400);
    if (!(compte in COMPTES)) return vers(p.redirect_uri, { error: "access_denied", state: p.state, iss: issuer });
    return remettreCode(p, compte);
  }

  function remettreCode(p, compte) {
    const code = randomUUID();
    codes.set(code, { p, compte, expire: Date.now() + (panne().codeExpire ? -1 : DUREE_CODE_MS) });
    return vers(p.redirect_uri, { code, state: p.state, iss: issuer, ...panne().reponse });
  }

  function jeton(p) {
    if (panne().token === "muet") return null;
    if (panne().token) return json({ error: "server_error" }, panne().token);
    if (p.client_id !== client.id || p.client_secret !== client.secret) return json({ error: "invalid_client" }, 401);
    const remis = codes.get(p.code);
    // Single use, even when what follows is refused.
    codes.delete(p.code);
    const juste =
      p.grant_type === "authorization_code" &&
      remis !== undefined &&
      remis.expire > Date.now() &&
      remis.p.redirect_uri === p.redirect_uri &&
      defi(p.code_verifier ?? "") === remis.p.code_challenge;
    if (!juste) return json({ error: "invalid_grant" }, 400);
    const compte = compteDe(remis.compte);
    const contenu = appliquer(
      {
        iss: issuer,
        aud: client.id,
        sub: compte.sub,
        iat: secondes(),
        exp: secondes() + DUREE_JETON_S,
        nonce: remis.p.nonce,
        acr: compte.acr,
        ...(demandeAmr(remis.p) && { amr: compte.amr }),
      },
      panne().idToken,
      secondes(),
    );
    const access_token = randomUUID();
    acces.set(access_token, { compte, expire: Date.now() + DUREE_JETON_S * 1_000 });
    const id_token = (panne().ecrireIdToken ?? (({ cle }) => signer(cle, contenu)))(cles, contenu);
    etat.jetons.push(id_token);
    return json({ access_token, token_type: "Bearer", expires_in: DUREE_JETON_S, id_token });
  }

  function userinfo(autorisation) {
    if (panne().userinfo) return json({ error: "server_error" }, panne().userinfo);
    const donne = acces.get(/^Bearer (.+)$/.exec(autorisation ?? "")?.[1]);
    if (donne === undefined || donne.expire < Date.now()) return json({ error: "invalid_token" }, 401);
    const { sub, email, given_name, usual_name, siret, uid } = donne.compte;
    const infos = { sub, email, given_name, usual_name, siret, uid, idp_id: "essai", iss: issuer, aud: client.id };
    const contenu = appliquer({ ...infos, iat: secondes(), exp: secondes() + DUREE_JETON_S }, panne().infos);
    if (panne().userinfoJson) return json(contenu);
    const corps = (panne().ecrireUserinfo ?? (({ cle }) => signer(cle, contenu)))(cles, contenu);
    return { statut: 200, type: "application/jwt", corps };
  }

  function finir(p) {
    const indice = lire(cles.cle, p.id_token_hint ?? "");
    etat.sorties.push({ sub: indice?.sub ?? null, state: p.state ?? null, retour: p.post_logout_redirect_uri ?? null });
    if (indice === null || indice.aud !== client.id) return html("Sortie refusée", "Y030111 : id_token_hint", 400);
    if ((p.state ?? "").length < 32) return html("Sortie refusée", "Y030111 : state", 400);
    if (p.post_logout_redirect_uri !== client.sortie) return html("Sortie refusée", "Y030111 : adresse de retour", 400);
    return vers(client.sortie, { state: p.state });
  }

  function controler(methode, corps) {
    if (methode === "DELETE") etat = depart();
    if (methode === "POST") {
      const { panne: nom = null } = corps;
      if (nom !== null && !(nom in PANNES)) return json({ erreur: `panne inconnue : ${nom}` }, 400);
      etat = { ...etat, ...corps };
    }
    return json(etat);
  }

  return {
    decouverte,
    jwks: () => {
      etat.appels.jwks += 1;
      return json({ keys: [(panne().rotation ? cles.autreCle : cles.cle).jwk] });
    },
    autoriser,
    choisir,
    jeton,
    userinfo,
    finir,
    controler,
  };
}
