"use client";
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import type { Transformation } from "@/lib/domain/dossier";
import type { SaisieSection } from "@/lib/schemas/sections";
import { versDossier } from "@/lib/schemas/vers-dossier";

export type TransformationSaisie = SaisieSection<"transformations">["transformations"][number];
export type PlateauSaisi = SaisieSection<"transformations">["plateauxTechniques"][number];

/** The transformations as the rules read them: the last content that parses. */
export function useTransformations(): readonly Transformation[] {
  const { fichier } = useEspace();
  const { transformations } = fichier;
  return useMemo(
    () => versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", transformations }).transformations,
    [transformations],
  );
}
