/** A page speaks for the person who opened it: its forms say who that was (lib/server/edition/exiger-lecteur.ts). */
import { z } from "zod";

export type ParLecteur = { lecteur: string };

/** The same demand, sent by a page. */
export const avecLecteur = <F extends z.ZodRawShape>(demande: z.ZodObject<F, z.core.$strict>) =>
  demande.extend({ lecteur: z.uuid() });

/** Of what a page sends as a file. */
export const ENTETE_LECTEUR = "x-rigel-lecteur";
