import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { OubliALaSortie } from "@/components/dossier/oubli-a-la-sortie";
import { AccesPersonne } from "@/components/dsfr/acces-personne";
import { DemarrageDsfr } from "@/components/dsfr/demarrage/demarrage-dsfr";
import { TeteDsfr } from "@/components/dsfr/demarrage/tete";
import { THEME_INITIAL } from "@/components/dsfr/demarrage/theme-initial";
import { Entete } from "@/components/dsfr/entete";
import { FocusNavigation } from "@/components/dsfr/focus-navigation";
import { FocusPerdu } from "@/components/dsfr/focus-perdu";
import { LiensEvitement } from "@/components/dsfr/liens-evitement";
import { ParametresAffichage } from "@/components/dsfr/parametres-affichage";
import { Pied } from "@/components/dsfr/pied";
import { env } from "@/lib/env";
import { entreesMenu } from "@/lib/server/accueil";
import { agentSiPossible } from "@/lib/server/session/agent-si-possible";
import { deconnecter } from "./(public)/connexion/actions";
import "./globals.css";

const SERVICE = "Rigel";
const ACCROCHE = "Projets AMI CMA et ATCF des régions académiques";
const DESCRIPTION =
  "Rigel aide les régions académiques à monter, vérifier et déposer leurs projets « Compétences et métiers d’avenir » et « Accélérer la transformation de la carte des formations » de France 2030.";

export const metadata: Metadata = {
  title: { template: `%s – ${SERVICE}`, default: `${SERVICE} – ${ACCROCHE}` },
  description: DESCRIPTION,
  icons: {
    icon: [
      { url: "/favicon.svg", type: "image/svg+xml" },
      { url: "/favicon.ico", sizes: "32x32" },
    ],
    apple: "/favicon-apple.png",
  },
};

const EVITEMENT = [
  { ancre: "contenu", texte: "Contenu" },
  { ancre: "menu", texte: "Menu" },
  { ancre: "pied", texte: "Pied de page" },
];

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const agent = await agentSiPossible();
  const administration = env.RIGEL_ADMINISTRATION;
  return (
    <html lang="fr" suppressHydrationWarning>
      <head>
        <TeteDsfr nonce={nonce} />
      </head>
      <body>
        <DemarrageDsfr themeInitial={THEME_INITIAL} />
        <FocusNavigation />
        <FocusPerdu />
        <div className="rg-page">
          <LiensEvitement liens={EVITEMENT} />
          <Entete
            administration={administration}
            service={SERVICE}
            accroche={ACCROCHE}
            entrees={entreesMenu(agent)}
            acces={
              agent === null ? (
                <SeConnecter />
              ) : (
                <>
                  <AccesPersonne nom={agent.nom} organisation={agent.organisation} deconnecter={deconnecter} />
                  <OubliALaSortie personne={agent.id} />
                </>
              )
            }
          />
          <div className="rg-page__contenu">{children}</div>
          <Pied administration={administration} service={SERVICE} description={DESCRIPTION} />
        </div>
        <ParametresAffichage />
      </body>
    </html>
  );
}

function SeConnecter() {
  return (
    <ul className="fr-btns-group">
      <li>
        <Link className="fr-btn fr-icon-account-circle-line" href="/connexion">
          Se connecter
        </Link>
      </li>
    </ul>
  );
}
