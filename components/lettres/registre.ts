"use client";
/** The register as the screen shows it: every partner, its current letter against the plan as it is typed now, and the others. */
import { useMemo } from "react";
import { useEspace, useSection } from "@/components/dossier/espace-contexte";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { apportsParPartenaire, RIEN } from "@/lib/domain/lettres";
import { type EtatRegistre, etatRegistre } from "@/lib/domain/registre-lettres";
import type { LettreVue } from "@/lib/schemas/lettres";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { nombreAEngager } from "./gestes-plan";

export type LigneRegistre = {
  partenaire: string;
  nom: string;
  /** Of the partner's form. */
  contact: string | null;
  etat: EtatRegistre;
  courante: LettreVue | null;
  /** Lines of the plan that its signed letter proves, and that are still « espéré ». */
  aEngager: number;
  /** Set aside, newest first. */
  anciennes: readonly LettreVue[];
};

export const montantDe = (l: LettreVue) => lireMontant(l.montant) ?? centimes(0n);

export const courantePour = (l: LettreVue | null) =>
  l && { montant: montantDe(l), envoyeeLe: l.envoi?.le ?? null, signeeLe: l.signature?.le ?? null };

export type Registre = {
  lignes: readonly LigneRegistre[];
  /** Letters of partners taken out of the dossier since. */
  sansPartenaire: readonly LettreVue[];
};

export function useRegistre(lettres: readonly LettreVue[]): Registre {
  const { fichier } = useEspace();
  const { contenu } = useSection("partenaires");
  const { partenaires, financements } = fichier;
  return useMemo(() => {
    const dossier = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", partenaires, financements });
    const plans = apportsParPartenaire(dossier.financements);
    const contacts = new Map(contenu.partenaires.map((p) => [p.id, p.contactCourriel]));
    const presents = new Set(dossier.partenaires.flatMap((p) => (p.id === undefined ? [] : [p.id])));
    const lignes = dossier.partenaires.flatMap((p): LigneRegistre[] => {
      if (p.id === undefined) return [];
      const siennes = lettres.filter((l) => l.partenaire === p.id);
      const courante = siennes.find((l) => l.retrait === null) ?? null;
      return [
        {
          partenaire: p.id,
          nom: p.nom ?? "Partenaire sans nom",
          contact: contacts.get(p.id) ?? null,
          etat: etatRegistre(p, courantePour(courante), plans.get(p.id) ?? RIEN),
          courante,
          aEngager: nombreAEngager(financements ?? [], p.id),
          anciennes: siennes.filter((l) => l.retrait !== null),
        },
      ];
    });
    return { lignes, sansPartenaire: lettres.filter((l) => !presents.has(l.partenaire)) };
  }, [partenaires, financements, contenu.partenaires, lettres]);
}

/** May be made out now: nothing current says today's amount. */
export const aPreparer = (l: LigneRegistre): boolean =>
  l.etat.geste === "preparer" || l.etat.geste === "refaire" || (l.etat.sansFichier && l.etat.code === "signee");
export const aEnvoyer = (l: LigneRegistre): boolean => l.etat.code === "a_envoyer" || l.etat.code === "envoyee";
