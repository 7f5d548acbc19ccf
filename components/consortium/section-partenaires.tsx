"use client";
import { CadreSection } from "@/components/dossier/cadre-section";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";
import { CampusLies } from "./campus-lies";
import { InviterPartenaires } from "./inviter-partenaires";
import { ListePartenaires } from "./liste-partenaires";
import { OrganisationsProvider, type VerifierIdentite } from "./organisations-connues";

export function SectionPartenaires({
  campusConnus,
  organisations,
  registre,
  verifier,
}: {
  campusConnus: readonly { nom: string; excellence: boolean }[];
  /** Identities of the partners already there. */
  organisations: readonly IdentiteOrganisation[];
  /** Whether this service asks a company register. */
  registre: boolean;
  verifier: VerifierIdentite;
}) {
  return (
    <CadreSection
      section="partenaires"
      titre="Partenaires"
      intro="Le consortium réunit ceux qui portent, financent ou accueillent le projet. Chaque apport est prouvé par une lettre d’engagement du même montant."
    >
      <OrganisationsProvider organisations={organisations} registre={registre} verifier={verifier}>
        <InviterPartenaires />
        <ListePartenaires />
      </OrganisationsProvider>
      <CampusLies connus={campusConnus} />
    </CadreSection>
  );
}
