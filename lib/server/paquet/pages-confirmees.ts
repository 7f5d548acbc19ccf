import "server-only";
import { ecartsPresentation } from "@/lib/domain/paquet";
import type { PagesConfirmees } from "@/lib/schemas/demandes";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { journal } from "@/lib/server/journaux";
import { apercevoirPaquet } from "@/lib/server/paquet/apercevoir-paquet";

/** Counting takes a second, its turn behind others' packs much more: a filing does not wait for them. */
const ATTENTE_MS = 45_000;

/**
 * A joined presentation that is longer than the regime admits, or than what the dossier declares, is filed by someone who was shown
 * its true number of pages. Counted here again, whatever the page says. A service too busy to count does not stop a filing: the
 * number is shown before and after it.
 */
export async function exigerPagesConfirmees(
  agent: Agent,
  dossierId: string,
  confirmees: readonly PagesConfirmees[],
): Promise<void> {
  const jointes = await lecture((tx) =>
    tx.piece.count({
      where: {
        dossierId,
        type: "presentation",
        typeMime: "application/pdf",
        retireeLe: null,
        dossier: { AND: [dossiersPermis(agent, "dossier.deposer")] },
      },
    }),
  );
  if (jointes === 0) return;
  const delai = AbortSignal.timeout(ATTENTE_MS);
  const passe = new Promise<null>((_, rejeter) => {
    delai.addEventListener("abort", () => rejeter(delai.reason));
  });
  const compte = apercevoirPaquet(agent, dossierId, { type: "presentation", signal: delai });
  const apercu = await Promise.race([compte, passe]).catch((err: unknown) => {
    const occupe = err instanceof ErreurMetier && (err.code === "indisponible" || err.code === "trop_de_demandes");
    if (!occupe && !delai.aborted) throw err;
    journal.warn({ err, dossierId }, "Dépôt sans compte des pages de la présentation");
    return null;
  });
  const ecarts = (apercu?.presentations ?? []).flatMap((p) =>
    confirmees.some((c) => c.sha256 === p.sha256 && c.pages === p.reelles) ? [] : ecartsPresentation(p),
  );
  if (ecarts.length === 0) return;
  throw new ErreurMetier("regle", "Le nombre de pages de la présentation est à confirmer avant le dépôt.", {
    fields: { presentation: ecarts.join(" ") },
  });
}
