import type { Metadata } from "next";
import { SectionDiagnostic } from "@/components/dossier/section-diagnostic";

export const metadata: Metadata = { title: "Diagnostic et besoins" };

export default function PageDiagnostic() {
  return <SectionDiagnostic />;
}
