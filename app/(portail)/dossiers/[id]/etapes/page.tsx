import type { Metadata } from "next";
import { PageEtapes } from "@/components/dossier/etapes/page-etapes";

export const metadata: Metadata = { title: "Étapes du dossier" };

export default function PageEtapesDossier() {
  return <PageEtapes />;
}
