import type { Metadata } from "next";
import { SectionIdentite } from "@/components/dossier/section-identite";

export const metadata: Metadata = { title: "Identité" };

export default function PageIdentite() {
  return <SectionIdentite />;
}
