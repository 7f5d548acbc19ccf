import "server-only";
import { COLORATIONS_NATIONALES, type LibelleConnu, racine } from "@/lib/domain/carte/colorations";
import { lecture } from "@/lib/server/base";

/**
 * Labels that a dossier of this région is offered: national ones and those of its list, each with what was merged into it. Labels only,
 * for whoever reads the dossier: the list is made to be written from.
 */
export async function libellesConnus(region: string): Promise<LibelleConnu[]> {
  return lecture(async (tx) => {
    const lues = await tx.coloration.findMany({
      where: { OR: [{ regionAcademique: region }, { portee: "nationale" }] },
      select: { id: true, libelle: true, fusionneeDansId: true },
      orderBy: { libelle: "asc" },
    });
    const variantes = await tx.varianteColoration.findMany({
      where: { regionAcademique: region },
      select: { libelle: true, colorationId: true },
    });
    const absentes = COLORATIONS_NATIONALES.filter((n) => !lues.some((c) => c.id === n.id));
    const toutes = [...absentes.map(({ id, libelle }) => ({ id, libelle, fusionneeDansId: null })), ...lues];
    const vers = new Map(toutes.map((c) => [c.id, c.fusionneeDansId]));
    const autres = new Map<string, Set<string>>();
    const ranger = (id: string, nom: string) => autres.set(id, (autres.get(id) ?? new Set()).add(nom));
    for (const { id, autresNoms } of COLORATIONS_NATIONALES) for (const nom of autresNoms) ranger(id, nom);
    for (const c of toutes) if (c.fusionneeDansId !== null) ranger(racine(c.id, vers), c.libelle);
    for (const v of variantes) ranger(racine(v.colorationId, vers), v.libelle);
    return toutes
      .filter((c) => c.fusionneeDansId === null)
      .map(({ id, libelle }) => ({ libelle, autres: [...(autres.get(id) ?? [])].filter((nom) => nom !== libelle) }));
  });
}
