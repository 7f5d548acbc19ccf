import type { Metadata } from "next";
import { SectionPartenaires } from "@/components/consortium/section-partenaires";
import { base } from "@/lib/server/base";
import { campusConnus } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";

export const metadata: Metadata = { title: "Partenaires" };

export default async function PagePartenaires() {
  await tenirAJour(await base());
  return <SectionPartenaires campusConnus={campusConnus()} />;
}
