import "server-only";
import type { z } from "zod";
import { mesurerTextes as mesurerEnsemble, mesurerTexte } from "@/lib/pdf/mesure";
import type { demandeMesure, Mesure } from "@/lib/schemas/mesure";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";
import { sha256 } from "@/lib/server/sha256";

/** Lengths of texts met lately, by their hash: of what is typed, one text changes and five do not. Texts are not kept. */
const CONNUES_MAX = 2_000;
const connues = new Map<string, number>();

function retenir(nature: string, texte: string, mesurer: () => number): number {
  const cle = sha256(Buffer.from(`${nature}\n${texte}`));
  const pages = connues.get(cle) ?? mesurer();
  // The oldest goes first; a text met again becomes recent.
  connues.delete(cle);
  connues.set(cle, pages);
  if (connues.size > CONNUES_MAX) connues.delete(connues.keys().next().value as string);
  return pages;
}

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
  return {
    pages: Object.fromEntries(textes.map(({ id, texte }) => [id, retenir("texte", texte, () => mesurerTexte(texte))])),
    total: retenir("ensemble", JSON.stringify(textes), () => mesurerEnsemble(textes)),
  };
}
