import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { consulter } from "@/lib/server/audit/consulter";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { estRouvert } from "@/lib/server/dossiers/versions-seules";
import { exigerAgent } from "@/lib/server/session";

/** Once per request: the title, the layout and the first page ask for the same dossier. */
export const lireEspace = cache(async (id: string) => {
  const agent = await exigerAgent();
  const maintenant = new Date();
  const espace = await chargerEspace(agent, id, maintenant);
  // After the read-only transaction, which could not write it. Whatever the request says of itself: a true prefetch of a page without
  // `loading.tsx` renders neither the page nor its title, and never comes here.
  if (espace !== null) await consulter(agent, id, null, maintenant);
  return espace;
});

/** No workspace for this person: what was filed of a re-opened dossier if they may read it, else nothing exists here. */
export async function sansEspace(id: string): Promise<never> {
  if (await estRouvert(await exigerAgent(), id)) redirect(`/versions?dossier=${id}`);
  notFound();
}
