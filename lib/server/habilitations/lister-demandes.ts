import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import type { CodeRole } from "@/lib/domain/roles";
import type { FiltresDemandes } from "@/lib/schemas/filtres-acces";
import { lecture } from "@/lib/server/base";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, demandesPermises } from "@/lib/server/droits";
import type { EtatDemande } from "@/lib/server/habilitations/lire-mes-acces";
import type { Prisma } from "@/prisma/genere/client";

export const PAR_PAGE = 20;

export type LigneDemande = {
  id: string;
  personne: string;
  organisation: string;
  role: CodeRole;
  regionAcademique: string | null;
  uai: string | null;
  campus: string | null;
  etat: EtatDemande;
  creeLe: DateIso;
};

export type ListeDemandes = {
  lignes: LigneDemande[];
  total: number;
  /** Waiting for an answer, whatever the filters. */
  enAttente: number;
  page: number;
  pages: number;
};

/** A closed account's requests wait for nobody. */
const OUVERT: Prisma.UtilisateurWhereInput = { desactiveLe: null, effaceLe: null };

/** The requests that this person may decide: waiting ones unless another state is asked for, the oldest first. */
export async function listerDemandes(agent: Agent, f: FiltresDemandes): Promise<ListeDemandes> {
  const permises = demandesPermises(agent);
  const etat = f.etat || "en_attente";
  const where: Prisma.DemandeAccesWhereInput = {
    AND: [permises, ...motsCherches(f.q).map((mot) => ({ utilisateur: { recherche: { contains: mot } } }))],
    etat,
    ...(etat === "en_attente" && { utilisateur: OUVERT }),
    ...(f.role && { role: f.role }),
    ...(f.region && { regionAcademique: f.region }),
  };
  return lecture(async (tx) => {
    const total = await tx.demandeAcces.count({ where });
    const enAttente = await tx.demandeAcces.count({
      where: { AND: [permises], etat: "en_attente", utilisateur: OUVERT },
    });
    const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
    const page = Math.min(f.page, pages);
    const lues = await tx.demandeAcces.findMany({
      where,
      orderBy: [{ creeLe: etat === "en_attente" ? "asc" : "desc" }, { id: "asc" }],
      skip: (page - 1) * PAR_PAGE,
      take: PAR_PAGE,
      select: {
        id: true,
        role: true,
        regionAcademique: true,
        uai: true,
        campus: true,
        etat: true,
        creeLe: true,
        utilisateur: { select: { prenom: true, nom: true, organisation: true } },
      },
    });
    return {
      lignes: lues.map(({ utilisateur: u, creeLe, ...d }) => ({
        ...d,
        personne: `${u.prenom} ${u.nom}`,
        organisation: u.organisation,
        creeLe: jourAParis(creeLe),
      })),
      total,
      enAttente,
      page,
      pages,
    };
  });
}
