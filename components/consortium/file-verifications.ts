import type { Verification } from "@/lib/schemas/organisations";
import type { Reponse } from "@/lib/schemas/reponse";

export type ReponseVerification = Reponse<Verification>;
export type File = ReturnType<typeof creerFile>;

/**
 * One question at a time to the register, none lost: partners added in a row are each asked about, in their order. A partner whose
 * question waits or is on its way is not asked about twice: both who asked get the one answer.
 */
export function creerFile() {
  const enRoute = new Map<string, Promise<ReponseVerification>>();
  let derniere: Promise<unknown> = Promise.resolve();
  return (partenaire: string, demander: () => Promise<ReponseVerification>): Promise<ReponseVerification> => {
    const deja = enRoute.get(partenaire);
    if (deja !== undefined) return deja;
    const reponse = derniere.then(demander).finally(() => enRoute.delete(partenaire));
    enRoute.set(partenaire, reponse);
    derniere = reponse.catch(() => undefined);
    return reponse;
  };
}
