import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES, type Regime } from "@/lib/domain/regimes";
import { jeuRegles } from "@/lib/schemas/jeu-regles";
import { versRegime } from "@/lib/schemas/vers-regime";
import type { Tx } from "@/lib/server/base";
import { deJour } from "@/lib/server/dossiers/lignes";

/**
 * The sets of rules, those shipped with Rigel and those published since. A published set never changes (the database refuses
 * it), so what a process has read once stays true in every process: nothing to invalidate. Only « which is the latest » is asked
 * again each time, on the primary key.
 */
const cle = (code: string, numero: number) => `${code}/${numero}`;
const connus = new Map(REGIMES_PUBLIES.map((r) => [cle(r.code, r.numero), r]));

/** A set kept in the database is read through its schema: one that this engine cannot apply is an error, never a guess. */
export const lireJeu = (contenu: unknown): Regime => versRegime(jeuRegles.parse(contenu));

/** The set that binds a dossier. Costs nothing once it was read. */
export async function regimeDe(tx: Pick<Tx, "regimePublie">, code: CodeRegime, numero: number): Promise<Regime> {
  const connu = connus.get(cle(code, numero));
  if (connu !== undefined) return connu;
  const { contenu } = await tx.regimePublie.findUniqueOrThrow({
    where: { code_numero: { code, numero } },
    select: { contenu: true },
  });
  const lu = lireJeu(contenu);
  connus.set(cle(code, numero), lu);
  return lu;
}

/** The set that a dossier created that day receives: the latest whose effect has come. */
export async function regimeCourant(tx: Tx, code: CodeRegime, jour: DateIso): Promise<Regime> {
  const dernier = await tx.regimePublie.findFirst({
    where: { code, effetLe: { lte: deJour(jour) as Date } },
    orderBy: { numero: "desc" },
    select: { numero: true },
  });
  const livre = REGIMES_PUBLIES.filter((r) => r.code === code).at(-1);
  return regimeDe(tx, code, Math.max(dernier?.numero ?? 0, livre?.numero ?? 0));
}

/** One set per regime, in their order. */
export async function regimesCourants(tx: Tx, maintenant: Date): Promise<Regime[]> {
  const jour = jourAParis(maintenant);
  const lus: Regime[] = [];
  for (const code of REGIMES.codes) lus.push(await regimeCourant(tx, code, jour));
  return lus;
}

/** Who confirmed which rule, by name: for a screen, never for what is frozen. */
export async function avecNoms(tx: Tx, regime: Regime): Promise<Regime> {
  if (regime.regles.every((e) => e.confirmation === undefined)) return regime;
  const auteurs = await tx.regimePublie.findMany({
    where: { code: regime.code, numero: { lte: regime.numero } },
    select: { numero: true, documents: true, publiePar: { select: { prenom: true, nom: true, effaceLe: true } } },
    orderBy: { numero: "asc" },
  });
  const noms = new Map<string, string>();
  for (const { documents, publiePar } of auteurs)
    for (const { regle } of documents as { regle?: string }[])
      if (regle !== undefined)
        if (publiePar.effaceLe === null) noms.set(regle, `${publiePar.prenom} ${publiePar.nom}`);
        else noms.delete(regle);
  return {
    ...regime,
    regles: regime.regles.map((e) => {
      const par = noms.get(e.code);
      return e.confirmation === undefined || par === undefined ? e : { ...e, confirmation: { ...e.confirmation, par } };
    }),
  };
}
