import "server-only";
import { type ListeLignes, SOURCE_SUBVENTION } from "@/lib/domain/participation";
import type { ClesLignes } from "@/lib/schemas/contenus";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { clesDe, placesDe } from "@/lib/server/dossiers/places-lignes";
import { nomsDeLaPart } from "@/lib/server/participation/alias";
import type { Prisma } from "@/prisma/genere/client";

/** What one partner's page holds, and nothing else: the condition is in the query, no other row leaves the database. */
export type PartLue = {
  fichier: DossierFichier;
  cles: ClesLignes;
  revision: number;
  /** Name of each row in the database → on the page. */
  noms: Readonly<Record<ListeLignes, ReadonlyMap<string, string>>>;
};

const lignes = <L extends keyof typeof SELECTION_FICHIER>(liste: L) =>
  SELECTION_FICHIER[liste] as (typeof SELECTION_FICHIER)[L];

/** null: no such partner in this dossier. The right is the caller's. */
export async function lirePart(tx: Tx, dossierId: string, partenaire: string): Promise<PartLue | null> {
  const lu = await tx.dossier.findUnique({
    where: { id: dossierId },
    select: {
      ...{ revision: true, titre: true, acronyme: true, regime: true, debut: true, dureeMois: true },
      partenaires: { ...lignes("partenaires"), where: { cle: partenaire } },
      budget: { ...lignes("budget"), where: { partenaire } },
      financements: {
        ...lignes("financements"),
        // SQL's « not equal » leaves out what is unknown.
        where: { partenaire, OR: [{ source: null }, { source: { not: SOURCE_SUBVENTION } }] },
      },
    } satisfies Prisma.DossierSelect,
  });
  if (lu === null || lu.partenaires.length === 0) return null;
  const { revision, ...champs } = lu;
  const entier = { ...RIEN, ...champs };
  const cles = clesDe(placesDe(entier));
  const noms = (liste: ListeLignes) => nomsDeLaPart(cles[liste] ?? [], partenaire);
  const nommees = { budget: noms("budget"), financements: noms("financements") };
  return {
    revision,
    fichier: versFichier(entier),
    cles: { ...cles, budget: [...nommees.budget.values()], financements: [...nommees.financements.values()] },
    noms: nommees,
  };
}

/** The rest of a dossier, empty. */
const RIEN = {
  regionAcademique: null,
  filieres: [],
  volets: [],
  objectifsFrance2030: [],
  dateDepot: null,
  pagesPresentation: null,
  lettreDeposeeLe: null,
  lettreAvis: null,
  lettreAvisLe: null,
  diagnosticTexte: null,
  diagnosticDate: null,
  diagnosticSource: null,
  besoins: null,
  apprenants: null,
  projetEconomique: null,
  financementsAnterieurs: null,
  complementarite: null,
  egalite: null,
  campus: [],
  repartition: [],
  transformations: [],
  plateaux: [],
  indicateurs: [],
  publics: [],
  alignements: [],
  justifications: [],
  pieces: [],
};
