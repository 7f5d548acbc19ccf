/** Named save points: what their actions are asked, what their page shows. */
import { z } from "zod";
import type { VerdictGlobal } from "@/lib/domain/verdict";
import type { ClesLignes } from "./contenus";
import type { DossierFichier } from "./rigel-dossier";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

export const NOM_POINT_MAX = 120;
export const NOTE_POINT_MAX = 1_000;
/** Points of one dossier that are not put away. */
export const POINTS_MAX = 100;

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const nom = z
  .string()
  .trim()
  .min(1, "Donnez un nom à ce point, par exemple « Avant la baisse du budget ».")
  .max(NOM_POINT_MAX, `Ce nom dépasse ${NOM_POINT_MAX} caractères : raccourcissez-le.`)
  .refine(sansInvisible, INVISIBLES_DITS);
const note = z
  .string()
  .trim()
  .max(NOTE_POINT_MAX, `Cette note dépasse ${NOTE_POINT_MAX} caractères : raccourcissez-la.`)
  .refine(sansInvisible, INVISIBLES_DITS)
  .nullish()
  .transform((t) => (t ? t : null));
/** Of the name and the note, as the person saw them. */
const versionVue = z.int().min(0);

export const demandeCreationPoint = z.strictObject({ dossierId: identifiant, nom, note });
export const demandeRenommagePoint = z.strictObject({
  dossierId: identifiant,
  pointId: identifiant,
  versionVue,
  nom,
  note,
});
export const demandeSurPoint = z.strictObject({ dossierId: identifiant, pointId: identifiant, versionVue });
export const demandeLecturePoint = z.strictObject({ dossierId: identifiant, pointId: identifiant });

export type DemandeCreationPoint = z.input<typeof demandeCreationPoint>;
export type DemandeRenommagePoint = z.input<typeof demandeRenommagePoint>;
export type DemandeSurPoint = z.input<typeof demandeSurPoint>;
export type DemandeLecturePoint = z.input<typeof demandeLecturePoint>;

export type PointVu = {
  id: string;
  nom: string;
  note: string | null;
  /** ISO instant. */
  creeLe: string;
  creePar: string;
  revision: number;
  verdict: VerdictGlobal;
  /** Cents as text; null: nothing entered. */
  coutTotal: string | null;
  subvention: string | null;
  version: number;
};

export type PointsVus = {
  dossierId: string;
  /** Newest first, those put away left out. */
  points: PointVu[];
  /** The dossier's revision now: a point of the same one is the dossier as it is. */
  revision: number;
  droits: { creer: boolean; retirer: boolean };
  /** Whether a version was filed: one more thing to compare with. */
  versions: number[];
};

/** What a return needs: the content and the names of its rows. */
export type ContenuPoint = { id: string; nom: string; fichier: DossierFichier; cles: ClesLignes };
