import "server-only";
import { z } from "zod";
import { RefusProConnect } from "@/lib/server/session/proconnect/motifs";

/** What Rigel keeps of what ProConnect says of a person. */
export type Identite = { sub: string; email: string; prenom: string; nom: string; siret: string | null };

const NOM_MAX = 100;
const texte = z
  .string()
  .transform((lu) =>
    lu
      .replace(/\p{Cc}/gu, " ")
      .replace(/\s+/gu, " ")
      .trim()
      .slice(0, NOM_MAX),
  )
  .pipe(z.string().min(1));

const schema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  given_name: texte,
  usual_name: texte,
  // Some identity providers leave it out: the account then has no organisation until the person says it.
  siret: z
    .string()
    .transform((lu) => lu.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{14}$/))
    .nullish()
    .catch(null),
});

export function lireIdentite(informations: unknown): Identite {
  const lu = schema.safeParse(informations);
  if (!lu.success) throw new RefusProConnect("identite");
  const { sub, email, given_name: prenom, usual_name: nom, siret } = lu.data;
  return { sub, email, prenom, nom, siret: siret ?? null };
}
