import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type Ecart, ecarts } from "@/lib/domain/evolution-regime";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES, type Regime } from "@/lib/domain/regimes";
import { lecture, type Tx } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import type { DocumentPublie } from "@/lib/server/regimes/composer-version";
import { lireJeu } from "@/lib/server/regimes/lire-regimes";

export type Situation = "a_venir" | "en_vigueur" | "remplacee";

export type VersionRegime = {
  regime: Regime;
  /** First day on which a new dossier receives it; null: with the regime itself, as shipped with Rigel. */
  effetLe: DateIso | null;
  situation: Situation;
  motif: string | null;
  publieLe: DateIso | null;
  /** The documents it was published with. */
  documents: { titre: string; date: DateIso; lien?: string; document?: string }[];
  /** From the version before; empty for the first. */
  changements: Ecart[];
};

/** One document often backs several changes: said once. */
function documentsDistincts(publies: readonly DocumentPublie[]): VersionRegime["documents"] {
  const vus = new Map(
    publies.map(({ titre, date, lien, documentId }) => [
      `${titre}/${date}/${lien ?? documentId}`,
      { titre, date, ...(lien && { lien }), ...(documentId && { document: documentId }) },
    ]),
  );
  return [...vus.values()];
}

/** Every version of every regime, the latest first: none is ever forgotten. */
export const listerVersions = (maintenant: Date): Promise<Record<CodeRegime, VersionRegime[]>> =>
  lecture((tx) => lireVersions(tx, jourAParis(maintenant)));

export const lireVersions = async (tx: Tx, jour: DateIso): Promise<Record<CodeRegime, VersionRegime[]>> =>
  assembler(await lirePublies(tx), jour);

type Publie = Omit<VersionRegime, "situation" | "changements"> & { code: string };

export async function lirePublies(lire: Pick<Tx, "regimePublie">): Promise<Publie[]> {
  const publies = await lire.regimePublie.findMany({
    orderBy: [{ code: "asc" }, { numero: "asc" }],
    select: { code: true, contenu: true, effetLe: true, motif: true, publieLe: true, documents: true },
  });
  return publies.map((p) => ({
    code: p.code,
    regime: lireJeu(p.contenu),
    effetLe: versJour(p.effetLe),
    motif: p.motif,
    publieLe: jourAParis(p.publieLe),
    documents: documentsDistincts(p.documents as DocumentPublie[]),
  }));
}

/** Those shipped with Rigel, then those published since; the situation of each is that of the day. */
export function assembler(publies: readonly Publie[], jour: DateIso): Record<CodeRegime, VersionRegime[]> {
  return Object.fromEntries(
    REGIMES.codes.map((code) => {
      const suite = [
        ...REGIMES_PUBLIES.filter((r) => r.code === code).map((regime) => ({
          regime,
          effetLe: null,
          motif: null,
          publieLe: null,
          documents: [],
        })),
        ...publies.filter((p) => p.code === code).map(({ code: _code, ...version }) => version),
      ];
      const courante = suite.findLastIndex((v) => v.effetLe === null || v.effetLe <= jour);
      const versions = suite.map((v, i): VersionRegime => {
        const avant = suite[i - 1]?.regime;
        return {
          ...v,
          situation: i === courante ? "en_vigueur" : i < courante ? "remplacee" : "a_venir",
          changements: avant === undefined ? [] : ecarts(avant, v.regime),
        };
      });
      return [code, versions.reverse()];
    }),
  ) as Record<CodeRegime, VersionRegime[]>;
}
