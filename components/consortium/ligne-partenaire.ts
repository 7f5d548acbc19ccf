import { type IdentiteOrganisation, siretLu } from "@/lib/domain/organisations";
import type { SaisieSection } from "@/lib/schemas/sections";

export type PartenaireSaisi = SaisieSection<"partenaires">["partenaires"][number];

/** By its SIRET until it has a name, and by its place until it has either. */
export function nomDePartenaire(nom: unknown, rang: number, siret?: unknown): string {
  if (typeof nom === "string" && nom.trim()) return nom;
  const lu = siretLu(siret);
  if (lu !== null) return `SIRET ${lu.slice(0, 3)} ${lu.slice(3, 6)} ${lu.slice(6, 9)} ${lu.slice(9)}`;
  return `Partenaire ${rang + 1}`;
}

/**
 * An id that the dossier never had: budget, plan and plateaux name partners by it, and so do the rights of their contacts. A
 * removed partner's id given again would open the new partner's part to the contact of the old one.
 */
function idNouveau(): string {
  const octets = crypto.getRandomValues(new Uint8Array(5));
  return `partenaire-${Array.from(octets, (o) => o.toString(16).padStart(2, "0")).join("")}`;
}

/** A row for a new partner, with as much of its identity as is known. */
export const nouveauPartenaire = (
  identite: Partial<Pick<IdentiteOrganisation, "nom" | "nature" | "categorie" | "siret" | "uai">>,
  chefDeFile: boolean,
): PartenaireSaisi => ({
  id: idNouveau(),
  nom: identite.nom ?? null,
  nature: identite.nature ?? null,
  categorie: identite.categorie ?? null,
  chefDeFile,
  siret: identite.siret ?? null,
  uai: identite.uai ?? null,
  lettreEngagement: null,
  aideEtat: null,
  role: null,
  contactNom: null,
  contactFonction: null,
  contactCourriel: null,
  contactTelephone: null,
  signataireNom: null,
  signataireFonction: null,
});
