import "server-only";
import type { FormationCarte } from "@/lib/schemas/carte-demandes";
import { base, lecture } from "@/lib/server/base";
import { lireEffectifs } from "@/lib/server/carte/effectifs/lire-occupees";
import { lirePositions } from "@/lib/server/carte/quadrants/lire-positions";
import { synthetiser } from "@/lib/server/carte/synthese-rentrees";
import { type Agent, cartePermise } from "@/lib/server/droits";
import { formation as formationConnue, formations } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";

/** A formation on the carte, in what this person reads of it; null: neither the nomenclature nor a demand of theirs has this CFD. */
export async function lireFormationCarte(agent: Agent, cfd: string): Promise<FormationCarte | null> {
  const client = await base();
  await tenirAJour(client);
  const ou = { AND: [cartePermise(agent), { cfd }] };
  const connue = formationConnue(cfd);
  const derniere = await client.demandeOrion.findFirst({
    where: ou,
    orderBy: [{ rentree: "desc" }, { numero: "asc" }],
    select: { formation: true, diplome: true },
  });
  if (connue === undefined && derniere === null) return null;
  const { rentrees, effectifs, regions, positions } = await lecture(async (tx) => {
    const parRegion = await tx.demandeOrion.groupBy({ by: ["regionAcademique", "uai"], where: ou });
    const codes = [...new Set(parRegion.flatMap((g) => g.regionAcademique ?? []))].sort();
    const positions: FormationCarte["positions"] = [];
    for (const region of codes) {
      const lue = (await lirePositions(tx, region, [cfd])).get(cfd);
      if (lue !== undefined) positions.push({ region, ...lue });
    }
    const effectifs = await lireEffectifs(tx, agent, { cfd });
    return { rentrees: await synthetiser(tx, ou), effectifs, regions: parRegion, positions };
  });
  const nommer = (code: string) => ({ cfd: code, libelle: formationConnue(code)?.libelle ?? code });
  return {
    cfd,
    libelle: connue?.libelle ?? derniere?.formation ?? cfd,
    diplome: derniere?.diplome ?? null,
    niveau: connue?.niveau ?? null,
    ouverture: connue?.ouverture ?? null,
    fermeture: connue?.fermeture ?? null,
    connue: connue !== undefined,
    remplace: (connue?.remplace ?? []).map(nommer),
    remplaceePar: formations()
      .filter((f) => f.remplace?.includes(cfd))
      .map((f) => nommer(f.cfd)),
    etablissements: new Set(regions.map((g) => g.uai)).size,
    rentrees,
    effectifs,
    positions,
  };
}
