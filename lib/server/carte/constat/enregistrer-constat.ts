import "server-only";
import type { z } from "zod";
import type { BilanConstat, demandeConstat } from "@/lib/schemas/constat";
import { type Tx, transaction } from "@/lib/server/base";
import {
  CHAMPS_CONSTAT_STOCKE,
  DEMANDES_SUIVIES,
  PROJETS_SUIVIS,
  rentreesDe,
  versStocke,
} from "@/lib/server/carte/constat/lire-constat";
import { CHAMPS_DEMANDE, type DemandeMesuree, mesuresConstat } from "@/lib/server/carte/constat/mesures-constat";
import { type Agent, cartePermise } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

type Saisie = z.output<typeof demandeConstat>;
type Ligne = Saisie["lignes"][number];
type Contexte = { rentree: number; agent: Agent; maintenant: Date };

/** An import being applied changes what a constat is measured against: wait for it, without making each other wait. */
async function attendreImports(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT "numero" FROM "NumeroCarte" WHERE "cle" = 'carte' FOR SHARE`;
}

/** Whether it was written: false when someone else wrote it since the page was opened. */
async function ecrireLigne(tx: Tx, ligne: Ligne, demande: DemandeMesuree, ctx: Contexte): Promise<boolean> {
  const { numero, vue, places, motif, precision } = ligne;
  const cle = { numero, rentree: ctx.rentree };
  const vu = vue === null ? null : { version: vue.version, saisiLe: new Date(vue.saisiLe) };
  if (places === null) {
    if (vu === null) return true;
    const { count } = await tx.constatPlaces.deleteMany({ where: { ...cle, ...vu } });
    // Taken back by someone else already: the same outcome.
    return count === 1 || (await tx.constatPlaces.count({ where: cle })) === 0;
  }
  const valeurs = {
    ...places,
    ...mesuresConstat(demande, places),
    ...{ motif, precision, source: "saisie", importId: null, saisiLe: ctx.maintenant, saisiParId: ctx.agent.id },
  };
  const { count } =
    vu === null
      ? await tx.constatPlaces.createMany({ data: [{ ...cle, ...valeurs }], skipDuplicates: true })
      : await tx.constatPlaces.updateMany({
          where: { ...cle, ...vu },
          data: { ...valeurs, version: { increment: 1 } },
        });
  return count === 1;
}

/**
 * What the établissement saw open at one rentrée. Rows that someone else wrote since are left as they are and given back: the
 * others are written, nothing is written over unseen.
 */
export async function enregistrerConstat(
  agent: Agent,
  { rentree, lignes }: Saisie,
  maintenant: Date,
): Promise<BilanConstat> {
  return transaction(async (tx) => {
    await attendreImports(tx);
    const numeros = lignes.map((l) => l.numero);
    const demandes = await tx.demandeOrion.findMany({
      where: { AND: [cartePermise(agent, "constat.saisir"), DEMANDES_SUIVIES, { numero: { in: numeros } }] },
      select: { ...CHAMPS_DEMANDE, numero: true, uai: true, rentree: true, liens: PROJETS_SUIVIS },
    });
    const parNumero = new Map(demandes.map((d) => [d.numero, d]));
    if (parNumero.size < numeros.length)
      throw new ErreurMetier("introuvable", "Une de ces demandes n’existe pas, ou ne vous est pas ouverte.");
    const horsSuivi = demandes.find((d) => !rentreesDe(d, maintenant).includes(rentree));
    if (horsSuivi !== undefined)
      throw new ErreurMetier(
        "regle",
        `La demande ${horsSuivi.numero} n’est pas suivie à la rentrée ${rentree} : le constat va de sa rentrée à cinq ans après la fin du projet, une fois la rentrée passée.`,
      );
    const ecrites: string[] = [];
    const heurtees: string[] = [];
    for (const ligne of lignes) {
      const demande = parNumero.get(ligne.numero);
      if (demande === undefined) continue;
      const ecrite = await ecrireLigne(tx, ligne, demande, { rentree, agent, maintenant });
      (ecrite ? ecrites : heurtees).push(ligne.numero);
    }
    const stockes = await tx.constatPlaces.findMany({
      where: { rentree, numero: { in: numeros } },
      select: { numero: true, ...CHAMPS_CONSTAT_STOCKE },
    });
    const constatDe = new Map(stockes.map(({ numero, ...c }) => [numero, versStocke(c)]));
    const dire = (numero: string) => ({ numero, constat: constatDe.get(numero) ?? null });
    await ecrireEntree(tx, {
      action: "constat.saisir",
      acteur: agent,
      objet: demandes[0]?.uai ?? null,
      apres: {
        ...{ rentree, demandes: ecrites, conflits: heurtees.length },
        retires: lignes.filter((l) => l.places === null && ecrites.includes(l.numero)).length,
      },
    });
    return { enregistrees: ecrites.map(dire), conflits: heurtees.map(dire) };
  });
}
