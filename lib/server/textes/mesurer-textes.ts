import "server-only";
import { setImmediate as laisserPasser } from "node:timers/promises";
import type { z } from "zod";
import { estSature } from "@/lib/integrations/examen/tour";
import { mesurerTextes as mesurerEnsemble, mesurerTexte } from "@/lib/pdf/mesure";
import type { demandeMesure, Mesure } from "@/lib/schemas/mesure";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";
import { sha256 } from "@/lib/server/sha256";
import { toursParCle } from "@/lib/server/tour-par-cle";

/** Lengths of texts met lately, by their hash: of what is typed, one text changes and five do not. Texts are not kept. */
const CONNUES_MAX = 2_000;
const connues = new Map<string, number>();

async function retenir(nature: string, texte: string, mesurer: () => number | Promise<number>): Promise<number> {
  const cle = sha256(Buffer.from(`${nature}\n${texte}`));
  let pages = connues.get(cle);
  if (pages === undefined) {
    pages = await mesurer();
    // It takes the processor: between two texts, other requests pass.
    await laisserPasser();
  }
  // The oldest goes first; a text met again becomes recent.
  connues.delete(cle);
  connues.set(cle, pages);
  if (connues.size > CONNUES_MAX) connues.delete(connues.keys().next().value as string);
  return pages;
}

/** One at a time for a person, whatever their tabs; one more of each tab may wait. */
const chacunLeSien = toursParCle({ ensemble: 1, file: 3, attenteMs: 10_000 });

/** Printed length of the long answers as they are being typed, in the layout of the dossier's PDF. Writes nothing. */
export async function mesurerTextes(
  agent: Agent,
  { dossierId, textes }: z.output<typeof demandeMesure>,
): Promise<Mesure> {
  await lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.lire")] },
      select: { id: true },
    });
    if (dossier === null) throw introuvable();
  });
  try {
    return await chacunLeSien(agent.id, () => mesurer(textes));
  } catch (erreur) {
    if (!estSature(erreur)) throw erreur;
    throw new ErreurMetier("trop_de_demandes", "Vos textes sont déjà en cours de mesure. Réessayez dans un instant.", {
      attendre: 5,
    });
  }
}

async function mesurer(textes: z.output<typeof demandeMesure>["textes"]): Promise<Mesure> {
  const pages: Record<string, number> = {};
  for (const { id, texte } of textes) pages[id] = await retenir("texte", texte, () => mesurerTexte(texte));
  const total = await retenir("ensemble", JSON.stringify(textes), () =>
    mesurerEnsemble(textes, async () => void (await laisserPasser())),
  );
  return { pages, total };
}
