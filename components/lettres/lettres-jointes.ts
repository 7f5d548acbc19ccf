"use client";
/** The signed letters that filing annexes, as the pack takes them: of the partners of today, stale ones said. */
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { accorder } from "@/lib/domain/ecriture";
import { apportsParPartenaire, comparerAuPlan, RIEN } from "@/lib/domain/lettres";
import type { LettreVue } from "@/lib/schemas/lettres";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { montantDe } from "./registre";

type Plan = Pick<DossierFichier, "partenaires" | "financements">;

export function lettresJointes({ partenaires, financements }: Plan, lettres: readonly LettreVue[]) {
  const dossier = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", partenaires, financements });
  const plans = apportsParPartenaire(dossier.financements);
  const presents = new Map(dossier.partenaires.map((p) => [p.id, p.nom ?? "Partenaire sans nom"]));
  const jointes = lettres.filter((l) => l.retrait === null && l.signature !== null && presents.has(l.partenaire));
  return {
    nombre: jointes.length,
    /** Names of the partners whose letter no longer says the plan's amount. */
    perimees: jointes.flatMap((l) =>
      comparerAuPlan(montantDe(l), plans.get(l.partenaire) ?? RIEN) === "different"
        ? [presents.get(l.partenaire) ?? l.nomPartenaire]
        : [],
    ),
  };
}

export function useLettresJointes() {
  const { espace, fichier } = useEspace();
  const { partenaires, financements } = fichier;
  return useMemo(
    () => lettresJointes({ partenaires, financements }, espace.lettres),
    [partenaires, financements, espace.lettres],
  );
}

/** « 3, dont 1 périmée » */
export const ecrireJointes = ({ nombre, perimees }: ReturnType<typeof lettresJointes>): string =>
  perimees.length === 0 ? String(nombre) : `${nombre}, dont ${accorder(perimees.length, "périmée")}`;
