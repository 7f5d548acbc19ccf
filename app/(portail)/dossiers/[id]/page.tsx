import { redirect } from "next/navigation";
import { lireContexte } from "@/components/dossier/contexte-regles";
import { completudes, jourEvaluation, premiereAReprendre } from "@/lib/domain/completude";
import { verifier } from "@/lib/domain/eligibilite";
import { modifiable, regimeAvecLettre } from "@/lib/domain/etats";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { versRegime } from "@/lib/schemas/vers-regime";
import { lireEspace, sansEspace } from "./lire-espace";

/** A dossier opens where the work is: its first section that is not complete. */
export default async function PageDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const espace = await lireEspace(id);
  if (!espace) return sansEspace(id);
  const jour = jourEvaluation(espace.fichier.dateDepot ?? undefined, espace.aujourdhui, modifiable(espace.etat));
  const dossier = versDossier({ ...espace.fichier, dateDepot: jour });
  const etats = completudes(dossier, verifier(dossier, lireContexte(espace.contexte), versRegime(espace.jeu)));
  redirect(`/dossiers/${id}/${premiereAReprendre(etats, regimeAvecLettre(espace.fichier.regime))}`);
}
