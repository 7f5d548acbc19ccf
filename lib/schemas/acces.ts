/** What is asked of the access pages, one schema each: forms and actions parse the same. */
import { z } from "zod";
import { type ChampPortee, CODES_ROLE, demande, ROLES_SUR_DEMANDE } from "@/lib/domain/habilitations";
import { CODES_REGION } from "@/lib/domain/nomenclatures";
import type { CodeRole } from "@/lib/domain/roles";
import { choixSaisi, dateSaisie, siretSaisi, texteSaisi, uaiSaisi } from "./saisie";

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const version = z.int().min(0);

export const MOTIF_MAX = 1_000;
const MOTIF_MIN = 10;
/** A reason that someone else must be able to judge. */
const motifSaisi = (absent: string) =>
  z.preprocess(
    (v) => (typeof v === "string" ? v.trim() : v),
    z
      .string({ error: absent })
      .min(1, absent)
      .min(MOTIF_MIN, "Quelques mots de plus : cette raison sera lue par une autre personne.")
      .max(MOTIF_MAX, `Ce texte dépasse ${MOTIF_MAX} caractères : raccourcissez-le.`),
  );

const MANQUES: Record<ChampPortee, string> = {
  regionAcademique: "Choisissez une région académique.",
  uai: "Écrivez l’UAI de l’établissement.",
  campus: "Choisissez un campus dans la liste.",
  siret: "Écrivez le SIRET de votre organisation.",
};

const portee = {
  regionAcademique: choixSaisi(CODES_REGION),
  uai: uaiSaisi,
  campus: texteSaisi(300),
};

type AvecPortee = { role: CodeRole } & Partial<Record<ChampPortee, string | null>>;
const CHAMPS = Object.keys(MANQUES) as ChampPortee[];

/** What the role needs is required. A check, not a transform: told together with the faults of the other fields. */
function exigerPortee(valeurs: AvecPortee, ctx: z.RefinementCtx): void {
  for (const champ of CHAMPS)
    if (champ in valeurs && demande(valeurs.role, champ) && valeurs[champ] == null)
      ctx.addIssue({ code: "custom", path: [champ], message: MANQUES[champ] });
}

/** What the role does not need is dropped, whatever was typed before choosing another one. */
function garderPortee<T extends AvecPortee>(valeurs: T): T {
  const gardees = { ...valeurs };
  for (const champ of CHAMPS)
    if (champ in valeurs && !demande(valeurs.role, champ)) gardees[champ] = null as T[ChampPortee];
  return gardees;
}

const rolesDemandes = ROLES_SUR_DEMANDE as [CodeRole, ...CodeRole[]];

export const demandeAcces = z
  .strictObject({
    role: z.enum(rolesDemandes, {
      error: (probleme) =>
        probleme.input === "partenaire"
          ? "Un partenaire est invité par l’équipe du dossier : demandez-lui une invitation."
          : "Choisissez un rôle.",
    }),
    ...portee,
    siret: siretSaisi,
    motif: motifSaisi("Dites pourquoi vous avez besoin de ce rôle."),
  })
  .superRefine(exigerPortee)
  .transform(garderPortee);
export type DemandeAccesSaisie = z.input<typeof demandeAcces>;

const surDemande = { demandeId: identifiant, version };

export const retraitDemande = z.strictObject(surDemande);
export type RetraitDemande = z.input<typeof retraitDemande>;

const finSaisie = dateSaisie.pipe(z.string({ error: "Choisissez une date de fin." }));

/** `role` comes with the scope, so that the form knows which fields the grant needs; the use case reads its own. */
export const accordDemande = z
  .strictObject({
    ...surDemande,
    role: z.enum(CODES_ROLE),
    ...portee,
    fin: finSaisie,
    message: texteSaisi(MOTIF_MAX),
  })
  .superRefine(exigerPortee)
  .transform(garderPortee);
export type AccordDemande = z.input<typeof accordDemande>;

export const refusDemande = z.strictObject({
  ...surDemande,
  motif: motifSaisi("Dites pourquoi : la personne lira cette raison."),
});
export type RefusDemande = z.input<typeof refusDemande>;

const surHabilitation = { habilitationId: identifiant, version };

export const prolongation = z.strictObject({ ...surHabilitation, fin: finSaisie });
export type Prolongation = z.input<typeof prolongation>;

/** Final: the person said yes to a question that told so. */
export const retraitHabilitation = z.strictObject({
  ...surHabilitation,
  motif: motifSaisi("Dites pourquoi : la personne lira cette raison."),
  confirme: z.literal(true, { error: "Confirmez le retrait : il prend effet aussitôt." }),
});
export type RetraitHabilitation = z.input<typeof retraitHabilitation>;

export const RELECTURES_MAX = 100;
export const relecture = z.strictObject({
  choix: z
    .array(z.strictObject(surHabilitation))
    .min(1, "Choisissez au moins un droit à garder.")
    .max(RELECTURES_MAX, `Choisissez ${RELECTURES_MAX} droits au plus à la fois.`),
});
export type Relecture = z.input<typeof relecture>;
