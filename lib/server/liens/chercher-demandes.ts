import "server-only";
import type { z } from "zod";
import { type DemandeVue, type EtatLien, type rechercheLien, TROUVEES_MAX } from "@/lib/schemas/liens-carte";
import { lecture } from "@/lib/server/base";
import { lireOccupees } from "@/lib/server/carte/effectifs/lire-occupees";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, cartePermise, dossiersPermis } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";
import { SELECTION_DEMANDE } from "@/lib/server/liens/selection-demande";
import { doubleComptes, versDemandeVue } from "@/lib/server/liens/vers-demande-vue";

/** Demands found by hand: number, UAI, names. Already tied ones come too, so that nobody looks for them in vain. */
export async function chercherDemandes(
  agent: Agent,
  { dossierId, texte }: z.output<typeof rechercheLien>,
): Promise<{ demandes: DemandeVue[]; enPlus: boolean }> {
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "lien.decider")] },
      select: { liensCarte: { select: { numero: true, etat: true, version: true } } },
    });
    if (dossier === null) throw introuvable();
    const mots = motsCherches(texte);
    if (mots.length === 0) return { demandes: [], enPlus: false };
    const lues = await tx.demandeOrion.findMany({
      where: { AND: [cartePermise(agent), ...mots.map((mot) => ({ recherche: { contains: mot } }))] },
      orderBy: [{ rentree: "desc" }, { numero: "asc" }],
      take: TROUVEES_MAX + 1,
      select: SELECTION_DEMANDE,
    });
    const montrees = lues.slice(0, TROUVEES_MAX);
    const liens = new Map(dossier.liensCarte.map((l) => [l.numero, l]));
    const ailleurs = await doubleComptes(
      tx,
      agent,
      dossierId,
      montrees.map((d) => d.numero),
    );
    const occupees = await lireOccupees(tx, agent, montrees);
    return {
      demandes: montrees.map((d) => {
        const lien = liens.get(d.numero);
        const vu =
          lien === undefined
            ? null
            : { etat: lien.etat as EtatLien, version: lien.version, le: "", par: null, raisons: [] };
        return versDemandeVue(agent, d, vu, ailleurs.get(d.numero) ?? [], occupees);
      }),
      enPlus: lues.length > TROUVEES_MAX,
    };
  });
}
