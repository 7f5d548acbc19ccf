import type { Metadata } from "next";
import { SectionPartenaires } from "@/components/consortium/section-partenaires";
import { campusConnus } from "@/lib/server/reference";

export const metadata: Metadata = { title: "Partenaires" };

export default function PagePartenaires() {
  return <SectionPartenaires campusConnus={campusConnus()} />;
}
