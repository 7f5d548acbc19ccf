import type { Metadata } from "next";
import { SectionLettre } from "@/components/dossier/section-lettre";

export const metadata: Metadata = { title: "Lettre d’intention" };

export default function PageLettre() {
  return <SectionLettre />;
}
