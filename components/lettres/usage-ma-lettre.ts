"use client";
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { apportsParPartenaire, RIEN } from "@/lib/domain/lettres";
import { type EtatRegistre, etatRegistre } from "@/lib/domain/registre-lettres";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { versDossier } from "@/lib/schemas/vers-dossier";

/** Where the only partner of this file stands: its letter of the register against its lines as they are typed. */
export function etatDeMaLettre(
  { partenaires, financements }: Pick<DossierFichier, "partenaires" | "financements">,
  lettre: MaLettreVue["lettre"],
): EtatRegistre {
  const dossier = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", partenaires, financements });
  const [partenaire] = dossier.partenaires;
  const plan = apportsParPartenaire(dossier.financements).get(partenaire?.id ?? "") ?? RIEN;
  const courante = lettre && {
    montant: lireMontant(lettre.montant) ?? centimes(0n),
    envoyeeLe: lettre.envoyeeLe,
    signeeLe: lettre.signature?.le ?? null,
  };
  return etatRegistre({ lettre: partenaire?.lettre }, courante, plan);
}

/** Follows typing, and what the team writes meanwhile. */
export function useEtatMaLettre(lettre: MaLettreVue["lettre"]): EtatRegistre {
  const { partenaires, financements } = useEspace().fichier;
  return useMemo(() => etatDeMaLettre({ partenaires, financements }, lettre), [partenaires, financements, lettre]);
}
