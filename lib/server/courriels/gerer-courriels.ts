import "server-only";
import type { z } from "zod";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { demandeRenvoi } from "@/lib/schemas/courriels";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { EtatCourriel, FiltresCourriels } from "@/lib/schemas/filtres-utilisateurs";
import { base, transaction } from "@/lib/server/base";
import { estSecret } from "@/lib/server/courriels/deposer-courriel";
import { CORPS_EFFACE } from "@/lib/server/courriels/effacer-liens";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { pieceATransmettre } from "@/lib/server/courriels/lire-piece-courriel";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { porteLettreRetiree } from "@/lib/server/lettres/retenir-courriels";
import type { Prisma } from "@/prisma/genere/client";

/** The outbox as an administrator sees it. */

export const PAR_PAGE = 20;

export type LigneCourriel = {
  id: string;
  destinataire: string;
  objet: string;
  genre: string;
  etat: EtatCourriel;
  creeLe: string;
  envoyeLe: string | null;
  essais: number;
  erreur: string | null;
  /** The file that goes with it. */
  pieceNom: string | null;
};
export type ListeCourriels = {
  lignes: LigneCourriel[];
  total: number;
  page: number;
  pages: number;
  /** A mail server is set: what waits will leave. */
  expediteur: boolean;
};

const ETATS: Record<EtatCourriel, Prisma.CourrielWhereInput> = {
  attente: { envoyeLe: null, erreur: null },
  envoye: { envoyeLe: { not: null } },
  echec: { envoyeLe: null, erreur: { not: null } },
};

const SELECTION = {
  id: true,
  destinataire: true,
  objet: true,
  genre: true,
  creeLe: true,
  envoyeLe: true,
  essais: true,
  erreur: true,
  pieceNom: true,
} as const satisfies Prisma.CourrielSelect;
type Lu = Prisma.CourrielGetPayload<{ select: typeof SELECTION }>;

const versLigne = ({ creeLe, envoyeLe, ...c }: Lu): LigneCourriel => ({
  ...c,
  etat: envoyeLe !== null ? "envoye" : c.erreur !== null ? "echec" : "attente",
  creeLe: creeLe.toISOString(),
  envoyeLe: envoyeLe?.toISOString() ?? null,
});

export async function listerCourriels(agent: Agent, { q, etat, page }: FiltresCourriels): Promise<ListeCourriels> {
  if (!peut(agent, "courriel.lire")) throw interdit();
  const client = await base();
  const contient = { contains: q, mode: "insensitive" } as const;
  const where: Prisma.CourrielWhereInput = {
    ...(etat && ETATS[etat]),
    ...(q !== "" && { OR: [{ destinataire: contient }, { objet: contient }] }),
  };
  const total = await client.courriel.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
  const lue = Math.min(page, pages);
  const lus = await client.courriel.findMany({
    where,
    orderBy: [{ creeLe: "desc" }, { id: "asc" }],
    skip: (lue - 1) * PAR_PAGE,
    take: PAR_PAGE,
    select: SELECTION,
  });
  return { lignes: lus.map(versLigne), total, page: lue, pages, expediteur: courrierConfigure() };
}

export type CourrielLu = LigneCourriel & {
  /** Its file may be read, to be passed on by hand. */
  pieceLisible: boolean;
  /** null: kept from the administrator. */
  corps: string | null;
};

/** A letter's mail says amounts and names: read to be passed on by hand, where nothing else takes it to its partner. */
const estMasque = ({ genre, corps, envoyeLe }: { genre: string; corps: string; envoyeLe: Date | null }): boolean =>
  estSecret(genre)
    ? courrierConfigure() || corps === CORPS_EFFACE
    : genre === "lettre" && (courrierConfigure() || envoyeLe !== null);

/**
 * One mail with its text. A personal link shows only where no mail server is set: there, passing the whole message on by
 * hand is the way, and a bare link would tell its person neither who invites nor to what.
 * Reading a text is in the journal, each time.
 */
export async function lireCourriel(agent: Agent, id: string): Promise<CourrielLu | null> {
  if (!peut(agent, "courriel.lire") || !estIdentifiant(id)) return null;
  return transaction(async (tx) => {
    const lu = await tx.courriel.findUnique({ where: { id }, select: { ...SELECTION, corps: true } });
    if (lu === null) return null;
    const { corps, ...reste } = lu;
    const masque = estMasque(lu);
    if (!masque)
      await ecrireEntree(tx, { action: "courriel.lire", acteur: agent, objet: id, apres: { genre: lu.genre } });
    const pieceLisible = lu.pieceNom !== null && pieceATransmettre(lu);
    return {
      ...versLigne(reste),
      pieceLisible,
      corps: masque ? null : corps,
    };
  });
}

/** A fresh start for a message whose attempts all failed. */
export async function renvoyerCourriel(
  agent: Agent,
  { courrielId }: z.output<typeof demandeRenvoi>,
): Promise<{ id: string }> {
  if (!peut(agent, "courriel.lire")) throw interdit();
  if (!courrierConfigure())
    throw new ErreurMetier("regle", "Aucun serveur de courrier n’est réglé (SMTP_URL) : rien ne peut partir.");
  await transaction(async (tx) => {
    if ((await tx.courriel.count({ where: { id: courrielId, envoyeLe: null, corps: CORPS_EFFACE } })) > 0)
      throw new ErreurMetier(
        "regle",
        "Ce courriel portait un lien personnel, effacé depuis : la personne en demande un autre, ou l’équipe renvoie l’invitation.",
      );
    const piece = await tx.courriel.findUnique({ where: { id: courrielId }, select: { pieceCle: true } });
    if (await porteLettreRetiree(tx, piece?.pieceCle ?? null))
      throw new ErreurMetier(
        "regle",
        "Ce courriel porte une lettre d’engagement retirée ou remplacée : elle ne part plus. L’équipe du dossier envoie la lettre en cours.",
      );
    const { count } = await tx.courriel.updateMany({
      where: { id: courrielId, envoyeLe: null, erreur: { not: null } },
      data: { essais: 0, erreur: null },
    });
    if (count === 0) throw new ErreurMetier("introuvable", "Ce courriel n’existe plus, ou n’est pas en échec.");
    await ecrireEntree(tx, { action: "courriel.renvoyer", acteur: agent, objet: courrielId });
  });
  envoyerApres();
  return { id: courrielId };
}
