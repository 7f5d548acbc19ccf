/** Random dossiers for the properties: small domains, so that limits, ties and gaps are met often. */
import fc from "fast-check";
import { centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { CATEGORIES, NATURES, POSTES, REGIMES, SOURCES } from "@/lib/domain/nomenclatures";
import type { Contexte } from "@/lib/domain/verdict";

const partiel = <T extends object>(champs: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(champs, { requiredKeys: [] });
const montant = fc.bigInt({ min: 0n, max: 12n }).map((n) => centimes(n * 10_000_000n));
const jour = fc.constantFrom("2024-01-01", "2024-03-15", "2024-03-16", "2024-06-15", "2024-09-01", "2025-09-01");
const cle = fc.constantFrom("a", "b", "c");
const texte = fc.constantFrom(" ", "texte");
const capacite = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }));
const uai = fc.constantFrom("0699999U", "0951099D");
const liste = <T>(ligne: fc.Arbitrary<T>, max = 3) => fc.array(ligne, { maxLength: max });

const partenaires = fc
  .tuple(
    ...["a", "b", "c"].map((id) =>
      fc.option(
        fc
          .record({
            reste: partiel({
              nature: fc.constantFrom(...NATURES.codes),
              categorie: fc.constantFrom(...CATEGORIES.codes),
              uai,
              lettre: partiel({ montant, signeeLe: jour }),
              aideEtat: texte,
            }),
            chefDeFile: fc.boolean(),
          })
          .map(({ reste, chefDeFile }) => ({ id, ...reste, chefDeFile })),
      ),
    ),
  )
  .map((p) => p.filter((x) => x !== null));

export const dossierArbitraire: fc.Arbitrary<Dossier> = fc
  .record({
    scalaires: partiel({
      debut: jour,
      dureeMois: fc.constantFrom(-1, 0, 6, 7, 12, 60, 61),
      lettreIntention: partiel({ avis: fc.constantFrom("go" as const, "no_go" as const), avisLe: jour }),
      dateDepot: jour,
      diagnostic: partiel({ texte, date: jour, source: texte }),
      besoins: texte,
      apprenants: texte,
      egalite: texte,
      complementarite: partiel({ financementsAnterieurs: fc.boolean(), texte }),
      pagesPresentation: fc.integer({ min: 14, max: 16 }),
    }),
    regime: fc.constantFrom(...REGIMES.codes),
    volets: liste(fc.integer({ min: 0, max: 5 })),
    objectifsFrance2030: liste(fc.integer({ min: 0, max: 11 })),
    partenaires,
    budget: liste(partiel({ poste: fc.constantFrom(...POSTES.codes), montant, eligible: fc.boolean() })),
    financements: liste(
      fc
        .record({
          reste: partiel({ source: fc.constantFrom(...SOURCES.codes), partenaire: cle, montant }),
          engage: fc.boolean(),
        })
        .map(({ reste, engage }) => ({ ...reste, engage })),
      4,
    ),
    repartition: liste(partiel({ partenaire: cle, subvention: montant })),
    transformations: liste(
      partiel({
        uai,
        cfd: fc.constantFrom("40025519", "50025524"),
        niveau: fc.integer({ min: 3, max: 4 }),
        rentree: fc.integer({ min: 2023, max: 2026 }),
        type: fc.constantFrom("ouverture_nette" as const, "augmentation_nette" as const),
        scolaire: capacite,
        scolaireColoree: capacite,
        apprentissage: capacite,
        apprentissageColoree: capacite,
      }),
    ),
    campus: liste(partiel({ nom: texte }), 1),
    indicateurs: liste(
      fc
        .record({
          reste: partiel({ reference: fc.integer({ min: 0, max: 1 }), source: texte }),
          cibles: partiel({
            "2024": fc.constant(1),
            "2025": fc.constant(1),
            "2026": fc.constant(1),
          }),
        })
        .map(({ reste, cibles }) => ({ ...reste, cibles: cibles as Record<string, number> })),
      2,
    ),
    plateauxTechniques: liste(
      fc
        .record({ reste: partiel({ hote: cle, acces: texte }), usagers: liste(cle, 1) })
        .map(({ reste, usagers }) => ({ ...reste, usagers })),
      2,
    ),
    pieces: liste(
      partiel({ type: fc.constantFrom("strategie_recteur" as const, "validation_region" as const), date: jour }),
    ),
  })
  .map(({ scalaires, ...d }) => ({
    titre: "Projet",
    filieres: [],
    publics: [],
    alignement: [],
    justifications: {},
    ...d,
    ...scalaires,
  }));

export const contexteArbitraire: fc.Arbitrary<Contexte | undefined> = fc.option(
  fc.record({
    doublons: fc.constantFrom([], [{ transformation: 0, dossier: "Autre" }]),
    coutMedianParPlace: fc.option(fc.record({ montant, nombre: fc.integer({ min: 3, max: 40 }) }), { nil: undefined }),
    cfdAvecPlateau: fc.constantFrom(new Set<string>(), new Set(["40025519"])),
  }),
  { nil: undefined },
);
