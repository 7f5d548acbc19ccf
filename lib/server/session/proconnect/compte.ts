import "server-only";
import type { Tx } from "@/lib/server/base";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { fermerSessions } from "@/lib/server/session/bail";
import type { Identite } from "@/lib/server/session/proconnect/identite";
import { RefusProConnect } from "@/lib/server/session/proconnect/motifs";

/** Whose account it is: by `sub`, else by the address of an account that has none yet, else a new one, without any right. */

export type CompteTrouve = {
  id: string;
  geste: "connu" | "actualise" | "lie" | "cree";
  /** Which fields changed: their names, never their values. */
  champs: string[];
};

const SELECTION = {
  id: true,
  email: true,
  prenom: true,
  nom: true,
  organisation: true,
  siret: true,
  sub: true,
  persona: true,
  desactiveLe: true,
  effaceLe: true,
} as const;

type Compte = {
  id: string;
  email: string;
  prenom: string;
  nom: string;
  organisation: string;
  siret: string | null;
  sub: string | null;
  persona: string | null;
  desactiveLe: Date | null;
  effaceLe: Date | null;
};

const SANS_ORGANISATION = "Organisation non précisée";
/** ProConnect gives the SIRET, not the name: better a number that is right than a name that is guessed. */
const organisationDe = (siret: string | null): string =>
  siret === null
    ? SANS_ORGANISATION
    : `Établissement ${siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1 $2 $3 $4")}`;

export async function trouverCompte(tx: Tx, identite: Identite): Promise<CompteTrouve> {
  const connu = await tx.utilisateur.findUnique({ where: { sub: identite.sub }, select: SELECTION });
  if (connu !== null) {
    exigerOuvert(connu);
    if (connu.email !== identite.email && (await adressePrise(tx, identite.email)))
      throw new RefusProConnect("adresse_prise", connu.id);
    const champs = await actualiser(tx, connu, identite);
    return { id: connu.id, geste: champs.length > 0 ? "actualise" : "connu", champs };
  }
  const memeAdresse = await tx.utilisateur.findUnique({ where: { email: identite.email }, select: SELECTION });
  if (memeAdresse !== null) {
    // Someone else's identity already holds this account: never handed over by an address alone. A persona is nobody.
    if (memeAdresse.sub !== null || memeAdresse.persona !== null)
      throw new RefusProConnect("adresse_liee", memeAdresse.id);
    exigerOuvert(memeAdresse);
    await fermerCeQuiPrecede(tx, memeAdresse.id);
    return { id: memeAdresse.id, geste: "lie", champs: await actualiser(tx, memeAdresse, identite) };
  }
  const { sub, email, prenom, nom, siret } = identite;
  const { id } = await tx.utilisateur.create({
    data: { sub, email, prenom, nom, siret, organisation: organisationDe(siret) },
    select: { id: true },
  });
  return { id, geste: "cree", champs: [] };
}

/** Whoever held the mailbox before may have opened sessions, or keep a link: none of them outlives the proof of identity. */
async function fermerCeQuiPrecede(tx: Tx, utilisateurId: string): Promise<void> {
  const maintenant = new Date();
  await fermerSessions(tx, utilisateurId, "revoquee", undefined, maintenant);
  await tx.lienConnexion.updateMany({
    where: { utilisateurId, utiliseLe: null, expireLe: { gt: maintenant } },
    data: { expireLe: maintenant },
  });
  await effacerLiensEteints(tx, maintenant);
}

function exigerOuvert({ id, desactiveLe, effaceLe }: Compte): void {
  if (effaceLe !== null) throw new RefusProConnect("compte_efface", id);
  if (desactiveLe !== null) throw new RefusProConnect("compte_desactive", id);
}

const adressePrise = async (tx: Tx, email: string): Promise<boolean> =>
  (await tx.utilisateur.count({ where: { email } })) > 0;

async function actualiser(tx: Tx, compte: Compte, { sub, email, prenom, nom, siret }: Identite): Promise<string[]> {
  const autreEmployeur = siret !== null && siret !== compte.siret;
  // The name that someone gave to the organisation stays until the person works elsewhere.
  const renommer = autreEmployeur && (compte.siret !== null || compte.organisation === SANS_ORGANISATION);
  const nouveau = {
    sub,
    email,
    prenom,
    nom,
    ...(autreEmployeur && { siret }),
    ...(renommer && { organisation: organisationDe(siret) }),
  };
  const champs = Object.entries(nouveau).flatMap(([champ, valeur]) =>
    compte[champ as keyof Compte] === valeur ? [] : [champ],
  );
  // Mails sent to the former address before the account existed are found again by the account, when it is erased.
  if (champs.includes("email"))
    await tx.courriel.updateMany({
      where: { destinataire: compte.email, utilisateurId: null },
      data: { utilisateurId: compte.id },
    });
  if (champs.length > 0)
    await tx.utilisateur.update({
      where: { id: compte.id },
      data: { ...nouveau, version: { increment: 1 } },
      select: { id: true },
    });
  return champs;
}
