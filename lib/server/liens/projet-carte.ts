import "server-only";
import { correspondance, type DemandeProposable, type ProjetCarte } from "@/lib/domain/carte/propositions";
import { ajouterJours, ajouterMois } from "@/lib/domain/dates";
import { type CodeFiliere, FILIERES } from "@/lib/domain/nomenclatures";
import type { DemandeLueEnBase } from "@/lib/server/liens/selection-demande";
import type { Prisma } from "@/prisma/genere/client";

export const SELECTION_PROJET = {
  debut: true,
  dureeMois: true,
  filieres: true,
  partenaires: { where: { uai: { not: null } }, select: { uai: true } },
  campus: { where: { nom: { not: null } }, select: { nom: true } },
  transformations: {
    select: { uai: true, cfd: true, rentree: true, numeroDemande: true, libelleColoration: true },
  },
} as const satisfies Prisma.DossierSelect;
type Lu = Prisma.DossierGetPayload<{ select: typeof SELECTION_PROJET }>;

const presents = (textes: readonly (string | null)[]): string[] => textes.flatMap((t) => (t?.trim() ? [t.trim()] : []));

export function versProjet(d: Lu): ProjetCarte {
  const debut = d.debut?.toISOString().slice(0, 10) ?? null;
  const fin = debut === null || d.dureeMois === null ? null : ajouterJours(ajouterMois(debut, d.dureeMois), -1);
  return {
    uais: [...new Set(presents(d.partenaires.map((p) => p.uai)))],
    campus: presents(d.campus.map((c) => c.nom)),
    // « Autre » says nothing that a campus could share.
    filieres: d.filieres.flatMap((code) => (code === "autre" ? [] : (FILIERES.libelles[code as CodeFiliere] ?? []))),
    periode: debut === null || fin === null ? null : { de: Number(debut.slice(0, 4)), a: Number(fin.slice(0, 4)) },
    transformations: d.transformations,
  };
}

/**
 * Demands that could be proposed: those that an anchor of lib/domain/carte/propositions.ts may tie to the project. Null: the dossier
 * says nothing to look from.
 */
export function conditionsCandidates(p: ProjetCarte): Prisma.DemandeOrionWhereInput | null {
  const uais = [...new Set([...p.uais, ...presents(p.transformations.map((t) => t.uai ?? null))])];
  const numeros = presents(p.transformations.map((t) => t.numeroDemande ?? null));
  const voies: Prisma.DemandeOrionWhereInput[] = [
    ...(uais.length > 0 ? [{ uai: { in: uais } }] : []),
    ...(numeros.length > 0 ? [{ numero: { in: numeros.flatMap((n) => [n, n.toUpperCase()]) } }] : []),
    ...(p.campus.length > 0 ? [{ nomCmq: { not: null } }] : []),
  ];
  if (voies.length === 0) return null;
  return { type: { not: "ajustement" }, statut: { notIn: ["refusée", "supprimée"] }, OR: voies };
}

export const correspondanceDe = (projet: ProjetCarte, d: DemandeLueEnBase) =>
  correspondance(projet, d as DemandeProposable);
