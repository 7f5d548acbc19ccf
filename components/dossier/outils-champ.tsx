"use client";
import type { SectionSaisie } from "@/lib/schemas/sections";

/** The small buttons of one field of the workspace: its help, its comments, its history. `chemin`: path in the section's form. */
export function OutilsChamp(_: { section: SectionSaisie; chemin: string }) {
  return null;
}
