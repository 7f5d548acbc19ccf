/** Printed length of the long answers: what is asked, what comes back. */
import { z } from "zod";
import { TEXTE_MAX } from "@/lib/domain/texte-riche/types";
import type { Reponse } from "./reponse";

const PARTIES_MAX = 10;

export const demandeMesure = z.strictObject({
  dossierId: z.uuid({ error: "Cet identifiant n’est pas valable." }),
  /** In reading order. `id`: DOM id of the field. */
  textes: z
    .array(z.strictObject({ id: z.string().max(80), titre: z.string().max(200), texte: z.string().max(TEXTE_MAX) }))
    .max(PARTIES_MAX),
});
export type DemandeMesure = z.input<typeof demandeMesure>;

/** In pages of Rigel's layout; `total`: all of them one after the other, with their titles. */
export type Mesure = { pages: Record<string, number>; total: number };
export type MesurerTextes = (demande: DemandeMesure) => Promise<Reponse<Mesure>>;
