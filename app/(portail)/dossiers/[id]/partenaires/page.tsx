import type { Metadata } from "next";
import { SectionPartenaires } from "@/components/consortium/section-partenaires";
import { base } from "@/lib/server/base";
import { campusAJour } from "@/lib/server/referentiels/tenir-a-jour";

export const metadata: Metadata = { title: "Partenaires" };

export default async function PagePartenaires() {
  return <SectionPartenaires campusConnus={await campusAJour(await base())} />;
}
