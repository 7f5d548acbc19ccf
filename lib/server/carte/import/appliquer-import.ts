import "server-only";
import { accorder } from "@/lib/domain/ecriture";
import { type Tx, transaction } from "@/lib/server/base";
import { comparerANouveau, DELAI_LONG, tenirStatistiques } from "@/lib/server/carte/import/comparer-import";
import { descriptionDe } from "@/lib/server/carte/import/descriptions";
import { CarteChangee, verrouTenu } from "@/lib/server/carte/import/erreurs";
import { effacerLignes } from "@/lib/server/carte/import/garder-lignes";
import { prendreNumeroCarte } from "@/lib/server/carte/import/numero-carte";
import { applications } from "@/lib/server/carte/import/suivi";
import { type Agent, importsCartePermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { journaliserImprevu } from "@/lib/server/journaux";

export const importIntrouvable = () =>
  new ErreurMetier("introuvable", "Cet import n’existe pas, ne vous est pas ouvert, ou n’attend plus d’être confirmé.");

/** Each holds the carte's number until its end; the next one is not kept waiting. */
const autreApplication = () =>
  new ErreurMetier("conflit", "Un autre import est en train de s’appliquer : réessayez dans un instant.");

export type Applique = { id: string; crees: number; modifies: number; inchanges: number };

/**
 * What was read becomes the carte, in one transaction: all of it, or nothing, whenever the process dies. `agent` null: the
 * command line, which answers for every région.
 */
export async function appliquerImport(
  agent: Agent | null,
  { importId }: { importId: string },
  maintenant: Date,
  suivi: { avancer?: (lignes: number) => void; signal?: AbortSignal } = {},
): Promise<Applique> {
  // On PGlite the second would wait for the only connection, and fail without a word.
  if (applications.size > 0) throw autreApplication();
  applications.set(importId, 0);
  try {
    const fait = await enUneFois(agent, importId, maintenant, suivi);
    // Outside: they are read no more, and a process killed here leaves them to the sweep.
    await ranger(importId).catch((erreur: unknown) => journaliserImprevu(erreur, { action: "carte.appliquer_import" }));
    return fait;
  } catch (erreur) {
    if (verrouTenu(erreur)) throw autreApplication();
    if (!(erreur instanceof CarteChangee)) throw erreur;
    await comparerANouveau(importId);
    throw new ErreurMetier(
      "conflit",
      erreur.message ||
        "Un autre import a été appliqué depuis cette lecture. La comparaison vient d’être refaite : relisez-la, puis confirmez.",
    );
  } finally {
    applications.delete(importId);
  }
}

async function ranger(importId: string): Promise<void> {
  await effacerLignes(importId);
  await tenirStatistiques();
}

/**
 * Held until the end: nobody gives it up, nor sweeps it, while its rows become the carte. Without the row there is nothing to apply.
 */
async function tenirImport(tx: Tx, importId: string): Promise<void> {
  const tenus = await tx.$queryRaw<unknown[]>`
    SELECT "id" FROM "ImportCarte" WHERE "id" = ${importId}::uuid AND "etat" = 'prepare' FOR UPDATE`;
  if (tenus.length === 0) throw importIntrouvable();
  // What follows may wait for a reader's lock as long as it must.
  await tx.$executeRaw`SET LOCAL lock_timeout TO DEFAULT`;
}

async function enUneFois(
  agent: Agent | null,
  importId: string,
  maintenant: Date,
  { avancer, signal }: { avancer?: (lignes: number) => void; signal?: AbortSignal },
): Promise<Applique> {
  return transaction(async (tx) => {
    const permis = agent === null ? {} : importsCartePermis(agent);
    const numero = await prendreNumeroCarte(tx);
    await tenirImport(tx, importId);
    const attente = await tx.importCarte.findFirst({ where: { AND: [{ id: importId, etat: "prepare" }, permis] } });
    if (attente === null) throw importIntrouvable();
    const { genre, refusees, crees, modifies, inchanges, sha256, regionAcademique } = attente;
    if (refusees > 0)
      throw new ErreurMetier(
        "regle",
        `Ce fichier a ${accorder(refusees, "ligne refusée", "lignes refusées")} : rien n’en est importé. Corrigez-les, puis envoyez-le à nouveau.`,
      );
    if (numero - 1 !== attente.surNumero) throw new CarteChangee();
    const description = await descriptionDe(genre);
    await description.appliquer(tx, importId, maintenant, { id: agent?.id ?? null }, (lignes) => {
      signal?.throwIfAborted();
      applications.set(importId, lignes);
      avancer?.(lignes);
    });
    const { count } = await tx.importCarte.updateMany({
      where: { id: importId, etat: "prepare" },
      data: { etat: "applique", appliqueLe: maintenant, appliqueParId: agent?.id ?? null },
    });
    if (count !== 1) throw importIntrouvable();
    const comptes = { crees, modifies, inchanges };
    await ecrireEntree(tx, {
      action: "carte.appliquer_import",
      acteur: agent,
      objet: importId,
      apres: { genre, regionAcademique, sha256, ...comptes },
    });
    return { id: importId, ...comptes };
  }, DELAI_LONG);
}
