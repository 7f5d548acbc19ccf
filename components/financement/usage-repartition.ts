"use client";
import { useMemo } from "react";
import { useLignes } from "@/components/dossier/champ-saisi";
import { useEspace, useEspaceFixe } from "@/components/dossier/espace-contexte";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { certain } from "@/lib/domain/faits";
import { partageSubvention } from "@/lib/domain/plan-financement";
import {
  coutsEligibles,
  ecartsAuxParts,
  type LigneRepartition,
  type Proposition,
  repartirReste,
  reversements,
  selonCouts,
  selonParts,
} from "@/lib/domain/repartition";
import { normaliserMontant } from "@/lib/schemas/normalisation";
import type { SaisieSection } from "@/lib/schemas/sections";
import { versDossier } from "@/lib/schemas/vers-dossier";

export type PartSaisieLigne = SaisieSection<"financement">["repartition"][number];

const texte = (valeur: unknown): string | undefined =>
  typeof valeur === "string" && valeur.trim() !== "" ? valeur : undefined;

/** « 33,5 % » as it is typed → `33.5`; what is no share yet is none. */
const lirePartTapee = (valeur: unknown): string | undefined =>
  texte(valeur)
    ?.replace(/[\s\u00a0\u202f%]/g, "")
    .replace(",", ".");

const lireMontantTape = (valeur: unknown) => {
  const normal = normaliserMontant(valeur);
  return typeof normal === "string" ? lireMontant(normal) : undefined;
};

/** What is typed, as the calculations read it. */
export const lireLigne = (l: PartSaisieLigne): LigneRepartition => ({
  partenaire: texte(l.partenaire),
  subvention: lireMontantTape(l.subvention),
  part: lirePartTapee(l.part),
});

/** Lines with what a proposition gives them; a share that no longer makes the amount is taken off when `sansPart`. */
export function appliquerPropositions(
  lignes: readonly PartSaisieLigne[],
  propositions: readonly Proposition[],
  sansPart: boolean,
): PartSaisieLigne[] {
  const parRang = new Map(propositions.flatMap((p) => (p.rang === null ? [] : [[p.rang, p] as const])));
  const suite = lignes.map((ligne, rang) => {
    const p = parRang.get(rang);
    return p === undefined
      ? ligne
      : { ...ligne, subvention: ecrireMontant(p.montant), ...(sansPart && { part: null }) };
  });
  const ajouts = propositions
    .filter((p) => p.rang === null)
    .map((p) => ({
      cle: nouvelleCle(),
      partenaire: p.partenaire,
      subvention: ecrireMontant(p.montant),
      part: null,
    }));
  return [...suite, ...ajouts];
}

/**
 * A share is typed: its amount follows, and the cent that the largest remainder moves on lines that already follow theirs.
 * Other amounts wait for « Recalculer selon les parts ». Shares beyond the whole change no amount.
 */
export function taperPart(
  lignes: readonly PartSaisieLigne[],
  rang: number,
  part: string,
  subvention: bigint,
): PartSaisieLigne[] {
  const suite = lignes.map((l, i) => (i === rang ? { ...l, part } : l));
  const calcul = selonParts(subvention as Parameters<typeof selonParts>[0], suite.map(lireLigne));
  if (calcul.type !== "montants" || subvention === 0n) return suite;
  return suite.map((l, i) => {
    const montant = calcul.montants[i];
    if (montant === undefined) return l;
    const actuel = lireMontantTape(l.subvention);
    const suit = actuel !== undefined && actuel !== montant && actuel - montant <= 1n && montant - actuel <= 1n;
    return i === rang || suit ? { ...l, subvention: ecrireMontant(montant) } : l;
  });
}

/** Everything the screen of the sharing shows, from what is typed now. */
export function useRepartition() {
  const section = useLignes<PartSaisieLigne>("financement", "repartition");
  const { magasin } = useEspaceFixe();
  const { fichier } = useEspace();
  const { financements, repartition, partenaires, budget } = fichier;
  const lu = useMemo(() => {
    const d = versDossier({
      format: "rigel-dossier/1",
      titre: "",
      regime: "ATCF",
      financements,
      repartition,
      partenaires,
      budget,
    });
    const partage = partageSubvention(d.financements, d.repartition);
    return { d, partage, couts: coutsEligibles(d.budget), reversements: reversements(d) };
  }, [financements, repartition, partenaires, budget]);
  const { lignes } = section;
  const subvention = certain(lu.partage.subvention) ? lu.partage.subvention.min : null;
  const calculs = useMemo(() => {
    const lues = lignes.map(lireLigne);
    if (subvention === null || subvention === 0n) return { ecarts: null, couts: null, reste: null, trop: null };
    const parts = selonParts(subvention, lues);
    return {
      ecarts: ecartsAuxParts(subvention, lues),
      couts: selonCouts(subvention, lues, lu.d.partenaires, lu.couts),
      reste: repartirReste(lu.partage.reste, lues, lu.couts),
      trop: parts.type === "trop" ? parts.somme : null,
    };
  }, [lignes, subvention, lu]);
  return {
    ...section,
    ...lu,
    subvention,
    calculs,
    taper: (rang: number, part: string) => {
      // The very rows of this instant: a calculation must not write back what was typed since the last render.
      const courantes = magasin.lire("financement").saisie.repartition as readonly PartSaisieLigne[];
      section.ecrire(taperPart(courantes, rang, part, subvention ?? 0n));
    },
  };
}
