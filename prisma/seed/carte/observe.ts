/** The observed side of the demo's carte: places really open, and pupils of the first years. */

import { mesurer } from "@/lib/domain/carte/mesures";
import type { MotifEcart } from "@/lib/domain/carte/motifs-ecart";
import { capacitesObservees, type PlacesObservees } from "@/lib/domain/carte/places-demande";
import type { DemandeLue } from "@/lib/domain/orion/demande";
import type { Prisma } from "@/prisma/genere/client";
import { hasard } from "./demandes";
import { FORMATIONS, LYCEE_ANDREA, LYCEES, mefstat11 } from "./formations";

const MOTIFS: readonly (MotifEcart | null)[] = [
  "ouverture_reportee",
  "poste_non_pourvu",
  "equipement_en_retard",
  "pas_de_contrat",
  "places_vacantes",
  null,
];

const commePrevu = (d: DemandeLue): PlacesObservees => ({
  scolaire: d.scolaireFuture,
  scolaireColoree: d.scolaireColoreeFuture,
  apprentissage: d.apprentissageFuture,
  apprentissageColoree: d.apprentissageColoreeFuture,
});

/** Validated demands only; of the last rentrée, two in three are known, and none of the lycée whose head fills them in. */
export function constatsExemple(
  demandes: readonly DemandeLue[],
  importId: string,
): Prisma.ConstatPlacesCreateManyInput[] {
  const alea = hasard(7);
  return demandes.flatMap((d) => {
    const [connu, manque, rang] = [alea(), alea(), alea()];
    if (d.statut !== "demande validée" || d.type === "ajustement" || d.rentree < 2024) return [];
    if (d.rentree === 2026 && (d.uai === LYCEE_ANDREA.uai || connu > 0.66)) return [];
    const prevu = commePrevu(d);
    const places = Math.max(prevu.scolaire - d.scolaireActuelle, 0);
    const ecart = places > 0 && manque < 0.45 ? Math.ceil(places * (0.2 + 0.8 * rang)) : 0;
    const motif = ecart === 0 ? null : (MOTIFS[Math.floor(rang * MOTIFS.length)] ?? null);
    const scolaire = prevu.scolaire - ecart;
    const observees = { ...prevu, scolaire, scolaireColoree: Math.min(prevu.scolaireColoree, scolaire) };
    return [
      {
        ...{ numero: d.numero, rentree: d.rentree, ...observees, motif, source: "import", importId },
        saisiLe: new Date(`${d.rentree}-10-10T09:00:00Z`),
        ...mesurer(d.type, capacitesObservees(d, observees)),
      },
    ];
  });
}

/** Rentrées whose constat is imported; of those before, the figure is typed by hand. */
export const RENTREES_CONSTAT = [2024, 2025] as const;

export function effectifsExemple(rentree: number, importId: string): Prisma.EffectifConstatCreateManyInput[] {
  const alea = hasard(rentree);
  return LYCEES.flatMap(({ uai, academie }, i) =>
    FORMATIONS.filter((_, j) => (i + j) % 3 !== 0).map((f) => ({
      ...{ rentree, uai, mefstat11: mefstat11(f), eleves: 12 + Math.floor(alea() * 13) },
      ...{ cfd: f.cfd, dispositif: f.dispositif, premiereAnnee: true, regionAcademique: "01", academie, importId },
    })),
  );
}
