import type { Metadata } from "next";
import { SectionVerification } from "@/components/dossier/section-verification";

export const metadata: Metadata = { title: "Vérification" };

export default function PageVerification() {
  return <SectionVerification />;
}
