/** Gestures on what pays: the subsidy asked, the partners' contributions. */
import { type Centimes, centimes, ecrireMontant, lireMontant, repartir } from "../argent";
import { selonParts } from "../repartition";
import { type SourceCofinancement, sourceParDefaut, sourcesPossibles } from "../sources-par-nature";
import type { Geste } from "./gestes";
import { fait, type Issue, impossible } from "./issue";
import {
  type LigneSource,
  lire,
  type Nouvelle,
  nouvelleCle,
  type PartenairePlan,
  type Plan,
  ramener,
  total,
} from "./plan";

type De<T extends Geste["type"]> = Extract<Geste, { type: T }>;

const neuve = (lignes: readonly LigneSource[], ligne: Omit<LigneSource, "cle">, nouvelle: Nouvelle): LigneSource => ({
  ...ligne,
  cle: nouvelleCle("financements", lignes, ligne, nouvelle),
});

/** Under what a contribution goes on when another partner brings it: as it was when that partner may, else as that partner does. */
const sourceChez = (source: SourceCofinancement, nature: string | null): SourceCofinancement =>
  sourcesPossibles(nature).includes(source) ? source : sourceParDefaut(nature);

/**
 * Contributions that pass to another partner: on its own line of the same kind that is not engaged either, or a new one. Nobody
 * promised that money: an engaged line never takes it in.
 */
export function crediterSource(
  lignes: readonly LigneSource[],
  modele: LigneSource,
  vers: PartenairePlan,
  montant: Centimes,
  nouvelle: Nouvelle,
): { lignes: LigneSource[]; change: SourceCofinancement | null } {
  const { source: avant } = modele;
  const source = avant === null || avant === "france2030" ? avant : sourceChez(avant, vers.nature);
  const change = source === avant || source === "france2030" ? null : source;
  const rang = lignes.findIndex(
    (f) =>
      f.partenaire === vers.id &&
      f.source === source &&
      f.nature === modele.nature &&
      !f.engage &&
      lire(f.montant) !== null,
  );
  const sienne = lignes[rang];
  if (sienne !== undefined) {
    const total = centimes((lire(sienne.montant) ?? 0n) + montant);
    return { lignes: lignes.with(rang, { ...sienne, montant: ecrireMontant(total) }), change };
  }
  const { cle: _, ...reste } = modele;
  const ligne = { ...reste, source, partenaire: vers.id, montant: ecrireMontant(montant) };
  const promise = { ...ligne, engage: false, baseValorisation: null };
  return { lignes: [...lignes, neuve(lignes, promise, nouvelle)], change };
}

/** What a partner, or nobody in particular (null), brings beside the subsidy. */
export const apportsDe = (plan: Plan, partenaire: string | null): LigneSource[] =>
  plan.financements.filter((f) => f.partenaire === partenaire && f.source !== null && f.source !== "france2030");

export function fixerSubvention(plan: Plan, geste: De<"fixer_subvention">, nouvelle: Nouvelle): Issue {
  const montant = lireMontant(geste.montant);
  if (montant === undefined) return impossible("Ce montant n’est pas lisible.");
  const lignes = plan.financements.filter((f) => f.source === "france2030");
  const avant = total(lignes);
  const financements =
    lignes.length === 0
      ? [
          neuve(
            plan.financements,
            {
              source: "france2030",
              partenaire: null,
              montant: ecrireMontant(montant),
              nature: "numeraire",
              engage: false,
              baseValorisation: null,
            },
            nouvelle,
          ),
          ...plan.financements,
        ]
      : poserSubvention(plan.financements, lignes, montant);
  return suivreRepartition({ ...plan, financements }, avant, montant);
}

/** The line of the subsidy stays, even at nothing: it is what is asked. */
const poserSubvention = (
  toutes: readonly LigneSource[],
  lignes: readonly LigneSource[],
  montant: Centimes,
): readonly LigneSource[] => {
  const [seule] = lignes;
  if (montant > 0n || seule === undefined) return ramener(toutes, lignes, montant);
  return toutes.map((f) => (lignes.includes(f) ? { ...f, montant: "0.00" } : f));
};

/** Shared out to the cent before, it stays so: each share in proportion. Otherwise the shares are left to the person. */
function suivreRepartition(plan: Plan, avant: Centimes, montant: Centimes): Issue {
  const parts = plan.repartition.map((r) => lire(r.subvention));
  const connue = parts.every((p) => p !== null);
  const somme = parts.reduce<bigint>((t, p) => t + (p ?? 0n), 0n);
  if (parts.length === 0 || avant === montant) return fait(plan);
  if (!connue || somme !== avant || avant === 0n)
    return fait(plan, "La répartition de la subvention est à revoir : elle n’est pas changée ici.");
  // Shares told in per cent for every line are what the plan itself reckons by: the same cents as there.
  const dites = selonParts(
    montant,
    plan.repartition.map((r) => ({ part: r.part ?? undefined })),
  );
  const parPart = dites.type === "montants" && dites.complete && dites.montants.every((m) => m !== undefined);
  const suite = parPart
    ? dites.montants
    : repartir(
        montant,
        parts.map((p) => p ?? 0n),
      );
  return fait(
    {
      ...plan,
      repartition: plan.repartition.map((r, i) => ({ ...r, subvention: ecrireMontant(suite[i] as Centimes) })),
    },
    "La part de chaque partenaire dans la subvention suit en proportion.",
  );
}

export function fixerApport(plan: Plan, geste: De<"fixer_apport">, nouvelle: Nouvelle): Issue {
  const montant = lireMontant(geste.montant);
  if (montant === undefined) return impossible("Ce montant n’est pas lisible.");
  const partenaire = plan.partenaires.find((p) => p.id === geste.partenaire);
  if (geste.partenaire !== null && partenaire === undefined)
    return impossible("Ce partenaire n’est plus dans le dossier.");
  const lignes = apportsDe(plan, geste.partenaire);
  if (lignes.length > 0)
    return fait(
      { ...plan, financements: ramener(plan.financements, lignes, montant) },
      montant > total(lignes) && lignes.some((l) => l.engage) && "Cet apport n’est engagé que pour l’ancien montant.",
    );
  if (montant === 0n) return fait(plan);
  if (geste.partenaire === null && geste.source === null)
    return impossible("Aucune ligne de cofinancement n’est sans partenaire.");
  const ligne: Omit<LigneSource, "cle"> = {
    source: geste.source ?? sourceParDefaut(partenaire?.nature),
    partenaire: geste.partenaire,
    montant: ecrireMontant(montant),
    nature: "numeraire",
    engage: false,
    baseValorisation: null,
  };
  return fait(
    { ...plan, financements: [...plan.financements, neuve(plan.financements, ligne, nouvelle)] },
    "Cet apport n’est pas encore engagé.",
  );
}

export function ajouterSource(plan: Plan, geste: De<"ajouter_source">, nouvelle: Nouvelle): Issue {
  const { type: _, ...reste } = geste;
  if (reste.partenaire !== null && !plan.partenaires.some((p) => p.id === reste.partenaire))
    return impossible("Ce partenaire n’est plus dans le dossier.");
  const ligne: Omit<LigneSource, "cle"> = { ...reste, baseValorisation: null };
  return fait({ ...plan, financements: [...plan.financements, neuve(plan.financements, ligne, nouvelle)] });
}
