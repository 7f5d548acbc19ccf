import "server-only";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { Auteur, ChangementRecu, Nouveautes } from "@/lib/schemas/edition";
import { lecture, type Tx } from "@/lib/server/base";
import { SELECTION_SECTIONS, versSections } from "@/lib/server/dossiers/etats-sections";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";
import type { Prisma } from "@/prisma/genere/client";

/** Beyond so many writes the whole dossier is lighter to read again. */
const CHANGEMENTS_MAX = 2_000;

const AUTEUR = { select: { id: true, prenom: true, nom: true } } as const;

/** A value travels wrapped, so that « nothing » and « null » stay two things in the database. */
export const emballer = (v: unknown): Prisma.InputJsonValue => ({ v: v ?? null }) as Prisma.InputJsonValue;
export const deballer = (json: unknown): unknown => (json as { v?: unknown } | null)?.v ?? null;

export const versAuteur = (p: { id: string; prenom: string; nom: string } | null): Auteur | null =>
  p === null ? null : { id: p.id, nom: `${p.prenom} ${p.nom}` };

/** What other pages wrote since `depuis`, oldest first; null: too much. */
export async function ecritesDepuis(
  tx: Tx,
  dossierId: string,
  depuis: number,
  page: { client: string; utilisateurId: string },
): Promise<ChangementRecu[] | null> {
  const lues = await tx.modificationChamp.findMany({
    where: {
      dossierId,
      revision: { gt: depuis },
      appliquee: true,
      // A page is this one when it is this person's too: the name of a page is no secret.
      OR: [{ client: null }, { client: { not: page.client } }, { parId: null }, { parId: { not: page.utilisateurId } }],
    },
    orderBy: [{ revision: "asc" }, { adresse: "asc" }],
    take: CHANGEMENTS_MAX + 1,
    select: { revision: true, adresse: true, type: true, rang: true, apres: true, le: true, par: AUTEUR },
  });
  if (lues.length > CHANGEMENTS_MAX) return null;
  return lues.map(({ revision, adresse, type, rang, apres, le, par }) => {
    const commun = { revision, adresse, le: le.toISOString(), par: versAuteur(par) };
    if (type === "ajout")
      return { ...commun, type, rang: rang ?? 0, valeur: (deballer(apres) ?? {}) as Record<string, unknown> };
    return type === "retrait" ? { ...commun, type } : { ...commun, type: "champ", valeur: deballer(apres) };
  });
}

/**
 * What a page that knows everything up to `depuis` does not know yet. Values typed and given up are history: whoever reads the
 * dossier without it is only told to read it again.
 */
export async function lireNouveautes(
  agent: Agent,
  { dossierId, depuis, client }: { dossierId: string; depuis: number; client: string },
): Promise<Nouveautes> {
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.lire")] },
      select: { revision: true, regime: true, regimeNumero: true, sections: SELECTION_SECTIONS },
    });
    if (dossier === null) throw introuvable();
    const historique = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "historique.lire")] },
      select: { id: true },
    });
    const lire = () =>
      historique === null ? null : ecritesDepuis(tx, dossierId, depuis, { client, utilisateurId: agent.id });
    const changements = dossier.revision > depuis ? await lire() : [];
    return {
      revision: dossier.revision,
      changements: changements ?? [],
      // A page ahead of the database: a backup was restored behind it.
      recharger: changements === null || depuis > dossier.revision,
      sections: versSections(dossier.sections),
      regime: { code: dossier.regime as CodeRegime, numero: dossier.regimeNumero },
    };
  });
}
