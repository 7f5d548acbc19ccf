import "server-only";
import { type Centimes, centimes } from "@/lib/domain/argent";
import type { Transformation } from "@/lib/domain/dossier";
import { ETATS_VIVANTS } from "@/lib/domain/etats";
import { coutParPlaceCreee, mouvementDe, placesCreees, type Voie } from "@/lib/domain/places";
import type { Contexte } from "@/lib/domain/verdict";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import { type Agent, dossiersVisibles } from "@/lib/server/droits";
import { cfdAvecPlateau } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { Prisma } from "@/prisma/genere/client";

/** What only the portal knows of a dossier: four statements at most, whatever its size. `agent` null: no other dossier is named. */
export async function lireContexte(
  tx: Tx,
  agent: Agent | null,
  dossierId: string,
  fichier: Pick<DossierFichier, "transformations" | "filieres">,
): Promise<Contexte> {
  const transformations = (fichier.transformations ?? []) as Ligne[];
  if (transformations.length > 0) await tenirAJour(tx);
  const plateaux = cfdAvecPlateau();
  return {
    doublons: await lireDoublons(tx, agent, dossierId, transformations),
    coutMedianParPlace:
      transformations.length === 0 ? undefined : mediane(await lireCouts(tx, dossierId, fichier.filieres ?? [])),
    cfdAvecPlateau: new Set(transformations.flatMap((t) => (t.cfd && plateaux.has(t.cfd) ? [t.cfd] : []))),
  };
}

type Ligne = { [C in keyof Transformation]?: Transformation[C] | null };
type Paire = [number | null, number | null];
type Capacites = { scolaire: Paire; scolaireColoree: Paire; apprentissage: Paire; apprentissageColoree: Paire };
/** The four pairs of a row of "Transformation" t. */
const CAPACITES = Prisma.sql`
  json_build_array(t."scolaireActuelle", t."scolaireFuture") AS "scolaire",
  json_build_array(t."scolaireColoreeActuelle", t."scolaireColoreeFuture") AS "scolaireColoree",
  json_build_array(t."apprentissageActuelle", t."apprentissageFuture") AS "apprentissage",
  json_build_array(t."apprentissageColoreeActuelle", t."apprentissageColoreeFuture") AS "apprentissageColoree"`;

type Autre = Capacites & {
  dossierId: string;
  titre: string;
  acronyme: string | null;
  uai: string;
  cfd: string;
  rentree: number;
  type: string | null;
};

const VOIES: readonly Voie[] = ["scolaire", "apprentissage"];
const cle = (t: { uai?: string | null; cfd?: string | null; rentree?: number | null }, voie: Voie) =>
  `${t.uai}/${t.cfd}/${t.rentree}/${voie}`;

/** Voies in which a transformation changes something. With no place given yet, both: it may well claim either. */
function voies(t: Ligne): readonly Voie[] {
  if (t.type === "ajustement") return [];
  if (t.scolaire == null && t.apprentissage == null) return VOIES;
  const mouvement = mouvementDe(t as Transformation);
  return VOIES.filter((voie) => Object.values(mouvement[voie]).some((n) => n > 0));
}

const capacite = ([actuelle, future]: Paire): [number, number] | undefined =>
  actuelle === null || future === null ? undefined : [actuelle, future];

const enTransformation = (ligne: Capacites & { type: string | null }): Transformation => ({
  type: (ligne.type ?? undefined) as Transformation["type"],
  scolaire: capacite(ligne.scolaire),
  scolaireColoree: capacite(ligne.scolaireColoree),
  apprentissage: capacite(ligne.apprentissage),
  apprentissageColoree: capacite(ligne.apprentissageColoree),
});

async function lireDoublons(tx: Tx, agent: Agent | null, dossierId: string, transformations: readonly Ligne[]) {
  if (!transformations.some((t) => t.uai && t.cfd && t.rentree)) return [];
  const autres = await tx.$queryRaw<Autre[]>`
    SELECT t."dossierId", d."titre", d."acronyme", t."uai", t."cfd", t."rentree", t."type",
           ${CAPACITES}
      FROM "Transformation" t
      JOIN "Dossier" d ON d."id" = t."dossierId"
     WHERE t."dossierId" <> ${dossierId}::uuid AND d."etat"::text IN (${Prisma.join([...ETATS_VIVANTS])})
       AND (t."uai", t."cfd", t."rentree") IN (
             SELECT a."uai", a."cfd", a."rentree" FROM "Transformation" a WHERE a."dossierId" = ${dossierId}::uuid)
     ORDER BY d."creeLe", t."dossierId", t."rang"`;
  if (autres.length === 0) return [];
  const visibles =
    agent === null
      ? []
      : await tx.dossier.findMany({
          where: { id: { in: [...new Set(autres.map((a) => a.dossierId))] }, AND: [dossiersVisibles(agent)] },
          select: { id: true },
        });
  const vus = new Set(visibles.map((d) => d.id));
  const parCle = new Map<string, string>();
  for (const a of autres) {
    const ligne = enTransformation(a);
    // A name is a right: to whom may not see that dossier it stays « un autre dossier ».
    const nom = vus.has(a.dossierId) ? `« ${a.acronyme ?? a.titre} »` : "un autre dossier";
    for (const voie of voies(ligne)) if (!parCle.has(cle(a, voie))) parCle.set(cle(a, voie), nom);
  }
  return transformations.flatMap((t, transformation) => {
    const dossier = voies(t)
      .map((voie) => parCle.get(cle(t, voie)))
      .find((nom) => nom !== undefined);
    return dossier === undefined ? [] : [{ transformation, dossier }];
  });
}

/** Fewer, and the median would tell one dossier's figure to people who may not read it. */
const COMPARABLES_MIN = 3;

/** Lower of the two middle values when they are even in number: a cost really seen. */
function mediane(couts: readonly Centimes[]): Contexte["coutMedianParPlace"] {
  if (couts.length < COMPARABLES_MIN) return undefined;
  const tries = [...couts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { montant: tries[Math.floor((tries.length - 1) / 2)] as Centimes, nombre: tries.length };
}

type Comparable = Capacites & { dossierId: string; cout: bigint; type: string | null };

/**
 * Eligible cost ÷ created places of the live dossiers of a same filière; only those whose places are all told. Places are
 * counted by the domain, as in the rule itself, not a second time in SQL.
 */
async function lireCouts(tx: Tx, dossierId: string, filieres: readonly string[]): Promise<Centimes[]> {
  if (filieres.length === 0) return [];
  const lignes = await tx.$queryRaw<Comparable[]>`
    SELECT d."id" AS "dossierId", d."coutEligible" AS "cout", t."type", ${CAPACITES}
      FROM "Dossier" d
      JOIN "Transformation" t ON t."dossierId" = d."id"
     WHERE d."id" <> ${dossierId}::uuid AND d."coutEligible" > 0
       AND d."etat"::text IN (${Prisma.join([...ETATS_VIVANTS])})
       AND d."filieres" && ARRAY[${Prisma.join([...filieres])}]::text[]
     ORDER BY d."creeLe", d."id"`;
  const parDossier = new Map<string, { cout: bigint; places: number | null }>();
  for (const ligne of lignes) {
    const t = enTransformation(ligne);
    const { cout, places } = parDossier.get(ligne.dossierId) ?? { cout: BigInt(ligne.cout), places: 0 };
    const connues = places !== null && t.scolaire !== undefined && t.apprentissage !== undefined;
    parDossier.set(ligne.dossierId, { cout, places: connues ? places + placesCreees(t) : null });
  }
  return [...parDossier.values()].flatMap(({ cout, places }) => coutParPlaceCreee(centimes(cout), places ?? 0) ?? []);
}
