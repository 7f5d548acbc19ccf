import type { Metadata } from "next";
import { SectionPieces } from "@/components/dossier/section-pieces";

export const metadata: Metadata = { title: "Pièces jointes" };

export default function PagePieces() {
  return <SectionPieces />;
}
