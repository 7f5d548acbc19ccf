import type { Metadata } from "next";
import { CarteIntrouvable } from "@/components/dsfr/pages-refus";

export const metadata: Metadata = { title: "Page introuvable" };

export default function Introuvable() {
  return <CarteIntrouvable />;
}
