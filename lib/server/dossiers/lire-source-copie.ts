import "server-only";
import { contenuParPartie } from "@/lib/domain/duplication";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { ResultatRecherche, SourceCopie } from "@/lib/schemas/duplication";
import { base, lecture } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, dossiersPermis } from "@/lib/server/droits";

const TROUVES_MAX = 10;

/** Dossiers one may copy from, the last changed first; `plus`: others match. */
export async function chercherSources(
  agent: Agent,
  mots: string,
): Promise<{ resultats: ResultatRecherche[]; plus: boolean }> {
  const lus = await (await base()).dossier.findMany({
    where: {
      AND: [
        dossiersPermis(agent, "dossier.exporter"),
        ...motsCherches(mots).map((mot) => ({ recherche: { contains: mot } })),
      ],
    },
    orderBy: [{ modifieLe: "desc" }, { id: "asc" }],
    take: TROUVES_MAX + 1,
    select: {
      id: true,
      acronyme: true,
      titre: true,
      regime: true,
      partenaires: { where: { chefDeFile: true }, orderBy: { rang: "asc" }, take: 1, select: { nom: true } },
    },
  });
  return {
    plus: lus.length > TROUVES_MAX,
    resultats: lus.slice(0, TROUVES_MAX).map((d) => ({
      id: d.id,
      nom: d.acronyme ?? d.titre,
      titre: d.titre,
      chefDeFile: d.partenaires[0]?.nom ?? null,
      regime: d.regime as CodeRegime,
    })),
  };
}

/** What the dossier to copy from holds; null: it does not exist, or not for this person. */
export async function lireSourceCopie(agent: Agent, id: string): Promise<SourceCopie | null> {
  if (!estIdentifiant(id)) return null;
  const lu = await lecture((tx) =>
    tx.dossier.findFirst({
      where: { id, AND: [dossiersPermis(agent, "dossier.exporter")] },
      select: SELECTION_FICHIER,
    }),
  );
  if (lu === null) return null;
  const fichier = versFichier(lu);
  return {
    id,
    nom: fichier.acronyme ?? fichier.titre,
    titre: fichier.titre,
    regime: fichier.regime,
    contenu: contenuParPartie(fichier),
    pieces: fichier.pieces?.length ?? 0,
    avecLettre: fichier.lettreIntention != null,
  };
}
