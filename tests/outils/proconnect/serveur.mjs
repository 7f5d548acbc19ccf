// The provider as a process of its own: `node tests/outils/proconnect/serveur.mjs` (docs/authentication.md). It says
// `{"issuer": …}` on its first line once it answers, and stops with its parent.

import http from "node:http";
import { creerFournisseur } from "./fournisseur.mjs";

const PREFIXE = "/api/v2";
const service = process.env.PROCONNECT_ESSAI_SERVICE || "http://localhost:3000";

async function lireCorps(requete) {
  const morceaux = [];
  for await (const morceau of requete) morceaux.push(morceau);
  return Buffer.concat(morceaux).toString();
}

let fournisseur;

async function repondre(requete) {
  const url = new URL(requete.url, "http://localhost");
  const query = Object.fromEntries(url.searchParams);
  const { method } = requete;
  switch (`${method} ${url.pathname}`) {
    case `GET ${PREFIXE}/.well-known/openid-configuration`:
      return fournisseur.decouverte();
    case `GET ${PREFIXE}/jwks`:
      return fournisseur.jwks();
    case `GET ${PREFIXE}/authorize`:
      return fournisseur.autoriser(query);
    case `GET ${PREFIXE}/choisir`:
      return fournisseur.choisir(query);
    case `POST ${PREFIXE}/token`:
      return fournisseur.jeton(Object.fromEntries(new URLSearchParams(await lireCorps(requete))));
    case `GET ${PREFIXE}/userinfo`:
      return fournisseur.userinfo(requete.headers.authorization);
    case `GET ${PREFIXE}/session/end`:
      return fournisseur.finir(query);
    case "GET /controle":
    case "DELETE /controle":
      return fournisseur.controler(method, {});
    case "POST /controle":
      return fournisseur.controler(method, JSON.parse(await lireCorps(requete)));
    default:
      return { statut: 404, type: "text/plain", corps: "404" };
  }
}

const serveur = http.createServer(async (requete, reponse) => {
  try {
    const issue = await repondre(requete);
    // Misbehaviour « token_muet »: the connection stays open, nothing comes.
    if (issue === null) return;
    const { statut, type, location, corps } = issue;
    reponse.writeHead(statut, {
      "Cache-Control": "no-store",
      ...(type && { "Content-Type": type }),
      ...(location && { Location: location }),
    });
    reponse.end(corps);
  } catch (erreur) {
    reponse.writeHead(500, { "Content-Type": "text/plain" }).end(String(erreur));
  }
});

serveur.listen(Number(process.env.PROCONNECT_ESSAI_PORT || 0), () => {
  const issuer = `http://localhost:${serveur.address().port}${PREFIXE}`;
  fournisseur = creerFournisseur(issuer, {
    id: process.env.PROCONNECT_CLIENT_ID || "rigel-essai",
    secret: process.env.PROCONNECT_CLIENT_SECRET || "secret-d-essai",
    retour: `${service}/api/auth/callback/proconnect`,
    sortie: `${service}/connexion/deconnecte`,
  });
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});

const finir = () => {
  serveur.closeAllConnections();
  serveur.close(() => process.exit(0));
};
process.on("SIGTERM", finir);
process.on("SIGINT", finir);
