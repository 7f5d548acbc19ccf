import "server-only";
import { type Base, STATUT_VALIDE, STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import type { Prisma } from "@/prisma/genere/client";

/**
 * The demands that a base counts (domain/2, « Rates »): without ajustements, drafts, refused and deleted ones. « constaté »: the
 * validated ones whose places were observed at their own rentrée; their measures are then those of the constat. Two tables
 * cannot be compared inside the condition, so the rentrée has to be given: without it, a constat of any rentrée will do.
 */
export function demandesRetenues(base: Base, rentree?: number): Prisma.DemandeOrionWhereInput {
  const type = { notIn: [...TYPES_ECARTES] };
  if (base === "previsionnel") return { type, statut: { notIn: [...STATUTS_ECARTES] } };
  if (base === "valide") return { type, statut: STATUT_VALIDE };
  return {
    type,
    statut: STATUT_VALIDE,
    ...(rentree === undefined ? {} : { rentree }),
    constats: { some: rentree === undefined ? {} : { rentree } },
  };
}
