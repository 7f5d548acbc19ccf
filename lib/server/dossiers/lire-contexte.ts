import "server-only";
import { type Centimes, centimes } from "@/lib/domain/argent";
import type { Transformation } from "@/lib/domain/dossier";
import { ETATS_VIVANTS } from "@/lib/domain/etats";
import { mouvementDe, type Voie } from "@/lib/domain/places";
import type { Contexte } from "@/lib/domain/verdict";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import { type Agent, dossiersVisibles } from "@/lib/server/droits";
import { cfdAvecPlateau } from "@/lib/server/reference";
import { Prisma } from "@/prisma/genere/client";

/** What only the portal knows of a dossier: three statements at most, whatever its size. `agent` null: no other dossier is named. */
export async function lireContexte(
  tx: Tx,
  agent: Agent | null,
  dossierId: string,
  fichier: Pick<DossierFichier, "transformations" | "filieres">,
): Promise<Contexte> {
  const transformations = (fichier.transformations ?? []) as Ligne[];
  const plateaux = cfdAvecPlateau();
  return {
    doublons: await lireDoublons(tx, agent, dossierId, transformations),
    coutMedianParPlace:
      transformations.length === 0 ? undefined : mediane(await lireCouts(tx, dossierId, fichier.filieres ?? [])),
    cfdAvecPlateau: new Set(transformations.flatMap((t) => (t.cfd && plateaux.has(t.cfd) ? [t.cfd] : []))),
  };
}

type Ligne = { [C in keyof Transformation]?: Transformation[C] | null };
type Autre = {
  dossierId: string;
  titre: string;
  acronyme: string | null;
  uai: string;
  cfd: string;
  rentree: number;
  type: string | null;
  scolaire: [number | null, number | null];
  scolaireColoree: [number | null, number | null];
  apprentissage: [number | null, number | null];
  apprentissageColoree: [number | null, number | null];
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

const capacite = ([actuelle, future]: [number | null, number | null]): [number, number] | undefined =>
  actuelle === null || future === null ? undefined : [actuelle, future];

async function lireDoublons(tx: Tx, agent: Agent | null, dossierId: string, transformations: readonly Ligne[]) {
  if (!transformations.some((t) => t.uai && t.cfd && t.rentree)) return [];
  const autres = await tx.$queryRaw<Autre[]>`
    SELECT t."dossierId", d."titre", d."acronyme", t."uai", t."cfd", t."rentree", t."type",
           json_build_array(t."scolaireActuelle", t."scolaireFuture") AS "scolaire",
           json_build_array(t."scolaireColoreeActuelle", t."scolaireColoreeFuture") AS "scolaireColoree",
           json_build_array(t."apprentissageActuelle", t."apprentissageFuture") AS "apprentissage",
           json_build_array(t."apprentissageColoreeActuelle", t."apprentissageColoreeFuture") AS "apprentissageColoree"
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
    const ligne: Ligne = {
      type: a.type as Transformation["type"],
      scolaire: capacite(a.scolaire),
      scolaireColoree: capacite(a.scolaireColoree),
      apprentissage: capacite(a.apprentissage),
      apprentissageColoree: capacite(a.apprentissageColoree),
    };
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

/** Eligible cost ÷ created places, as COH_COUT_PLACE counts them; only dossiers whose places are all told. */
async function lireCouts(tx: Tx, dossierId: string, filieres: readonly string[]): Promise<Centimes[]> {
  if (filieres.length === 0) return [];
  const lignes = await tx.$queryRaw<{ cout: bigint; places: bigint }[]>`
    SELECT d."coutEligible" AS "cout",
           SUM(GREATEST(t."scolaireFuture" - t."scolaireActuelle", 0)
             + GREATEST(t."apprentissageFuture" - t."apprentissageActuelle", 0))::bigint AS "places"
      FROM "Dossier" d
      JOIN "Transformation" t ON t."dossierId" = d."id"
     WHERE d."id" <> ${dossierId}::uuid AND d."coutEligible" > 0
       AND d."etat"::text IN (${Prisma.join([...ETATS_VIVANTS])})
       AND d."filieres" && ARRAY[${Prisma.join([...filieres])}]::text[]
     GROUP BY d."id"
    HAVING BOOL_AND(t."scolaireFuture" IS NOT NULL AND t."apprentissageFuture" IS NOT NULL)
       AND SUM(GREATEST(t."scolaireFuture" - t."scolaireActuelle", 0)
             + GREATEST(t."apprentissageFuture" - t."apprentissageActuelle", 0)) > 0
     ORDER BY d."creeLe", d."id"`;
  return lignes.map(({ cout, places }) => centimes(BigInt(cout) / BigInt(places)));
}
