import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { GENRES, type Genre, type RefusLigne } from "@/lib/schemas/referentiels";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { nomPropre } from "@/lib/server/pieces/nom-propre";
import { comparer, etatActuel } from "@/lib/server/referentiels/comparer";
import type { Ligne } from "@/lib/server/referentiels/ligne";
import { type Enregistrement, lireCsv } from "@/lib/server/referentiels/lire-csv";
import { DESCRIPTIONS } from "@/lib/server/referentiels/lire-ligne";
import { dernierImport, verrouillerGenre } from "@/lib/server/referentiels/verrou";
import { erreurSaisie } from "@/lib/server/repondre";
import { Prisma } from "@/prisma/genere/client";

/** Refused rows kept with the report; beyond, they are counted. */
export const REFUS_MAX = 5_000;

export function exigerImport(agent: Agent): void {
  if (!peut(agent, "reference.importer")) throw interdit();
}

type Recolte = { lignes: Ligne[]; refus: RefusLigne[]; refusees: number; ecartees: number };

function recolter(genre: Genre): { recolte: Recolte; recevoir: (e: Enregistrement) => void } {
  const { cle, colonneCle, lire } = DESCRIPTIONS[genre];
  const recolte: Recolte = { lignes: [], refus: [], refusees: 0, ecartees: 0 };
  const vues = new Set<string>();
  const refuser = (ligne: number, colonne: string, motif: string, valeur: string) => {
    recolte.refusees += 1;
    if (recolte.refus.length < REFUS_MAX) recolte.refus.push({ ligne, colonne, motif, valeur: valeur.slice(0, 200) });
  };
  return {
    recolte,
    recevoir: ({ ligne, cellules, decalee }) => {
      if (decalee) return refuser(ligne, "", "Cette ligne n’a pas le même nombre de cellules que l’en-tête.", "");
      const lue = lire(cellules);
      if (lue.type === "refus") return refuser(ligne, lue.colonne, lue.motif, cellules[lue.colonne] ?? "");
      if (lue.type === "ecartee") {
        recolte.ecartees += 1;
        return;
      }
      const nom = String(lue.ligne[cle]);
      // The annuaire writes some établissements on several lines: the first one tells what is kept.
      if (vues.has(nom)) {
        if (genre === "annuaire") recolte.ecartees += 1;
        else refuser(ligne, colonneCle, "Ce code est déjà sur une ligne plus haut.", nom);
        return;
      }
      vues.add(nom);
      recolte.lignes.push(lue.ligne);
    },
  };
}

/**
 * Reads a public file as it arrives, compares it with what is served, and keeps the outcome until someone confirms it:
 * nothing of what is served changes here.
 */
export async function preparerImport(
  agent: Agent,
  { genre, nom, octets }: { genre: Genre; nom: string; octets: AsyncIterable<Uint8Array> },
  maintenant: Date,
): Promise<{ id: string }> {
  exigerImport(agent);
  const { recolte, recevoir } = recolter(genre);
  const fichier = await lireCsv(octets, DESCRIPTIONS[genre], recevoir);
  if (recolte.lignes.length === 0)
    throw erreurSaisie({
      fichier: `Ce fichier ne contient aucun ${GENRES[genre].objet[0]} que Rigel puisse reprendre : ${recolte.refusees} lignes refusées, ${recolte.ecartees} hors du périmètre.`,
    });
  return transaction(async (tx) => {
    await verrouillerGenre(tx, genre);
    const dernier = await dernierImport(tx, genre);
    if (dernier?.sha256 === fichier.sha256)
      throw new ErreurMetier("regle", "Ce fichier est celui du dernier import : il n’y a rien à faire.");
    const { etat } = await etatActuel(tx, genre);
    const { crees, modifies, fermes, inchanges } = comparer(genre, etat, recolte.lignes, jourAParis(maintenant));
    // One import of a kind waits at a time: the one before was never confirmed.
    await tx.importReference.updateMany({
      where: { genre, etat: "prepare" },
      data: { etat: "abandonne", lignes: Prisma.DbNull },
    });
    const { id } = await tx.importReference.create({
      data: {
        genre,
        nomFichier: nomPropre(nom),
        octets: fichier.octets,
        sha256: fichier.sha256,
        prepareLe: maintenant,
        prepareParId: agent.id,
        surImportId: dernier?.id ?? null,
        lues: fichier.lues,
        ecartees: recolte.ecartees,
        refusees: recolte.refusees,
        crees: crees.length,
        modifies: modifies.length,
        fermes: fermes.length,
        inchanges,
        refus: recolte.refus,
        lignes: recolte.lignes,
      },
      select: { id: true },
    });
    await ecrireEntree(tx, {
      action: "reference.preparer",
      acteur: agent,
      objet: id,
      apres: { genre, sha256: fichier.sha256, lues: fichier.lues, refusees: recolte.refusees },
    });
    return { id };
  });
}
