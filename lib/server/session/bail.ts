import "server-only";
import { randomBytes } from "node:crypto";
import { jourAParis } from "@/lib/domain/dates";
import { base, type Tx, transaction } from "@/lib/server/base";
import type { Agent, HabilitationAgent, Methode } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { sha256 } from "@/lib/server/sha256";

/** Sessions in the database: opened, read at each request, closed. Knows no cookie and no framework. */

const MINUTE_MS = 60_000;
/** A session lasts a long working day, whatever happens. */
export const DUREE_MAX_MS = 12 * 60 * MINUTE_MS;
/** Nothing asked for two hours: signed out. */
export const INACTIVITE_MAX_MS = 2 * 60 * MINUTE_MS;
/** The last contact is written at most this often: reading a page is not a write each time. */
const PAS_CONTACT_MS = MINUTE_MS;

/** Sessions that still open something at that instant, in a query: the same rule as `lireBail`. */
export const sessionVivante = (maintenant: Date) => ({
  fermeeLe: null,
  expireLe: { gt: maintenant },
  vueLe: { gt: new Date(maintenant.getTime() - INACTIVITE_MAX_MS) },
});

/** Who asks: the person, by a gesture; or their open page, by itself, every few seconds. */
export type Demandeur = "personne" | "machine";

const OCTETS_JETON = 32;

/** Why a session ended before its time. */
export type MotifFermeture = "sortie" | "revoquee" | "droit_retire" | "compte_desactive" | "compte_efface";

/** The database holds this, never the token: who reads the table cannot sign in with it. */
export const empreinteJeton: (jeton: string) => string = sha256;

export type Ouverture = {
  /** What the journal calls it. */
  action: string;
  objet?: string;
  /** What else the journal says: codes and counts, never personal data. */
  detail?: Record<string, unknown>;
  methode: Methode;
  /** « Firefox sur Windows »: what the person will recognise. */
  appareil?: string | null;
  idTokenScelle?: string | null;
};

/** The random token to put in the cookie: a new one at each sign-in, whatever the browser came with. */
export function ouvrirBail(utilisateurId: string, par: Ouverture, maintenant: Date): Promise<string> {
  return transaction((tx) => ouvrirBailDans(tx, utilisateurId, par, maintenant));
}

/** The same, inside the transaction of what opens it: a link used up, an account found. */
export async function ouvrirBailDans(tx: Tx, utilisateurId: string, par: Ouverture, maintenant: Date): Promise<string> {
  const jeton = randomBytes(OCTETS_JETON).toString("base64url");
  await tx.session.create({
    data: {
      id: empreinteJeton(jeton),
      utilisateurId,
      methode: par.methode,
      appareil: par.appareil ?? null,
      idTokenScelle: par.idTokenScelle ?? null,
      ouverteLe: maintenant,
      vueLe: maintenant,
      expireLe: new Date(maintenant.getTime() + DUREE_MAX_MS),
    },
    select: { id: true },
  });
  await tx.utilisateur.update({
    where: { id: utilisateurId },
    data: { dernierContactLe: maintenant },
    select: { id: true },
  });
  await ecrireEntree(tx, {
    action: par.action,
    acteur: { id: utilisateurId },
    objet: par.objet ?? null,
    apres: par.detail,
  });
  return jeton;
}

type Ligne = {
  id: string;
  prenom: string;
  nom: string;
  email: string;
  organisation: string;
  persona: string | null;
  methode: Methode;
  vueLe: Date;
  habilitations: HabilitationAgent[];
};

/**
 * The person behind a token with the rights alive today, in one statement; null when it is closed, expired, idle for too
 * long, or was never opened. A right withdrawn a moment ago is already gone. A session opened by a link proves a mailbox:
 * it gives a partner's rights, and no other that the account may have received since. What a page asks by itself is no contact:
 * left open, it does not keep the session alive.
 */
export async function lireBail(
  jeton: string,
  maintenant: Date,
  demandeur: Demandeur = "personne",
): Promise<Agent | null> {
  const client = await base();
  const id = empreinteJeton(jeton);
  const inactiveDepuis = new Date(maintenant.getTime() - INACTIVITE_MAX_MS);
  const [ligne] = await client.$queryRaw<Ligne[]>`
    SELECT u."id", u."prenom", u."nom", u."email", u."organisation", u."persona", s."methode",
           s."vueLe",
           COALESCE(
             json_agg(json_build_object('role', h."role", 'regionAcademique', h."regionAcademique", 'uai', h."uai",
                                         'campus', h."campus", 'dossierId', h."dossierId", 'partenaire', h."partenaire")
                      ORDER BY h."role", h."id") FILTER (WHERE h."id" IS NOT NULL),
             '[]') AS "habilitations"
      FROM "Session" s
      JOIN "Utilisateur" u ON u."id" = s."utilisateurId"
      LEFT JOIN "Habilitation" h
             ON h."utilisateurId" = u."id" AND h."retireeLe" IS NULL
            AND h."debut" <= ${jourAParis(maintenant)}::date
            AND (h."fin" IS NULL OR h."fin" >= ${jourAParis(maintenant)}::date)
            AND (s."methode" <> 'lien' OR h."role" = 'partenaire')
     WHERE s."id" = ${id} AND s."fermeeLe" IS NULL AND u."desactiveLe" IS NULL AND u."effaceLe" IS NULL
       AND s."expireLe" > ${maintenant}::timestamptz AND s."vueLe" > ${inactiveDepuis}::timestamptz
     GROUP BY u."id", s."methode", s."vueLe"`;
  if (ligne === undefined) return null;
  if (demandeur === "personne" && maintenant.getTime() - ligne.vueLe.getTime() >= PAS_CONTACT_MS)
    await client.session.updateMany({ where: { id, fermeeLe: null }, data: { vueLe: maintenant } });
  const { prenom, nom, vueLe: _vueLe, ...reste } = ligne;
  return { ...reste, nom: `${prenom} ${nom}` };
}

/** What signing out elsewhere needs: how the session was opened, and ProConnect's sealed id_token. */
export type BailFerme = { methode: string; idTokenScelle: string | null };

/** Signing out closes the session itself: a stolen copy of the cookie is worth nothing afterwards. */
export async function fermerBail(jeton: string, maintenant: Date): Promise<BailFerme | null> {
  const id = empreinteJeton(jeton);
  return transaction(async (tx) => {
    const session = await tx.session.findFirst({
      where: { id, fermeeLe: null },
      select: { utilisateurId: true, methode: true, idTokenScelle: true },
    });
    if (session === null) return null;
    await tx.session.update({
      where: { id },
      data: { fermeeLe: maintenant, motifFermeture: "sortie", idTokenScelle: null },
      select: { id: true },
    });
    const { utilisateurId, ...ferme } = session;
    await ecrireEntree(tx, { action: "session.fermer", acteur: { id: utilisateurId } });
    return ferme;
  });
}

/**
 * Closes every open session of a person at once, but one when it is said; how many. To call in the very transaction that
 * withdraws a right or closes an account, whose own journal entry says why.
 */
export async function fermerSessions(
  tx: Tx,
  utilisateurId: string,
  motif: Exclude<MotifFermeture, "sortie">,
  sauf?: string,
  maintenant = new Date(),
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { utilisateurId, fermeeLe: null, ...(sauf !== undefined && { reference: { not: sauf } }) },
    data: { fermeeLe: maintenant, motifFermeture: motif, idTokenScelle: null },
  });
  return count;
}
