import type { Metadata } from "next";
import { SectionFinancement } from "@/components/financement/section-financement";

export const metadata: Metadata = { title: "Plan de financement" };

export default function PageFinancement() {
  return <SectionFinancement />;
}
