import "server-only";
import { avecEtiquettes, mentionsDe } from "@/lib/domain/mentions";
import type { CodeSection } from "@/lib/domain/sections";
import type { CommentairesVus, FilVu } from "@/lib/schemas/commentaires";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { lecture } from "@/lib/server/base";
import { COMMENTAIRES_MAX, membresActifs } from "@/lib/server/commentaires/lignes";
import { type Agent, dossiersPermis } from "@/lib/server/droits";

const NOM = { select: { id: true, prenom: true, nom: true } } as const;
const nomDe = (u: { prenom: string; nom: string }): string => `${u.prenom} ${u.nom}`;

/** Every thread of the dossier, oldest first; null: the dossier, or its talk, is not this person's to see. */
export async function lireCommentaires(
  agent: Agent,
  dossierId: string,
  maintenant: Date,
): Promise<CommentairesVus | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const permis = (verbe: "commentaire.lire" | "commentaire.ecrire") =>
      tx.dossier.findFirst({ where: { id: dossierId, AND: [dossiersPermis(agent, verbe)] }, select: { id: true } });
    if ((await permis("commentaire.lire")) === null) return null;
    const lus = await tx.commentaire.findMany({
      where: { dossierId },
      orderBy: [{ creeLe: "asc" }, { id: "asc" }],
      take: COMMENTAIRES_MAX,
      select: {
        id: true,
        filId: true,
        section: true,
        adresse: true,
        texte: true,
        auteurId: true,
        creeLe: true,
        modifieLe: true,
        retireLe: true,
        resoluLe: true,
        resoluParId: true,
        version: true,
        mentions: { where: { utilisateurId: agent.id }, select: { lueLe: true } },
      },
    });
    const cites = new Set(
      lus.flatMap((c) => [c.auteurId, ...(c.resoluParId === null ? [] : [c.resoluParId]), ...mentionsDe(c.texte)]),
    );
    const personnes = await tx.utilisateur.findMany({ where: { id: { in: [...cites] } }, ...NOM });
    const noms = Object.fromEntries(personnes.map((u) => [u.id, nomDe(u)]));
    const equipe = await tx.utilisateur.findMany({
      where: membresActifs(dossierId, maintenant),
      orderBy: [{ nom: "asc" }, { prenom: "asc" }, { id: "asc" }],
      select: { ...NOM.select, organisation: true },
    });
    const fils = new Map<string, FilVu>();
    for (const c of lus) {
      if (c.filId !== null) continue;
      fils.set(c.id, {
        id: c.id,
        section: c.section as CodeSection,
        adresse: c.adresse,
        commentaires: [],
        resolu:
          c.resoluLe === null
            ? null
            : { par: noms[c.resoluParId ?? ""] ?? "Compte effacé", le: c.resoluLe.toISOString() },
        version: c.version,
        meMentionne: false,
        mentionsNonLues: 0,
      });
    }
    for (const c of lus) {
      const fil = fils.get(c.filId ?? c.id);
      if (fil === undefined) continue;
      fil.commentaires.push({
        id: c.id,
        auteur: { id: c.auteurId, nom: noms[c.auteurId] ?? "Compte effacé" },
        texte: c.texte,
        creeLe: c.creeLe.toISOString(),
        modifieLe: c.modifieLe?.toISOString() ?? null,
        retire: c.retireLe !== null,
        version: c.version,
        deMoi: c.auteurId === agent.id,
      });
      fil.meMentionne ||= c.mentions.length > 0;
      fil.mentionsNonLues += c.mentions.filter((m) => m.lueLe === null).length;
    }
    // The same instant for two comments: the one that opens the thread comes first all the same.
    for (const fil of fils.values()) fil.commentaires.sort((a, b) => Number(b.id === fil.id) - Number(a.id === fil.id));
    return {
      fils: [...fils.values()],
      mentionnables: avecEtiquettes(equipe.map((u) => ({ id: u.id, nom: nomDe(u), organisation: u.organisation }))),
      noms,
      ecrire: (await permis("commentaire.ecrire")) !== null,
    };
  });
}
