import { z } from "zod";

export const rechercheFormation = z.object({ q: z.string().max(100, "Au plus 100 caractères.").default("") });
