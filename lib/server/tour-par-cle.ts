import "server-only";
import { type Limites, type Tours, tours } from "@/lib/integrations/examen/tour";

/**
 * Turns kept for each person, or each dossier: what one of them asks waits behind what they asked before, and takes one place of the
 * common turns at most. Throws `ExamenSature`.
 */
export function toursParCle(limites: Limites): <T>(cle: string, fn: () => Promise<T>) => Promise<T> {
  const connus = new Map<string, { tour: Tours; usages: number }>();
  return async (cle, fn) => {
    const connu = connus.get(cle) ?? { tour: tours(limites), usages: 0 };
    connus.set(cle, connu);
    connu.usages += 1;
    try {
      return await connu.tour(fn);
    } finally {
      connu.usages -= 1;
      if (connu.usages === 0) connus.delete(cle);
    }
  };
}
