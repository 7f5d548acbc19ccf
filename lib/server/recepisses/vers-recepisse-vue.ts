import "server-only";
import type { Operateur } from "@/lib/domain/recepisses";
import type { RecepisseVue } from "@/lib/schemas/recepisses";
import type { Prisma } from "@/prisma/genere/client";

export const SELECTION_RECEPISSES = {
  orderBy: [{ inscritLe: "desc" }, { id: "asc" }],
  select: {
    id: true,
    operateur: true,
    numero: true,
    deposeLe: true,
    nomFichier: true,
    octets: true,
    inscritLe: true,
    inscritPar: { select: { prenom: true, nom: true } },
    retireLe: true,
    motifRetrait: true,
  },
} as const satisfies Prisma.VersionDeposee$recepissesArgs;

type Ligne = Prisma.RecepisseDepotGetPayload<{ select: (typeof SELECTION_RECEPISSES)["select"] }>;

export const versRecepisseVue = (r: Ligne): RecepisseVue => ({
  id: r.id,
  operateur: r.operateur as Operateur,
  numero: r.numero,
  deposeLe: r.deposeLe.toISOString().slice(0, 10),
  fichier: r.nomFichier === null || r.octets === null ? null : { nom: r.nomFichier, octets: r.octets },
  inscritLe: r.inscritLe.toISOString(),
  inscritPar: `${r.inscritPar.prenom} ${r.inscritPar.nom}`,
  retrait: r.retireLe === null ? null : { le: r.retireLe.toISOString(), motif: r.motifRetrait ?? "" },
});
