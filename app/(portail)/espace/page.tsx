import { redirect } from "next/navigation";
import { pageAccueil } from "@/lib/server/accueil";
import { exigerAgent } from "@/lib/server/session";

/** Where one lands after signing in without having asked for a page: the first one that serves this person. */
export default async function Espace() {
  redirect(pageAccueil(await exigerAgent()));
}
