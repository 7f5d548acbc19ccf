import { z } from "zod";

export const demandeRenvoi = z.strictObject({ courrielId: z.uuid({ error: "Cet identifiant n’est pas valable." }) });
