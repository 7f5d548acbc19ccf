/** The shared list of organisations: what is looked for, what a screen receives. */
import { z } from "zod";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";

export const rechercheOrganisation = z.strictObject({
  q: z.string().trim().max(100, "Au plus 100 caractères."),
});

/** `reste`: others match; be more precise. */
export type OrganisationsTrouvees = { organisations: IdentiteOrganisation[]; reste: boolean };

export const demandeVerification = z.strictObject({
  dossierId: z.uuid(),
  /** Key of the partner in the dossier. */
  partenaire: z.string().min(1).max(60),
});
export type DemandeVerification = z.input<typeof demandeVerification>;

/**
 * What asking a register gave. `trouvee`: its identity. `absente`: it does not know this SIRET. `indisponible`: no answer, so
 * nothing is known. `sans_siret`: only the annuaire could know it, and does not. `non_configure`: this service asks no company register.
 */
export type IssueVerification = "trouvee" | "absente" | "indisponible" | "sans_siret" | "non_configure";
export type Verification = { issue: IssueVerification; organisation: IdentiteOrganisation | null };
