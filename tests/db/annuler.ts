import type * as Base from "@/lib/server/base";

/** Undoes what the use cases write, once `active`: one world serves many demands. For vi.mock("@/lib/server/base"). */
export const annulation = { active: false };

class Annulee extends Error {}

export function baseAnnulable(vraie: typeof Base): typeof Base {
  return {
    ...vraie,
    async transaction(fn) {
      if (!annulation.active) return vraie.transaction(fn);
      const fait: { valeur?: Awaited<ReturnType<typeof fn>> } = {};
      try {
        await vraie.transaction(async (tx) => {
          fait.valeur = await fn(tx);
          throw new Annulee();
        });
      } catch (erreur) {
        if (!(erreur instanceof Annulee)) throw erreur;
      }
      return fait.valeur as Awaited<ReturnType<typeof fn>>;
    },
  };
}
