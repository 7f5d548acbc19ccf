import { z } from "zod";

/** What is asked for a sign-in link; the form and the action read the same. */
export const demandeLien = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, "Saisissez votre adresse électronique.")
    .max(254, "Cette adresse dépasse 254 caractères.")
    .pipe(z.email("Cette adresse n’est pas valable : vérifiez-la, par exemple prenom.nom@organisme.fr.")),
  retour: z.string().max(2_000).nullish(),
});
export type DemandeLien = z.input<typeof demandeLien>;

/** What opens a session, as anyone may post it: longer than any real one is not looked at. */
export const codePersona = z.string().max(60);
export const jetonDeLien = z.string().max(200);
