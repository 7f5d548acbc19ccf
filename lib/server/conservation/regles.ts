import "server-only";
import { avantInstant, type CodeConservation } from "@/lib/domain/conservation";
import type { DateIso } from "@/lib/domain/dates";
import type { Tx } from "@/lib/server/base";

/** What has reached its term today, rule by rule: the same condition counts it and deletes it. Accounts and pieces are apart. */

export type CodeSimple = Exclude<CodeConservation, "comptes" | "pieces">;
type Regle = { compter(tx: Tx, jour: DateIso): Promise<number>; supprimer(tx: Tx, jour: DateIso): Promise<number> };

const nombre = async (resultat: Promise<{ count: number }>): Promise<number> => (await resultat).count;

const sessions = (jour: DateIso) => {
  const avant = avantInstant("sessions", jour);
  // Never signed out of: it ended when it expired.
  return { OR: [{ fermeeLe: { lt: avant } }, { fermeeLe: null, expireLe: { lt: avant } }] };
};
const liens = (jour: DateIso) => {
  const avant = avantInstant("liens", jour);
  return { OR: [{ utiliseLe: { lt: avant } }, { utiliseLe: null, expireLe: { lt: avant } }] };
};
const invitations = (jour: DateIso) => {
  const avant = avantInstant("invitations", jour);
  return { accepteeLe: null, OR: [{ retireeLe: { lt: avant } }, { retireeLe: null, expireLe: { lt: avant } }] };
};
const courriels = (jour: DateIso) => {
  const avant = avantInstant("courriels", jour);
  // One that never left is of no more use either.
  return { OR: [{ envoyeLe: { lt: avant } }, { envoyeLe: null, creeLe: { lt: avant } }] };
};
const demandes = (jour: DateIso) => {
  const avant = avantInstant("demandes", jour);
  return {
    habilitations: { none: {} },
    OR: [
      { etat: "refusee" as const, decideeLe: { lt: avant } },
      // Withdrawn: the day of it is not kept apart from that of the request.
      { etat: "retiree" as const, decideeLe: { lt: avant } },
      { etat: "retiree" as const, decideeLe: null, creeLe: { lt: avant } },
    ],
  };
};

/** What a register gave is no dossier's word: it stays, as the register's rows do. */
const organisations = (jour: DateIso) => ({
  source: "declaree" as const,
  partenaires: { none: {} },
  modifieLe: { lt: avantInstant("organisations", jour) },
});

export const REGLES_SIMPLES: Record<CodeSimple, Regle> = {
  sessions: {
    compter: (tx, jour) => tx.session.count({ where: sessions(jour) }),
    supprimer: (tx, jour) => nombre(tx.session.deleteMany({ where: sessions(jour) })),
  },
  liens: {
    compter: (tx, jour) => tx.lienConnexion.count({ where: liens(jour) }),
    supprimer: (tx, jour) => nombre(tx.lienConnexion.deleteMany({ where: liens(jour) })),
  },
  invitations: {
    compter: (tx, jour) => tx.invitation.count({ where: invitations(jour) }),
    supprimer: (tx, jour) => nombre(tx.invitation.deleteMany({ where: invitations(jour) })),
  },
  courriels: {
    compter: (tx, jour) => tx.courriel.count({ where: courriels(jour) }),
    supprimer: (tx, jour) => nombre(tx.courriel.deleteMany({ where: courriels(jour) })),
  },
  demandes: {
    compter: (tx, jour) => tx.demandeAcces.count({ where: demandes(jour) }),
    supprimer: (tx, jour) => nombre(tx.demandeAcces.deleteMany({ where: demandes(jour) })),
  },
  organisations: {
    compter: (tx, jour) => tx.organisation.count({ where: organisations(jour) }),
    supprimer: (tx, jour) => nombre(tx.organisation.deleteMany({ where: organisations(jour) })),
  },
};
export const CODES_SIMPLES = Object.keys(REGLES_SIMPLES) as CodeSimple[];
