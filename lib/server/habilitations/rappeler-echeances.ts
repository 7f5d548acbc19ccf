import "server-only";
import { ajouterJours, type DateIso, jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { ecrireHabilitation, GRACE_REVUE_JOURS, RAPPEL_FIN_JOURS } from "@/lib/domain/habilitations";
import { type Tx, transaction } from "@/lib/server/base";
import { deJour, versJour } from "@/lib/server/dossiers/lignes";
import { aRevoir, enCours, revueEnRetard } from "@/lib/server/habilitations/conditions";
import { adressesResponsables, ecrireMail } from "@/lib/server/habilitations/courriels";
import { ecrireEntree } from "@/lib/server/journal";
import type { Prisma } from "@/prisma/genere/client";

/**
 * Daily: who is about to lose a right is told, who answers for rights to review too, and administrators when a review is
 * late. Nothing is withdrawn: a right lives until its end date. Each mail leaves once, whatever happens in between.
 */

export type BilanRappels = { fins: number; revues: number; retards: number };

/** Enough for a day; what is left waits for tomorrow's. */
const PAR_PASSAGE = 200;
const OUVERT: Prisma.UtilisateurWhereInput = { desactiveLe: null, effaceLe: null };

const PORTEE = { id: true, role: true, regionAcademique: true, uai: true, campus: true, dossierId: true } as const;

async function rappelerFins(tx: Tx, aujourdhui: DateIso, maintenant: Date): Promise<number> {
  const proches = await tx.habilitation.findMany({
    where: {
      AND: [enCours(aujourdhui)],
      fin: { lte: deJour(ajouterJours(aujourdhui, RAPPEL_FIN_JOURS)) as Date },
      rappelFinLe: null,
      utilisateur: OUVERT,
    },
    orderBy: { fin: "asc" },
    take: PAR_PASSAGE,
    select: { ...PORTEE, fin: true, utilisateur: { select: { email: true } } },
  });
  for (const h of proches)
    await ecrireMail(tx, {
      a: h.utilisateur.email,
      genre: "relance",
      objet: "Un de vos droits dans Rigel se termine bientôt",
      lignes: [
        `${ecrireHabilitation(h)} : ce droit se termine le ${ecrireDate(versJour(h.fin) as DateIso)}.`,
        "S’il vous est encore utile, demandez à la personne qui en répond de le prolonger. Vos droits :",
      ],
      lien: "/acces",
    });
  await tx.habilitation.updateMany({
    where: { id: { in: proches.map((h) => h.id) } },
    data: { rappelFinLe: maintenant },
  });
  return proches.length;
}

type ARelire = Prisma.HabilitationGetPayload<{ select: typeof PORTEE & { utilisateurId: true } }>;

/** One mail per person with how many rights wait for them, not one per right. */
async function prevenir(
  tx: Tx,
  droits: readonly ARelire[],
  mail: (nombre: number) => { objet: string; lignes: string[] },
  maintenant: Date,
  versAdministrateurs: boolean,
): Promise<void> {
  const parAdresse = new Map<string, number>();
  const connus = new Map<string, string[]>();
  for (const h of droits) {
    // As if it were the right that only administrators answer for.
    const objet = versAdministrateurs
      ? { role: "administrateur" as const, regionAcademique: null, campus: null }
      : { role: h.role, regionAcademique: h.regionAcademique, campus: h.campus };
    const cle = JSON.stringify([objet, h.utilisateurId]);
    const adresses = connus.get(cle) ?? (await adressesResponsables(tx, objet, h.utilisateurId, maintenant));
    connus.set(cle, adresses);
    for (const a of adresses) parAdresse.set(a, (parAdresse.get(a) ?? 0) + 1);
  }
  for (const [a, nombre] of parAdresse)
    await ecrireMail(tx, { a, genre: "relance", ...mail(nombre), lien: "/habilitations/revue" });
}

async function rappelerRevues(tx: Tx, aujourdhui: DateIso, maintenant: Date): Promise<number> {
  const dus = await tx.habilitation.findMany({
    where: { AND: [aRevoir(aujourdhui)], rappelRevueLe: null, utilisateur: OUVERT },
    orderBy: { id: "asc" },
    take: PAR_PASSAGE,
    select: { ...PORTEE, utilisateurId: true },
  });
  const mail = (nombre: number) => ({
    objet: "Des droits sont à revoir dans Rigel",
    lignes: [
      `${accorder(nombre, "droit dont vous répondez est", "droits dont vous répondez sont")} à revoir : dites s’ils servent encore.`,
      "La revue se fait ici :",
    ],
  });
  await prevenir(tx, dus, mail, maintenant, false);
  await tx.habilitation.updateMany({
    where: { id: { in: dus.map((h) => h.id) } },
    data: { rappelRevueLe: maintenant },
  });
  return dus.length;
}

async function alerterRetards(tx: Tx, aujourdhui: DateIso, maintenant: Date): Promise<number> {
  const tardifs = await tx.habilitation.findMany({
    where: { AND: [revueEnRetard(aujourdhui), enCours(aujourdhui)], alerteRevueLe: null, utilisateur: OUVERT },
    orderBy: { id: "asc" },
    take: PAR_PASSAGE,
    select: { ...PORTEE, utilisateurId: true },
  });
  const mail = (nombre: number) => ({
    objet: "Des droits attendent leur revue depuis longtemps",
    lignes: [
      `${accorder(nombre, "droit attend", "droits attendent")} une revue depuis plus de ${GRACE_REVUE_JOURS} jours. Rien n’a été retiré.`,
      "La revue se fait ici :",
    ],
  });
  await prevenir(tx, tardifs, mail, maintenant, true);
  await tx.habilitation.updateMany({
    where: { id: { in: tardifs.map((h) => h.id) } },
    data: { alerteRevueLe: maintenant },
  });
  return tardifs.length;
}

export async function rappelerEcheances(maintenant: Date): Promise<BilanRappels> {
  const aujourdhui = jourAParis(maintenant);
  return transaction(async (tx) => {
    const bilan = {
      fins: await rappelerFins(tx, aujourdhui, maintenant),
      revues: await rappelerRevues(tx, aujourdhui, maintenant),
      retards: await alerterRetards(tx, aujourdhui, maintenant),
    };
    if (bilan.fins + bilan.revues + bilan.retards > 0)
      await ecrireEntree(tx, { action: "habilitation.rappeler", acteur: null, apres: bilan });
    return bilan;
  });
}
