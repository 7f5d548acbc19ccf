import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import type { Categorie, Nature } from "@/lib/domain/nomenclatures";
import { categorieDe, type IdentiteOrganisation, natureDansAnnuaire } from "@/lib/domain/organisations";
import { versJour } from "@/lib/server/dossiers/lignes";
import { simplifier } from "@/lib/server/dossiers/recherche";
import type { Prisma } from "@/prisma/genere/client";

/** Rows of the shared list and of the annuaire, as the identities that they are. */

export const SELECTION_ORGANISATION = {
  nom: true,
  siret: true,
  uai: true,
  nature: true,
  categorie: true,
  commune: true,
  source: true,
  verifieeLe: true,
  fermeeLe: true,
} as const satisfies Prisma.OrganisationSelect;

type Ligne = Prisma.OrganisationGetPayload<{ select: typeof SELECTION_ORGANISATION }>;

export const versIdentite = (o: Ligne): IdentiteOrganisation => ({
  ...o,
  // Codes were checked when they were written: the casts only say so to the compiler.
  nature: o.nature as Nature | null,
  categorie: o.categorie as Categorie | null,
  verifieeLe: o.verifieeLe === null ? null : jourAParis(o.verifieeLe),
  fermeeLe: versJour(o.fermeeLe),
});

export const SELECTION_ETABLISSEMENT = {
  uai: true,
  nom: true,
  type: true,
  statut: true,
  siret: true,
  commune: true,
  fermeLe: true,
} as const satisfies Prisma.EtablissementSelect;

export type EtablissementLu = Prisma.EtablissementGetPayload<{ select: typeof SELECTION_ETABLISSEMENT }>;

/** `le`: when the annuaire was last imported, which is when it last said so; null: never by an import, so nothing is verified. */
export function identiteAnnuaire(e: EtablissementLu, le: Date | null): IdentiteOrganisation {
  const nature = natureDansAnnuaire(e.type, e.statut);
  return {
    nom: e.nom,
    siret: e.siret,
    uai: e.uai,
    nature,
    categorie: categorieDe(nature),
    commune: e.commune,
    source: le === null ? "declaree" : "annuaire",
    verifieeLe: le === null ? null : jourAParis(le),
    fermeeLe: versJour(e.fermeLe),
  };
}

/** What an organisation is looked for by. */
export const rechercheDe = (o: {
  nom: string;
  siret: string | null;
  uai: string | null;
  commune: string | null;
}): string => simplifier([o.nom, o.siret, o.uai, o.commune].filter(Boolean).join(" "));
