import "server-only";
import { COLONNES_PLACES } from "@/lib/domain/carte/colonnes-places";
import { derniereRentree, placesPrevues } from "@/lib/domain/carte/constat";
import { TYPES_DEMANDE, type TypeDemande } from "@/lib/domain/carte/methodes";
import { nomMotifEcart } from "@/lib/domain/carte/motifs-ecart";
import { jourAParis } from "@/lib/domain/dates";
import type { FiltresConstat } from "@/lib/schemas/constat";
import { base, transaction } from "@/lib/server/base";
import { DEMANDES_SUIVIES, PROJETS_SUIVIS, rentreesDe } from "@/lib/server/carte/constat/lire-constat";
import { type Agent, cartePermise, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { fluxCsv } from "@/lib/server/tableau-csv";
import type { Prisma } from "@/prisma/genere/client";

/** Rows held in memory at once. */
const LOT = 1_000;

/**
 * Rigel's own table of the places of a rentrée, what is known already filled in: the file that the import « places ouvertes » takes
 * back. Recorded before it goes out.
 */
export async function exporterPlaces(
  agent: Agent,
  filtres: FiltresConstat,
  maintenant: Date,
): Promise<{ nom: string; flux: AsyncIterable<string> }> {
  if (!peut(agent, "carte.consulter")) throw interdit();
  const rentree = Number(filtres.rentree) || derniereRentree(jourAParis(maintenant));
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "constat.exporter",
      acteur: agent,
      apres: { rentree, uai: filtres.uai, region: filtres.region },
    }),
  );
  const ou: Prisma.DemandeOrionWhereInput = {
    AND: [cartePermise(agent), DEMANDES_SUIVIES],
    rentree: { lte: rentree },
    ...(filtres.uai ? { uai: filtres.uai } : {}),
    ...(filtres.region ? { regionAcademique: filtres.region } : {}),
  };
  return {
    nom: `places-ouvertes-${rentree}${filtres.uai ? `-${filtres.uai}` : ""}.csv`,
    flux: fluxCsv(Object.values(COLONNES_PLACES), lots(ou, rentree, maintenant)),
  };
}

async function* lots(ou: Prisma.DemandeOrionWhereInput, rentree: number, maintenant: Date): AsyncGenerator<string[][]> {
  const client = await base();
  let apres = "";
  for (;;) {
    const lues = await client.demandeOrion.findMany({
      where: { AND: [ou, { numero: { gt: apres } }] },
      include: { constats: { where: { rentree } }, liens: PROJETS_SUIVIS },
      orderBy: { numero: "asc" },
      take: LOT,
    });
    const derniere = lues.at(-1);
    if (derniere === undefined) return;
    apres = derniere.numero;
    yield lues
      .filter((d) => rentreesDe(d, maintenant).includes(rentree))
      .map((d) => {
        const prevu = placesPrevues(d);
        const [vu] = d.constats;
        return [
          ...[d.numero, String(rentree), d.uai, d.etablissement ?? "", d.cfd, d.formation ?? ""],
          ...[TYPES_DEMANDE[d.type as TypeDemande] ?? d.type, d.statut],
          ...[prevu.scolaire, prevu.scolaireColoree, prevu.apprentissage, prevu.apprentissageColoree].map(String),
          ...(vu === undefined
            ? ["", "", "", "", "", ""]
            : [
                ...[vu.scolaire, vu.scolaireColoree, vu.apprentissage, vu.apprentissageColoree].map(String),
                vu.motif === null ? "" : nomMotifEcart(vu.motif),
                vu.precision ?? "",
              ]),
        ];
      });
    if (lues.length < LOT) return;
  }
}
