import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { env } from "@/lib/env";
import { type Tx, transaction } from "@/lib/server/base";
import { deJour, versJour } from "@/lib/server/dossiers/lignes";
import { ErreurMetier } from "@/lib/server/erreur";
import { enCours } from "@/lib/server/habilitations/conditions";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/** The first administrator, made by a command on the server: nobody can grant before there is one (domain/3). */

export type Administrateur = { email: string; nom: string; depuis: DateIso; fin: DateIso | null };
export type NouvelAdministrateur = { email: string; prenom?: string; nom?: string; fin: DateIso | null };

const droitAdministrateur = (aujourdhui: DateIso) => ({
  AND: [enCours(aujourdhui)],
  role: "administrateur" as const,
  dossierId: null,
});

/** « marie.dupont@… » → Marie Dupont. ProConnect's own names replace them at the first sign-in. */
function nommer({ email, prenom, nom }: NouvelAdministrateur): { prenom: string; nom: string } {
  const [debut = "", ...suite] = (email.split("@")[0] ?? "").split(".");
  const capitale = (mot: string) => mot.charAt(0).toUpperCase() + mot.slice(1);
  const devine =
    suite.length > 0
      ? { prenom: capitale(debut), nom: suite.map(capitale).join(" ") }
      : { prenom: "Administration", nom: debut };
  return { prenom: prenom ?? devine.prenom, nom: nom ?? devine.nom };
}

async function compte(tx: Tx, demande: NouvelAdministrateur, maintenant: Date): Promise<{ id: string; cree: boolean }> {
  const existant = await tx.utilisateur.findUnique({
    where: { email: demande.email },
    select: { id: true, desactiveLe: true, effaceLe: true },
  });
  if (existant === null) {
    const { id } = await tx.utilisateur.create({
      data: {
        ...nommer(demande),
        email: demande.email,
        organisation: env.RIGEL_ADMINISTRATION,
        creeLe: maintenant,
      },
      select: { id: true },
    });
    return { id, cree: true };
  }
  if (existant.desactiveLe !== null || existant.effaceLe !== null)
    throw new ErreurMetier("regle", "Ce compte est désactivé : un autre administrateur doit d’abord le rouvrir.");
  return { id: existant.id, cree: false };
}

/** Gives the role, to an account made on the way when there is none. Given twice, it is there once. */
export async function ajouterAdministrateur(
  demande: NouvelAdministrateur,
  maintenant: Date,
): Promise<{ deja: boolean; compteCree: boolean; fin: DateIso | null }> {
  const aujourdhui = jourAParis(maintenant);
  return transaction(async (tx) => {
    const { id, cree } = await compte(tx, demande, maintenant);
    const tenu = await tx.habilitation.findFirst({
      where: { ...droitAdministrateur(aujourdhui), utilisateurId: id },
      select: { fin: true },
    });
    if (tenu !== null) return { deja: true, compteCree: cree, fin: versJour(tenu.fin) };
    const { fin } = demande;
    const { id: habilitationId } = await tx.habilitation.create({
      data: {
        utilisateurId: id,
        role: "administrateur",
        debut: deJour(aujourdhui) as Date,
        fin: deJour(fin),
        accordeeLe: maintenant,
      },
      select: { id: true },
    });
    await ecrireEntree(tx, {
      action: "administrateur.ajouter",
      acteur: null,
      objet: habilitationId,
      apres: { utilisateurId: id, role: "administrateur", debut: aujourdhui, fin, compteCree: cree },
    });
    return { deja: false, compteCree: cree, fin };
  });
}

export async function listerAdministrateurs(maintenant: Date): Promise<Administrateur[]> {
  const lues = await transaction((tx) =>
    tx.habilitation.findMany({
      where: {
        ...droitAdministrateur(jourAParis(maintenant)),
        utilisateur: { desactiveLe: null, effaceLe: null },
      },
      orderBy: [{ accordeeLe: "asc" }, { id: "asc" }],
      select: { debut: true, fin: true, utilisateur: { select: { email: true, prenom: true, nom: true } } },
    }),
  );
  return lues.map(({ utilisateur: u, debut, fin }) => ({
    email: u.email,
    nom: `${u.prenom} ${u.nom}`,
    depuis: versJour(debut) as DateIso,
    fin: versJour(fin),
  }));
}

/** Withdraws the role and closes the person's sessions. The last one only when forced: nobody could then decide. */
export async function retirerAdministrateur(
  email: string,
  forcer: boolean,
  maintenant: Date,
): Promise<{ restants: number; sessions: number }> {
  const aujourdhui = jourAParis(maintenant);
  return transaction(async (tx) => {
    // Taken before counting: of two commands at once, the second counts what the first left.
    const lignes = await tx.$queryRaw<{ id: string; utilisateurId: string; email: string }[]>`
      SELECT h."id", h."utilisateurId", u."email"
        FROM "Habilitation" h JOIN "Utilisateur" u ON u."id" = h."utilisateurId"
       WHERE h."role" = 'administrateur' AND h."dossierId" IS NULL AND h."retireeLe" IS NULL
         AND (h."fin" IS NULL OR h."fin" >= ${aujourdhui}::date) AND u."desactiveLe" IS NULL AND u."effaceLe" IS NULL
       ORDER BY h."id" FOR UPDATE OF h`;
    const visees = lignes.filter((l) => l.email === email);
    const [premiere] = visees;
    if (premiere === undefined) throw new ErreurMetier("introuvable", `${email} n’est pas administrateur.`);
    const restants = new Set(lignes.filter((l) => l.email !== email).map((l) => l.email)).size;
    if (restants === 0 && !forcer)
      throw new ErreurMetier(
        "regle",
        "C’est le dernier administrateur : ajoutez-en d’abord un autre, ou confirmez avec --force.",
      );
    await tx.habilitation.updateMany({
      where: { id: { in: visees.map((v) => v.id) } },
      data: {
        retireeLe: maintenant,
        motifRetrait: "Retiré par la commande d’administration du serveur.",
        version: { increment: 1 },
      },
    });
    const sessions = await fermerSessions(tx, premiere.utilisateurId, "droit_retire", undefined, maintenant);
    await ecrireEntree(tx, {
      action: "administrateur.retirer",
      acteur: null,
      objet: premiere.id,
      apres: { utilisateurId: premiere.utilisateurId, retiree: true, restants, sessionsFermees: sessions, forcer },
    });
    return { restants, sessions };
  });
}
