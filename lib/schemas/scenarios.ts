/** What-ifs: what their actions are asked, what their page shows. */
import { z } from "zod";
import { lireMontant } from "@/lib/domain/argent";
import type { Changement } from "@/lib/domain/edition/changements";
import { CLE_MAX } from "@/lib/domain/edition/cles";
import { NATURES_FINANCEMENT, POSTES } from "@/lib/domain/nomenclatures";
import type { Chiffres } from "@/lib/domain/scenarios/chiffres";
import type { Evaluation } from "@/lib/domain/scenarios/evaluer";
import { type Geste, OBJETS_DEPLACES, SOURCES_COFINANCEMENT, type TypeGeste } from "@/lib/domain/scenarios/gestes";
import type { Suite } from "@/lib/domain/scenarios/jouer";
import type { SectionScenario } from "@/lib/domain/scenarios/plan";
import { montantSaisi, partSaisie } from "./saisie";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

export const NOM_SCENARIO_MAX = 80;
export const SCENARIOS_MAX = 50;
export const GESTES_MAX = 50;
/** Beside the plan as it is: four columns at most. */
export const COLONNES_MAX = 3;

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const nom = z
  .string()
  .trim()
  .min(1, "Donnez un nom à ce scénario, par exemple « Sans la branche ».")
  .max(NOM_SCENARIO_MAX, `Ce nom dépasse ${NOM_SCENARIO_MAX} caractères : raccourcissez-le.`)
  .refine(sansInvisible, INVISIBLES_DITS);

const MONTANT_ATTENDU = "Écrivez un montant en euros, par exemple 9 500 000,00.";
const montant = montantSaisi.refine((m): m is string => m !== null, MONTANT_ATTENDU).transform((m) => m as string);
const montantPositif = montant.refine((m) => (lireMontant(m) ?? 0n) > 0n, "Écrivez un montant plus grand que zéro.");
const partenaire = z
  .string({ error: "Choisissez un partenaire." })
  .min(1, "Choisissez un partenaire.")
  .max(60, "Choisissez un partenaire.");
const poste = z.enum(POSTES.codes, { error: "Choisissez un poste de dépense." });
const source = z.enum(SOURCES_COFINANCEMENT, { error: "Choisissez une origine." });

/** The amount of a cut, or its per cent: each read as what it is. */
const coupe = z
  .strictObject({
    type: z.literal("couper_poste"),
    poste,
    partenaire: partenaire.nullable(),
    par: z.enum(["montant", "pourcentage"]),
    valeur: z.string({ error: MONTANT_ATTENDU }),
  })
  .transform((g, ctx) => {
    const lue = (g.par === "montant" ? montantSaisi : partSaisie).safeParse(g.valeur);
    if (lue.success && lue.data !== null && !(g.par === "pourcentage" && Number(lue.data) === 0))
      return { ...g, valeur: lue.data };
    const attendu =
      g.par === "montant" ? MONTANT_ATTENDU : "Écrivez une part entre 0 et 100 %, par exemple 10 ou 12,5.";
    ctx.addIssue({ code: "custom", path: ["valeur"], message: attendu });
    return z.NEVER;
  });

const deplacement = z
  .strictObject({
    type: z.literal("deplacer_part"),
    objet: z.enum(OBJETS_DEPLACES, { error: "Choisissez ce qui se déplace." }),
    partenaire,
    poste: poste.nullable(),
    ligne: z.string().min(1).max(CLE_MAX).nullable(),
    vers: partenaire,
    montant: montantPositif.nullable(),
  })
  .refine((g) => g.vers !== g.partenaire, { path: ["vers"], error: "Choisissez un autre partenaire." })
  .refine((g) => g.objet !== "ligne" || g.ligne !== null, {
    path: ["ligne"],
    error: "Choisissez une ligne du budget.",
  });

/** One schema per gesture, as it is stored and as the form gives it (amounts in French, brought to the exchange format). */
export const SCHEMAS_GESTE = {
  retirer_partenaire: z
    .strictObject({ type: z.literal("retirer_partenaire"), partenaire, repreneur: partenaire.nullable() })
    .refine((g) => g.repreneur !== g.partenaire, { path: ["repreneur"], error: "Choisissez un autre partenaire." }),
  deplacer_part: deplacement,
  fixer_subvention: z.strictObject({ type: z.literal("fixer_subvention"), montant }),
  couper_poste: coupe,
  fixer_apport: z.strictObject({
    type: z.literal("fixer_apport"),
    partenaire: partenaire.nullable(),
    montant,
    source: source.nullable(),
  }),
  ajouter_source: z.strictObject({
    type: z.literal("ajouter_source"),
    source,
    partenaire: partenaire.nullable(),
    montant: montantPositif,
    nature: z.enum(NATURES_FINANCEMENT.codes, { error: "Choisissez une nature." }),
    engage: z.boolean(),
  }),
} satisfies Record<TypeGeste, z.ZodType<Geste>>;

export const geste = z.union([
  SCHEMAS_GESTE.retirer_partenaire,
  SCHEMAS_GESTE.deplacer_part,
  SCHEMAS_GESTE.fixer_subvention,
  SCHEMAS_GESTE.couper_poste,
  SCHEMAS_GESTE.fixer_apport,
  SCHEMAS_GESTE.ajouter_source,
]);

const gestes = z
  .array(geste)
  .min(1, "Ajoutez au moins un geste : un scénario sans geste est le plan actuel.")
  .max(GESTES_MAX, `Au plus ${GESTES_MAX} gestes dans un scénario.`);
/** Of the name and the gestures, as the person saw them. */
const versionVue = z.int().min(0);
const revisionVue = z.int().min(0);

export const demandeCreationScenario = z.strictObject({ dossierId: identifiant, nom, gestes, revisionVue });
export const demandeModificationScenario = z.strictObject({
  dossierId: identifiant,
  scenarioId: identifiant,
  versionVue,
  nom,
  gestes,
  revisionVue,
});
export const demandeSurScenario = z.strictObject({ dossierId: identifiant, scenarioId: identifiant, versionVue });
export const demandeApercuScenario = z.strictObject({ dossierId: identifiant, scenarioId: identifiant });
/** `revisionVue`: revision of the dossier whose diff the person said yes to. */
export const demandeApplication = z.strictObject({
  dossierId: identifiant,
  scenarioId: identifiant,
  versionVue,
  revisionVue,
  lecteur: identifiant,
});

/** `?voir=id,id`: the what-ifs shown beside the plan; null: nothing asked, the last ones made. */
export function lireColonnes(voir: string | string[] | undefined): string[] | null {
  if (voir === undefined) return null;
  const ids = (Array.isArray(voir) ? voir.join(",") : voir).split(",");
  return [...new Set(ids)].filter((id) => identifiant.safeParse(id).success).slice(0, COLONNES_MAX);
}

export type DemandeCreationScenario = z.input<typeof demandeCreationScenario>;
export type DemandeModificationScenario = z.input<typeof demandeModificationScenario>;
export type DemandeSurScenario = z.input<typeof demandeSurScenario>;
export type DemandeApercuScenario = z.input<typeof demandeApercuScenario>;
export type DemandeApplication = z.input<typeof demandeApplication>;

export type ScenarioVu = {
  id: string;
  nom: string;
  gestes: Geste[];
  creePar: string;
  /** ISO instants. */
  modifieLe: string;
  modifiePar: string;
  appliqueLe: string | null;
  version: number;
};

/** `depuis`: ISO instant of the last write of the plan that it was made on, when that plan has moved since; null: it has not. */
export type ColonneScenario = Evaluation & { id: string; depuis: string | null };

export type ScenariosVus = {
  dossierId: string;
  /** Dossier.revision that everything here was reckoned on. */
  revision: number;
  /** ISO instant of the last write of the dossier. */
  enregistreLe: string;
  /** In the order of their making. */
  scenarios: ScenarioVu[];
  actuel: { chiffres: Chiffres; attend: string[] };
  /** Those shown beside it, three at most. */
  colonnes: ColonneScenario[];
  /** Partners' names by their `id`. */
  noms: [string, string][];
  droits: { ecrire: boolean; appliquer: boolean };
};

/** What an application would write: field by field, and the letters that it makes stale. */
export type ApercuApplication = {
  scenarioId: string;
  version: number;
  revision: number;
  enregistreLe: string;
  changements: { section: SectionScenario; changements: Changement[] }[];
  lettresARefaire: string[];
  suites: Suite[];
  /** Why the save point that it makes first would not fit; null: it would. */
  refusPoint: string | null;
};
