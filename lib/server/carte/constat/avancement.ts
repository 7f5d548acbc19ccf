import "server-only";
import { derniereRentree } from "@/lib/domain/carte/constat";
import { STATUT_VALIDE } from "@/lib/domain/carte/methodes";
import { jourAParis } from "@/lib/domain/dates";
import type { FiltresConstat } from "@/lib/schemas/constat";
import { base } from "@/lib/server/base";
import { DEMANDES_SUIVIES } from "@/lib/server/carte/constat/lire-constat";
import { type Agent, cartePermise } from "@/lib/server/droits";
import type { Prisma } from "@/prisma/genere/client";

export const TAILLE_AVANCEMENT = 50;

export type LigneAvancement = { uai: string; etablissement: string; attendues: number; saisies: number };
export type Avancement = {
  rentree: number;
  rentrees: number[];
  /** Établissements, all pages. */
  total: number;
  attendues: number;
  saisies: number;
  page: number;
  lignes: LigneAvancement[];
};

/** Where the constat of a rentrée stands, établissement by établissement: the demands validated for that very rentrée. */
export async function lireAvancement(agent: Agent, filtres: FiltresConstat, maintenant: Date): Promise<Avancement> {
  const client = await base();
  const permises: Prisma.DemandeOrionWhereInput = {
    AND: [cartePermise(agent), DEMANDES_SUIVIES],
    statut: STATUT_VALIDE,
    ...(filtres.region ? { regionAcademique: filtres.region } : {}),
  };
  const derniere = derniereRentree(jourAParis(maintenant));
  const connues = await client.demandeOrion.groupBy({
    by: ["rentree"],
    where: { ...permises, rentree: { lte: derniere } },
    orderBy: { rentree: "desc" },
  });
  const rentrees = connues.map((c) => c.rentree);
  const demandee = Number(filtres.rentree);
  const rentree = rentrees.includes(demandee) ? demandee : (rentrees[0] ?? derniere);
  const deLaRentree = { ...permises, rentree };
  const faits = { ...deLaRentree, constats: { some: { rentree } } };
  const parUai = await client.demandeOrion.groupBy({
    by: ["uai"],
    where: deLaRentree,
    _count: true,
    _max: { etablissement: true },
    orderBy: { uai: "asc" },
  });
  const saisiesDe = new Map(
    (await client.demandeOrion.groupBy({ by: ["uai"], where: faits, _count: true })).map((g) => [g.uai, g._count]),
  );
  const toutes = parUai.map((g) => ({
    uai: g.uai,
    etablissement: g._max.etablissement ?? g.uai,
    attendues: g._count,
    saisies: saisiesDe.get(g.uai) ?? 0,
  }));
  const retenues = toutes
    .filter((l) => filtres.etat === "" || l.saisies < l.attendues)
    .sort(
      (a, b) =>
        b.attendues - b.saisies - (a.attendues - a.saisies) || a.etablissement.localeCompare(b.etablissement, "fr"),
    );
  const pages = Math.max(1, Math.ceil(retenues.length / TAILLE_AVANCEMENT));
  const page = Math.min(filtres.page, pages);
  return {
    ...{ rentree, rentrees, page, total: retenues.length },
    attendues: toutes.reduce((n, l) => n + l.attendues, 0),
    saisies: toutes.reduce((n, l) => n + l.saisies, 0),
    lignes: retenues.slice((page - 1) * TAILLE_AVANCEMENT, page * TAILLE_AVANCEMENT),
  };
}
