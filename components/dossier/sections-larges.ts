import type { CodeSection } from "@/lib/domain/sections";

/** Sections whose table needs the menu's width: the menu folds into the button « Sections du dossier ». */
export const SECTIONS_LARGES: ReadonlySet<CodeSection> = new Set(["budget"]);
