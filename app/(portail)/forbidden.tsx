import type { Metadata } from "next";
import { PageInterdite } from "@/components/dsfr/pages-refus";

export const metadata: Metadata = { title: "Accès refusé" };

export default function Interdit() {
  return <PageInterdite dansUnePage />;
}
