import "server-only";
import type { Comparaison, VersionComparee } from "@/lib/domain/comparaison";
import { comparerVersions } from "@/lib/domain/comparaison";
import type { Contenus } from "@/lib/domain/comparaison/champs";
import { jourEvaluation } from "@/lib/domain/completude";
import { jourAParis } from "@/lib/domain/dates";
import { SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { verifier } from "@/lib/domain/eligibilite";
import { modifiable } from "@/lib/domain/etats";
import type { Resultat } from "@/lib/domain/verdict";
import { ecrireReference, lireReference, type ReferenceVersion } from "@/lib/schemas/comparaison";
import type { Complements } from "@/lib/schemas/complements";
import { type ClesLignes, contenuDeSection } from "@/lib/schemas/contenus";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { versDossier } from "@/lib/schemas/lecture";
import { champsDossier, type DossierFichier } from "@/lib/schemas/rigel-dossier";
import { lireVerdictsFiges } from "@/lib/schemas/verdicts-figes";
import { lecture, type Tx } from "@/lib/server/base";
import { mettreEnRegard, type TexteEnRegard } from "@/lib/server/comparaison/mettre-en-regard";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { clesDe, placesDe } from "@/lib/server/dossiers/places-lignes";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/** One thing that may be compared, as the choice shows it. `le`: ISO instant. */
export type Comparable =
  | { reference: string; type: "version"; numero: number; le: string }
  | { reference: string; type: "point"; nom: string; le: string }
  | { reference: string; type: "courant" };

export type VersionLue = VersionComparee & { comparable: Comparable; fichier: DossierFichier };

export type PageComparaison = {
  dossierId: string;
  /** Acronym or title, as the person may know it. */
  nom: string;
  comparables: Comparable[];
  /** Whether the workspace itself opens to this person. */
  ouvert: boolean;
  /** Whether this person sees save points. */
  points: boolean;
  /** null: fewer than two versions to compare. */
  comparaison: {
    de: VersionLue;
    a: VersionLue;
    resultat: Comparaison;
    /** Long texts that change, word by word, by their address. */
    textes: ReadonlyMap<string, TexteEnRegard>;
  } | null;
};

type Ouvertures = { versions: boolean; points: boolean; courant: boolean };

/**
 * What this person may compare, and the comparison of the two that are asked for (or of the last filed version with the
 * dossier as it is). null: no such dossier, or one of the two is not theirs to read. `motAMot` false: texts side by side, unmarked.
 */
export async function lireComparaison(
  agent: Agent,
  dossierId: string,
  demande: { de?: string | undefined; a?: string | undefined; motAMot?: boolean },
  maintenant: Date,
): Promise<PageComparaison | null> {
  if (!estIdentifiant(dossierId)) return null;
  const lue = await lireDeuxVersions(agent, dossierId, demande, maintenant);
  if (lue === null || lue.comparaison === null) return lue as PageComparaison | null;
  // Once the transaction is over: it takes the processor, not the database.
  const textes = await mettreEnRegard(lue.comparaison.resultat, demande.motAMot === false ? 0 : undefined);
  return { ...lue, comparaison: { ...lue.comparaison, textes } };
}

const lireDeuxVersions = (
  agent: Agent,
  dossierId: string,
  demande: { de?: string | undefined; a?: string | undefined },
  maintenant: Date,
) =>
  lecture(async (tx) => {
    const ouvertures = await lireOuvertures(tx, agent, dossierId);
    if (!ouvertures.versions && !ouvertures.courant) return null;
    const comparables = await listerComparables(tx, dossierId, ouvertures);
    const choix = choisir(comparables, demande);
    if (choix === null) return null;
    const commun = { dossierId, comparables, ouvert: ouvertures.courant, points: ouvertures.points };
    if (choix === "rien") return { ...commun, nom: await nomDe(tx, dossierId, ouvertures), comparaison: null };
    const lueDe = await lireVersion(tx, agent, dossierId, choix.de, maintenant);
    const lueA = choix.a === choix.de ? lueDe : await lireVersion(tx, agent, dossierId, choix.a, maintenant);
    // Filed or named before rows held anything beside the exchange file: nothing of it is compared, rather than all of it « added ».
    // People's addresses are in it, which no filed document shows: only whoever opens the workspace sees them.
    const avec = ouvertures.courant && [lueDe, lueA].every((l) => l.cles?.complements !== undefined);
    const [de, a] = [composer(lueDe, avec), composer(lueA, avec)];
    const resultat = comparerVersions(de, a);
    const nom = await nomDe(tx, dossierId, ouvertures);
    return { ...commun, nom, comparaison: { de, a, resultat } };
  });

/** One question per right, in the query as everywhere. */
async function lireOuvertures(tx: Tx, agent: Agent, id: string): Promise<Ouvertures> {
  const ouvre = async (verbe: "version.lire" | "point.lire" | "dossier.lire") =>
    (await tx.dossier.count({ where: { id, AND: [dossiersPermis(agent, verbe)] } })) > 0;
  return {
    versions: await ouvre("version.lire"),
    points: await ouvre("point.lire"),
    courant: await ouvre("dossier.lire"),
  };
}

async function listerComparables(tx: Tx, dossierId: string, ouvertures: Ouvertures): Promise<Comparable[]> {
  const versions = ouvertures.versions
    ? await tx.versionDeposee.findMany({
        where: { dossierId },
        orderBy: { numero: "desc" },
        select: { numero: true, deposeeLe: true },
      })
    : [];
  const points = ouvertures.points
    ? await tx.pointSauvegarde.findMany({
        where: { dossierId, retireLe: null },
        orderBy: [{ creeLe: "desc" }, { id: "asc" }],
        select: { id: true, nom: true, creeLe: true },
      })
    : [];
  return [
    ...(ouvertures.courant ? [{ reference: "courant", type: "courant" as const }] : []),
    ...versions.map(({ numero, deposeeLe }) => ({
      reference: ecrireReference({ type: "version", numero }),
      type: "version" as const,
      numero,
      le: deposeeLe.toISOString(),
    })),
    ...points.map(({ id, nom, creeLe }) => ({
      reference: ecrireReference({ type: "point", id }),
      type: "point" as const,
      nom,
      le: creeLe.toISOString(),
    })),
  ];
}

/** What is asked, or the most useful: from the last filed version, else the last point, to what is there now. null: not theirs. */
function choisir(
  comparables: readonly Comparable[],
  demande: { de?: string | undefined; a?: string | undefined },
): { de: Comparable; a: Comparable } | "rien" | null {
  const trouver = (texte: string | undefined): Comparable | null | undefined => {
    if (texte === undefined) return undefined;
    const lue = lireReference(texte);
    return lue === null ? null : (comparables.find((c) => c.reference === ecrireReference(lue)) ?? null);
  };
  const [de, a] = [trouver(demande.de), trouver(demande.a)];
  if (de === null || a === null) return null;
  const arrivee = a ?? comparables.find((c) => c !== de);
  const depart =
    de ?? comparables.find((c) => c !== arrivee && c.type !== "courant") ?? comparables.find((c) => c !== arrivee);
  return arrivee === undefined || depart === undefined ? "rien" : { de: depart, a: arrivee };
}

/** The title of the draft is for who may read it; others know the dossier as it was last filed. */
async function nomDe(tx: Tx, dossierId: string, ouvertures: Ouvertures): Promise<string> {
  const [lu] = ouvertures.courant
    ? await tx.dossier.findMany({ where: { id: dossierId }, select: { acronyme: true, titre: true } })
    : await tx.$queryRaw<{ acronyme: string | null; titre: string | null }[]>`
        SELECT "donnees"->>'acronyme' AS "acronyme", "donnees"->>'titre' AS "titre"
          FROM "VersionDeposee" WHERE "dossierId" = ${dossierId}::uuid ORDER BY "numero" DESC LIMIT 1`;
  return lu?.acronyme || lu?.titre || "Dossier";
}

type Lue = {
  comparable: Comparable;
  fichier: DossierFichier;
  resultat: Resultat;
  /** What rows hold horsFichier the file; a filed version has no keys. */
  cles: ClesLignes | null;
};

/** `comparable` comes from the list of what this person may read. */
async function lireVersion(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  comparable: Comparable,
  maintenant: Date,
): Promise<Lue> {
  const lue = lireReference(comparable.reference) as ReferenceVersion;
  if (lue.type === "version") {
    const v = await tx.versionDeposee.findUniqueOrThrow({
      where: { dossierId_numero: { dossierId, numero: lue.numero } },
      select: { donnees: true, verdicts: true, complements: true },
    });
    return {
      comparable,
      fichier: champsDossier.parse(v.donnees),
      resultat: lireVerdictsFiges(v.verdicts),
      cles: v.complements === null ? null : { complements: v.complements as unknown as Complements },
    };
  }
  if (lue.type === "point") {
    const p = await tx.pointSauvegarde.findFirstOrThrow({
      where: { id: lue.id, dossierId },
      select: { donnees: true, verdicts: true, cles: true },
    });
    return {
      comparable,
      fichier: champsDossier.parse(p.donnees),
      resultat: lireVerdictsFiges(p.verdicts),
      cles: p.cles as unknown as ClesLignes,
    };
  }
  const d = await tx.dossier.findUniqueOrThrow({
    where: { id: dossierId },
    select: { ...SELECTION_FICHIER, regimeNumero: true, etat: true },
  });
  const fichier = versFichier(d);
  const regime = await regimeDe(tx, fichier.regime, d.regimeNumero);
  const contexte = await lireContexte(tx, agent, dossierId, fichier);
  // As the workspace judges it: a planned day that is past counts as today while the dossier may still be filed.
  const dateDepot = jourEvaluation(fichier.dateDepot ?? undefined, jourAParis(maintenant), modifiable(d.etat));
  const resultat = verifier(versDossier({ ...fichier, dateDepot }), contexte, regime);
  return { comparable, fichier, resultat, cles: clesDe(placesDe(d)) };
}

function composer({ comparable, fichier, resultat, cles }: Lue, avecComplements: boolean): VersionLue {
  const { complements, ...lignes } = cles ?? {};
  const horsFichier: ClesLignes = avecComplements && complements !== undefined ? { ...lignes, complements } : lignes;
  return {
    comparable,
    fichier,
    dossier: versDossier(fichier),
    resultat,
    contenus: Object.fromEntries(
      SECTIONS_EDITABLES.map((s) => [s, contenuDeSection(fichier, s, horsFichier)]),
    ) as Contenus,
    cles: Object.keys(lignes).length > 0,
  };
}
