import "server-only";
import { academieDeDepartement, departementDeUai, regionDeAcademie } from "@/lib/domain/orion/territoires";
import type { EtablissementCarte } from "@/lib/schemas/carte-demandes";
import { base, lecture } from "@/lib/server/base";
import { lireEffectifs } from "@/lib/server/carte/effectifs/lire-occupees";
import { synthetiser } from "@/lib/server/carte/synthese-rentrees";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, cartePermise, etendueCarte, peut } from "@/lib/server/droits";

function regionDe(uai: string): string | null {
  const departement = departementDeUai(uai);
  const academie = departement === null ? null : academieDeDepartement(departement);
  return academie === null ? null : regionDeAcademie(academie);
}

/** An établissement on the carte; null: unknown, or not this person's to read. */
export async function lireEtablissementCarte(agent: Agent, uai: string): Promise<EtablissementCarte | null> {
  const client = await base();
  const ou = { AND: [cartePermise(agent), { uai }] };
  const derniere = await client.demandeOrion.findFirst({
    where: ou,
    orderBy: [{ rentree: "desc" }, { numero: "asc" }],
    select: { etablissement: true, commune: true, regionAcademique: true },
  });
  const annuaire = await client.etablissement.findUnique({ where: { uai } });
  const regionAcademique = derniere?.regionAcademique ?? annuaire?.regionAcademique ?? regionDe(uai);
  if (derniere === null && !peut(agent, "carte.lire", { regionAcademique, uai })) return null;
  // Their own établissement has a page before anything is imported; an UAI that nobody knows has none.
  const sien = etendueCarte(agent, "carte.lire").uais.includes(uai);
  if (derniere === null && annuaire === null && !sien) return null;
  const { rentrees, effectifs } = await lecture(async (tx) => ({
    rentrees: await synthetiser(tx, ou),
    effectifs: await lireEffectifs(tx, agent, { uai }),
  }));
  return {
    uai,
    nom: annuaire?.nom ?? derniere?.etablissement ?? null,
    commune: annuaire?.commune ?? derniere?.commune ?? null,
    regionAcademique,
    fermeLe: versJour(annuaire?.fermeLe ?? null) ?? null,
    connu: annuaire !== null,
    rentrees,
    effectifs,
    saisirConstat: peut(agent, "constat.saisir", { regionAcademique, uai }),
  };
}
