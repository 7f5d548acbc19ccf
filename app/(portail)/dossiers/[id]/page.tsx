import { redirect } from "next/navigation";
import { lireContexte } from "@/components/dossier/contexte-regles";
import { PAGE_ETAPES } from "@/components/dossier/etapes/page";
import { completudes, jourEvaluation, premiereAReprendre } from "@/lib/domain/completude";
import { verifier } from "@/lib/domain/eligibilite";
import { modifiable, regimeAvecLettre } from "@/lib/domain/etats";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { versRegime } from "@/lib/schemas/vers-regime";
import { lireEspace, sansEspace } from "./lire-espace";

/** A dossier opens where the work is: its tasklist for who can work on it, until it is complete; else its first section to read. */
export default async function PageDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const espace = await lireEspace(id);
  if (!espace) return sansEspace(id);
  const jour = jourEvaluation(espace.fichier.dateDepot ?? undefined, espace.aujourdhui, modifiable(espace.etat));
  const dossier = versDossier({ ...espace.fichier, dateDepot: jour });
  const etats = completudes(dossier, verifier(dossier, lireContexte(espace.contexte), versRegime(espace.jeu)));
  const section = premiereAReprendre(etats, regimeAvecLettre(espace.fichier.regime));
  const complet = section === "verification" && etats.verification.etat === "complet";
  redirect(`/dossiers/${id}/${espace.droits.modifier && !complet ? PAGE_ETAPES.code : section}`);
}
