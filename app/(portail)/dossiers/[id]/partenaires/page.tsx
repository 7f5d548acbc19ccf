import type { Metadata } from "next";
import { SectionPartenaires } from "@/components/consortium/section-partenaires";
import { registreConfigure } from "@/lib/integrations/registre-entreprises";
import { base } from "@/lib/server/base";
import { lireOrganisations } from "@/lib/server/organisations/lire-organisations";
import { campusAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { exigerAgent } from "@/lib/server/session";
import { verifierIdentite } from "./actions";

export const metadata: Metadata = { title: "Partenaires" };

export default async function PagePartenaires({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <SectionPartenaires
      campusConnus={await campusAJour(await base())}
      organisations={await lireOrganisations(await exigerAgent(), id)}
      registre={registreConfigure() !== null}
      verifier={verifierIdentite}
    />
  );
}
