import "server-only";
import { randomUUID } from "node:crypto";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";
import type { Tx } from "@/lib/server/base";
import { deJour } from "@/lib/server/dossiers/lignes";
import { rechercheDe } from "@/lib/server/organisations/identites";

/**
 * Writers of the shared list. Several dossiers may meet the same organisation at the same time: what is inserted waits for the unique
 * indexes and gives way, then what stands is read again.
 */

type Nouvelle = Omit<IdentiteOrganisation, "verifieeLe" | "fermeeLe"> & {
  verifieeLe: Date | null;
  fermeeLe: IdentiteOrganisation["fermeeLe"];
};

const colonnes = (o: Nouvelle, maintenant: Date) => ({
  nom: o.nom,
  siret: o.siret,
  uai: o.uai,
  nature: o.nature,
  categorie: o.categorie,
  commune: o.commune,
  source: o.source,
  verifieeLe: o.verifieeLe,
  fermeeLe: deJour(o.fermeeLe),
  recherche: rechercheDe(o),
  modifieLe: maintenant,
});

const inserer = (tx: Tx, o: Nouvelle, maintenant: Date) =>
  tx.organisation.createMany({
    data: [{ id: randomUUID(), creeLe: maintenant, ...colonnes(o, maintenant) }],
    skipDuplicates: true,
  });

const remplacer = async (tx: Tx, id: string, o: Nouvelle, maintenant: Date): Promise<string> => {
  await tx.organisation.update({
    where: { id },
    data: { ...colonnes(o, maintenant), version: { increment: 1 } },
    select: { id: true },
  });
  return id;
};

const CLE = { id: true, uai: true, siret: true, source: true } as const;

/** The organisation of an établissement of the annuaire: what was only declared gives way to it. */
export async function tenirEtablissement(
  tx: Tx,
  identite: Nouvelle & { uai: string },
  maintenant: Date,
): Promise<string> {
  const { uai, siret } = identite;
  await inserer(tx, identite, maintenant);
  const connue = await tx.organisation.findUnique({ where: { uai }, select: CLE });
  if (connue !== null)
    return connue.source === "annuaire" ? connue.id : remplacer(tx, connue.id, await sienne(), maintenant);
  // The SIRET was taken: by the same organisation known by it alone, or by another one of the same cité scolaire.
  const parSiret = siret === null ? null : await tx.organisation.findUnique({ where: { siret }, select: CLE });
  if (parSiret !== null && parSiret.uai === null) return remplacer(tx, parSiret.id, identite, maintenant);
  await inserer(tx, { ...identite, siret: null }, maintenant);
  return (await tx.organisation.findUniqueOrThrow({ where: { uai }, select: CLE })).id;

  async function sienne(): Promise<Nouvelle> {
    if (siret === null) return identite;
    const autre = await tx.organisation.findUnique({ where: { siret }, select: CLE });
    return autre === null || autre.uai === uai ? identite : { ...identite, siret: null };
  }
}

/** An organisation by its one identifier, as a dossier declares it when nobody knows it yet. What is known is left as it is. */
export async function tenirDeclaree(
  tx: Tx,
  identite: Nouvelle,
  maintenant: Date,
): Promise<{ id: string; declaree: boolean }> {
  await inserer(tx, identite, maintenant);
  const { siret, uai } = identite;
  const connue = await tx.organisation.findFirstOrThrow({ where: siret !== null ? { siret } : { uai }, select: CLE });
  return { id: connue.id, declaree: connue.source === "declaree" };
}

/** What the company register says of a SIRET. What the annuaire gives stands: it is the register of établissements. */
export async function tenirRegistre(tx: Tx, identite: Nouvelle & { siret: string }, maintenant: Date): Promise<string> {
  await inserer(tx, identite, maintenant);
  const { siret } = identite;
  const connue = await tx.organisation.findUniqueOrThrow({ where: { siret }, select: CLE });
  return connue.source === "annuaire"
    ? connue.id
    : remplacer(tx, connue.id, { ...identite, uai: connue.uai }, maintenant);
}

export type { Nouvelle };
