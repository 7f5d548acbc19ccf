import type { Metadata } from "next";
import { AccesPartenaires } from "@/components/consortium/acces-partenaires";
import { SectionPartenaires } from "@/components/consortium/section-partenaires";
import { registreConfigure } from "@/lib/integrations/registre-entreprises";
import { base } from "@/lib/server/base";
import { lireEquipe } from "@/lib/server/equipe/lire-equipe";
import { lireOrganisations } from "@/lib/server/organisations/lire-organisations";
import { campusAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { exigerAgent } from "@/lib/server/session";
import { inviterContact, renvoyerInvitation, retirerContact, retirerInvitation } from "../equipe/actions";
import { verifierIdentite } from "./actions";

export const metadata: Metadata = { title: "Partenaires" };

export default async function PagePartenaires({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const agent = await exigerAgent();
  const equipe = await lireEquipe(agent, id, new Date());
  return (
    <AccesPartenaires
      partenaires={equipe?.droits.gerer ? equipe.partenaires : null}
      actions={{ inviterContact, renvoyerInvitation, retirerInvitation, retirerContact }}
    >
      <SectionPartenaires
        campusConnus={await campusAJour(await base())}
        organisations={await lireOrganisations(agent, id)}
        registre={registreConfigure() !== null}
        verifier={verifierIdentite}
      />
    </AccesPartenaires>
  );
}
