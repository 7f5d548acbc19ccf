import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { ecrireHabilitation } from "@/lib/domain/habilitations";
import type { EtatCompte, FiltresUtilisateurs, TriCompte } from "@/lib/schemas/filtres-utilisateurs";
import { base, transaction } from "@/lib/server/base";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { ecrireEntree } from "@/lib/server/journal";
import { tableauCsv } from "@/lib/server/tableau-csv";
import type { Prisma } from "@/prisma/genere/client";

export const PAR_PAGE = 20;

export type LigneUtilisateur = {
  id: string;
  nom: string;
  prenom: string;
  email: string;
  organisation: string;
  droits: string[];
  etat: EtatCompte;
  /** Days in Paris. */
  contactLe: DateIso | null;
  creeLe: DateIso;
};
export type ListeUtilisateurs = { lignes: LigneUtilisateur[]; total: number; page: number; pages: number };

const ETATS: Record<EtatCompte, Prisma.UtilisateurWhereInput> = {
  ouvert: { effaceLe: null, desactiveLe: null },
  desactive: { effaceLe: null, desactiveLe: { not: null } },
  efface: { effaceLe: { not: null } },
};

function condition({ q, role, etat }: FiltresUtilisateurs, maintenant: Date): Prisma.UtilisateurWhereInput {
  const vivante = habilitationVivante(maintenant);
  return {
    AND: motsCherches(q).map((mot) => ({ recherche: { contains: mot } })),
    // Erased accounts are numbers: only shown to who asks for them.
    ...(etat ? ETATS[etat] : { effaceLe: null }),
    ...(role === "aucun" && { habilitations: { none: vivante } }),
    ...(role !== "" && role !== "aucun" && { habilitations: { some: { role, ...vivante } } }),
  };
}

function ordre({ tri, sens }: FiltresUtilisateurs): Prisma.UtilisateurOrderByWithRelationInput[] {
  const colonnes: Record<TriCompte, Prisma.UtilisateurOrderByWithRelationInput> = {
    // Begins with the name, without accents nor capitals.
    nom: { recherche: sens },
    organisation: { organisation: sens },
    contact: { dernierContactLe: { sort: sens, nulls: "last" } },
    creation: { creeLe: sens },
  };
  return [colonnes[tri], ...(tri === "nom" ? [] : [{ recherche: "asc" as const }]), { id: "asc" }];
}

export const etatDuCompte = (u: { effaceLe: Date | null; desactiveLe: Date | null }): EtatCompte =>
  u.effaceLe !== null ? "efface" : u.desactiveLe !== null ? "desactive" : "ouvert";

const selection = (maintenant: Date) =>
  ({
    id: true,
    nom: true,
    prenom: true,
    email: true,
    organisation: true,
    creeLe: true,
    dernierContactLe: true,
    desactiveLe: true,
    effaceLe: true,
    habilitations: { where: habilitationVivante(maintenant), orderBy: [{ role: "asc" }, { id: "asc" }] },
  }) as const satisfies Prisma.UtilisateurSelect;

type Lu = Prisma.UtilisateurGetPayload<{ select: ReturnType<typeof selection> }>;

const versLigne = ({ habilitations, dernierContactLe, creeLe, desactiveLe, effaceLe, ...u }: Lu): LigneUtilisateur => ({
  ...u,
  droits: habilitations.map(ecrireHabilitation),
  etat: etatDuCompte({ desactiveLe, effaceLe }),
  contactLe: dernierContactLe === null ? null : jourAParis(dernierContactLe),
  creeLe: jourAParis(creeLe),
});

/** One page of the accounts: searched, filtered, sorted and counted in SQL. */
export async function listerUtilisateurs(
  agent: Agent,
  filtres: FiltresUtilisateurs,
  maintenant: Date,
): Promise<ListeUtilisateurs> {
  if (!peut(agent, "utilisateur.lire")) throw interdit();
  const client = await base();
  const where = condition(filtres, maintenant);
  const total = await client.utilisateur.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
  const page = Math.min(filtres.page, pages);
  const lus = await client.utilisateur.findMany({
    where,
    orderBy: ordre(filtres),
    skip: (page - 1) * PAR_PAGE,
    take: PAR_PAGE,
    select: selection(maintenant),
  });
  return { lignes: lus.map(versLigne), total, page, pages };
}

/** The same list as a whole. What was looked for is not written in the journal: it is often a name. */
export async function exporterUtilisateurs(
  agent: Agent,
  filtres: FiltresUtilisateurs,
  maintenant: Date,
): Promise<{ nom: string; texte: string }> {
  if (!peut(agent, "utilisateur.lire")) throw interdit();
  const lignes = await transaction(async (tx) => {
    const lus = await tx.utilisateur.findMany({
      where: condition(filtres, maintenant),
      orderBy: ordre(filtres),
      select: selection(maintenant),
    });
    const { role, etat, q } = filtres;
    await ecrireEntree(tx, {
      action: "utilisateur.exporter_liste",
      acteur: agent,
      apres: { lignes: lus.length, filtres: { role, etat, recherche: q !== "" } },
    });
    return lus.map(versLigne);
  });
  return {
    nom: "utilisateurs.csv",
    texte: tableauCsv(
      [
        "Nom",
        "Prénom",
        "Adresse électronique",
        "Organisation",
        "Droits",
        "État",
        "Dernier contact",
        "Créé le",
        "Identifiant",
      ],
      lignes.map((l) => [
        l.nom,
        l.prenom,
        l.email,
        l.organisation,
        l.droits.join(", "),
        l.etat,
        l.contactLe ?? "",
        l.creeLe,
        l.id,
      ]),
    ),
  };
}
