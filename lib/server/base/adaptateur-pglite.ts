import type { PGlite, Transaction } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";

/**
 * pglite-prisma-adapter 0.7.2 loses an error raised by COMMIT: a deferred foreign key would refuse the transaction and
 * Prisma would report success. This keeps the error and gives it back from `commit()`. Planted in tests/db/base.test.ts.
 */

type TransactionPrisma = { commit(): Promise<void>; onError(erreur: unknown): never };
type AdaptateurInterne = {
  client: PGlite;
  startTransactionInner(connexion: Pick<PGlite, "transaction">, options: object): Promise<TransactionPrisma>;
};

async function ouvrirTransaction(adaptateur: AdaptateurInterne): Promise<TransactionPrisma> {
  let echec: unknown;
  const connexion: Pick<PGlite, "transaction"> = {
    transaction: async <T>(corps: (tx: Transaction) => Promise<T>): Promise<T> => {
      try {
        return await adaptateur.client.transaction(corps);
      } catch (erreur) {
        echec = erreur;
        throw erreur;
      }
    },
  };
  const transaction = await adaptateur.startTransactionInner(connexion, { usePhantomQuery: true });
  const commit = transaction.commit.bind(transaction);
  transaction.commit = async () => {
    await commit();
    if (echec !== undefined) transaction.onError(echec);
  };
  return transaction;
}

export function adaptateurPglite(client: PGlite): PrismaPGlite {
  const fabrique = new PrismaPGlite(client);
  const connecter = fabrique.connect.bind(fabrique);
  fabrique.connect = async () => {
    const adaptateur = await connecter();
    const interne = adaptateur as unknown as AdaptateurInterne;
    // The isolation level is left out on purpose: PGlite has one connection, transactions already run one after another.
    return Object.assign(adaptateur, { startTransaction: () => ouvrirTransaction(interne) });
  };
  return fabrique;
}
