import type { Metadata } from "next";
import { SectionStrategie } from "@/components/dossier/section-strategie";

export const metadata: Metadata = { title: "Stratégie régionale" };

export default function PageStrategie() {
  return <SectionStrategie />;
}
