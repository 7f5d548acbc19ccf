import type { Metadata } from "next";
import { SectionDepot } from "@/components/dossier/section-depot";

export const metadata: Metadata = { title: "Dépôt" };

export default function PageDepot() {
  return <SectionDepot />;
}
