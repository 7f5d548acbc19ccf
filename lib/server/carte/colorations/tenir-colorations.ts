import "server-only";
import { COLORATIONS_NATIONALES, reduire } from "@/lib/domain/carte/colorations";
import type { Designation } from "@/lib/schemas/colorations";
import type { Tx } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import type { Coloration } from "@/prisma/genere/client";

const CLE_VERROU = 7_141_006;
/** When the national ones entered the list. */
const NATIONALES_LE = new Date("2025-09-01T00:00:00Z");

export const introuvable = () => new ErreurMetier("introuvable", "Cette coloration n’existe pas.");
export const depassee = () =>
  new ErreurMetier("conflit", "Quelqu’un a changé cette coloration entre-temps : relisez la liste, puis recommencez.");

/** The right on the région, then its lock: two people who tidy the same list follow each other. */
export async function tenirRegion(tx: Tx, agent: Agent, region: string): Promise<void> {
  const objet = { regionAcademique: region, uai: null };
  if (!peut(agent, "coloration.gerer", objet)) throw peut(agent, "carte.lire", objet) ? interdit() : introuvable();
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CLE_VERROU}::int, hashtext(${region}))`;
}

/** The list decided nationally is in the code; its rows are there as soon as something is tied to one of them. */
export async function assurerNationales(tx: Tx): Promise<void> {
  await tx.coloration.createMany({
    data: COLORATIONS_NATIONALES.map(({ id, libelle, secteur }) => ({
      ...{ id, libelle, secteur, portee: "nationale", creeeLe: NATIONALES_LE, modifieeLe: NATIONALES_LE },
    })),
    skipDuplicates: true,
  });
}

/** Local ones of the région, national ones: no other is found, whoever asks. */
export const visibles = (region: string) => ({ OR: [{ regionAcademique: region }, { portee: "nationale" }] });

/**
 * The coloration that a gesture names, at the version that was seen. A label that is not in the list yet enters it, with the way
 * rows write it.
 */
export async function designer(
  tx: Tx,
  region: string,
  designation: Designation,
  maintenant: Date,
): Promise<Coloration> {
  if ("id" in designation) {
    await assurerNationales(tx);
    const lue = await tx.coloration.findFirst({ where: { id: designation.id, ...visibles(region) } });
    if (lue === null) throw introuvable();
    if (lue.version !== designation.versionVue) throw depassee();
    return lue;
  }
  const { libelle } = designation;
  const connue = await tx.varianteColoration.findUnique({
    where: { regionAcademique_libelle: { regionAcademique: region, libelle } },
  });
  // Someone put it in the list meanwhile.
  if (connue !== null) throw depassee();
  // Only what rows write may enter this way, and once: else anything could be put in the list unseen.
  const [listee, ecrites] = [
    await tx.coloration.findFirst({ where: { libelle, ...visibles(region) }, select: { id: true } }),
    await tx.demandeOrion.findMany({
      where: { regionAcademique: region, coloration: { not: null } },
      distinct: ["coloration"],
      select: { coloration: true },
    }),
  ];
  if (listee !== null) throw depassee();
  if (!ecrites.some((e) => reduire(e.coloration ?? "") === libelle)) throw introuvable();
  const creee = await tx.coloration.create({
    data: { libelle, portee: "locale", regionAcademique: region, creeeLe: maintenant, modifieeLe: maintenant },
  });
  await tx.varianteColoration.create({ data: { regionAcademique: region, libelle, colorationId: creee.id } });
  return creee;
}
