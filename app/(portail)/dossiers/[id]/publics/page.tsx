import type { Metadata } from "next";
import { SectionPublics } from "@/components/publics/section-publics";

export const metadata: Metadata = { title: "Publics et indicateurs" };

export default function PagePublics() {
  return <SectionPublics />;
}
