import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { enumerer } from "@/lib/domain/ecriture";
import { nomEtat } from "@/lib/domain/etats";
import { peut } from "@/lib/server/droits";
import { listerParticipations, type Participation } from "@/lib/server/participation/lister-participations";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Participation" };

const COLONNES: readonly Colonne<Participation>[] = [
  {
    cle: "dossier",
    nom: "Dossier",
    entete: true,
    contenu: ({ dossierId, titre, acronyme }) => (
      <Link href={`/participation/${dossierId}`}>{acronyme === null ? titre : `${acronyme}, ${titre}`}</Link>
    ),
  },
  {
    cle: "partenaire",
    nom: "Au titre de",
    contenu: ({ partenaires }) =>
      partenaires.length === 0 ? "Partenaire qui ne figure plus dans le dossier" : enumerer(partenaires),
  },
  { cle: "etat", nom: "État du dossier", contenu: ({ etat }) => nomEtat(etat) },
];

export default async function PageParticipation() {
  const agent = await exigerAgent();
  if (!peut(agent, "part.lister")) forbidden();
  const participations = await listerParticipations(agent);
  return (
    <>
      <FilAriane courant="Participation" />
      <h1 className="fr-h2">Les dossiers auxquels vous participez</h1>
      <p className="rg-lecture">
        Vous y représentez un partenaire du projet. Vous remplissez sa part et lisez les totaux du dossier.
      </p>
      <Tableau
        id="participations"
        titre="Dossiers auxquels vous participez"
        colonnes={COLONNES}
        lignes={participations}
        cle={(p) => p.dossierId}
        vide={<p>Aucun dossier ne vous est ouvert aujourd’hui.</p>}
      />
    </>
  );
}
