// JWTs signed with RS256 by hand: the tests also need the wrong ones, which a library would refuse to make.

import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";

const base64 = (texte) => Buffer.from(texte).toString("base64url");

export function nouvelleCle(kid) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" } };
}

export function signer(cle, contenu) {
  const corps = `${base64(JSON.stringify({ alg: "RS256", typ: "JWT", kid: cle.kid }))}.${base64(JSON.stringify(contenu))}`;
  return `${corps}.${sign("sha256", Buffer.from(corps), cle.privateKey).toString("base64url")}`;
}

export const sansSignature = (contenu) =>
  `${base64(JSON.stringify({ alg: "none", typ: "JWT" }))}.${base64(JSON.stringify(contenu))}.`;

/** One character of the content changed after signing. */
export function alterer(jeton, changements) {
  const [tete, corps, signature] = jeton.split(".");
  const contenu = { ...JSON.parse(Buffer.from(corps, "base64url").toString()), ...changements };
  return `${tete}.${base64(JSON.stringify(contenu))}.${signature}`;
}

/** The content when the signature is ours, expired or not. */
export function lire(cle, jeton) {
  const [tete, corps, signature] = String(jeton).split(".");
  if (signature === undefined) return null;
  const cleP = createPublicKey({ key: cle.jwk, format: "jwk" });
  const juste = verify("sha256", Buffer.from(`${tete}.${corps}`), cleP, Buffer.from(signature, "base64url"));
  return juste ? JSON.parse(Buffer.from(corps, "base64url").toString()) : null;
}

export const defi = (verificateur) => createHash("sha256").update(verificateur).digest("base64url");
