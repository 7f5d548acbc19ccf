/** Annexes to write and read back in the tests: random money, awkward names, amounts up to the highest. */
import fc from "fast-check";
import { composerAnnexe, type SourceAnnexe } from "@/lib/domain/annexe/composer";
import type { ContenuAnnexe } from "@/lib/domain/annexe/contenu";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { NATURES_FINANCEMENT, POSTES, SOURCES } from "@/lib/domain/nomenclatures";

export const DOSSIER = "0b0f1a2c-0000-4000-8000-000000000000";
export const SEUILS = { plafond: { numerateur: 7n, denominateur: 10n } };
export const NOMS_PIEGES = [
  "=1+1",
  "@SUM(A1)",
  "+33 4 76",
  "-2",
  "\tTabulé",
  "L’été : d'hiver [x]/y\\z?*",
  "Récapitulation",
  "_rigel",
  "Un nom bien plus long que trente et un caractères",
  "un nom bien plus long que trente et un caractères, le second",
  '<b>&amp; "guillemets"</b> _x0041_',
  "Émoji 🏗️ à la fin du nom de feuille",
];

export const sourceAnnexe = (contenu: ContenuAnnexe, revision = 3): SourceAnnexe => ({
  dossierId: DOSSIER,
  revision,
  tete: { titre: "Projet d’essai", acronyme: "FPI", regime: "ATCF", seuils: SEUILS, exporteeLe: "2026-11-21" },
  contenu,
});
export const annexe = (contenu: ContenuAnnexe) => composerAnnexe(sourceAnnexe(contenu));

const option = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null });
const montant = fc
  .oneof(
    fc.bigInt({ min: 0n, max: 99n }),
    fc.bigInt({ min: 0n, max: 100_000_000n }),
    fc.bigInt({ min: 99_999_999_999_990n, max: 99_999_999_999_999n }),
  )
  .map((n) => ecrireMontant(centimes(n)));
const texte = fc.constantFrom("Tranche 1", "=2+3", "-4", "@x", "+5", "a\nb", "1e3", "2024", "oui", "« été »");
const partenaires = fc.subarray(NOMS_PIEGES, { minLength: 0, maxLength: 4 }).map((noms) =>
  noms.map((nom, i) => ({
    ...{ id: `p ${i}/é`, nom: i === 2 ? null : nom, nature: "eple" as const, categorie: null },
    ...{ chefDeFile: i === 0, siret: null, uai: i === 0 ? "0699999U" : null },
  })),
);

export const contenuArbitraire: fc.Arbitrary<ContenuAnnexe> = partenaires.chain((p) => {
  const partenaire = fc.constantFrom(null, ...p.map(({ id }) => id));
  return fc.record({
    debut: option(fc.constant("2024-09-01")),
    dureeMois: option(fc.constantFrom(12, 36)),
    partenaires: fc.constant(p),
    budget: fc.array(
      fc.record({
        cle: fc.uuid(),
        partenaire,
        poste: option(fc.constantFrom(...POSTES.codes)),
        annee: option(fc.constantFrom(2024, 2025, 2026)),
        montant: option(montant),
        eligible: option(fc.boolean()),
        libelle: option(texte),
      }),
      { maxLength: 12 },
    ),
    financements: fc.array(
      fc.record({
        cle: fc.uuid(),
        source: option(fc.constantFrom(...SOURCES.codes)),
        partenaire,
        montant: option(montant),
        nature: option(fc.constantFrom(...NATURES_FINANCEMENT.codes)),
        engage: fc.boolean(),
        baseValorisation: option(texte),
      }),
      { maxLength: 6 },
    ),
    repartition: fc.array(
      fc.record({ cle: fc.uuid(), partenaire, subvention: option(montant), part: option(fc.constant("33.3333")) }),
      { maxLength: 3 },
    ),
  });
});
