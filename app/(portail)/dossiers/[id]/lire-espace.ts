import { cache } from "react";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { exigerAgent } from "@/lib/server/session";

/** Once per request: the title, the layout and the first page ask for the same dossier. */
export const lireEspace = cache(async (id: string) => chargerEspace(await exigerAgent(), id));
