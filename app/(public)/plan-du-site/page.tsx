import type { Metadata } from "next";
import Link from "next/link";
import { FilAriane } from "@/components/dsfr/fil-ariane";

export const metadata: Metadata = { title: "Plan du site" };

const PLAN = [
  {
    titre: "Service",
    pages: [
      { href: "/", texte: "Accueil" },
      { href: "/dossiers", texte: "Dossiers (connexion demandée)" },
      { href: "/dossiers/nouveau", texte: "Nouveau dossier (connexion demandée)" },
      { href: "/regles", texte: "Règles de l’appel" },
      { href: "/connexion", texte: "Se connecter" },
    ],
  },
  {
    titre: "Mon compte (connexion demandée)",
    pages: [
      { href: "/compte", texte: "Mon compte" },
      { href: "/compte/sessions", texte: "Mes sessions" },
      { href: "/compte/donnees", texte: "Mes données" },
      { href: "/acces", texte: "Mes accès" },
      { href: "/participation", texte: "Participation d’un partenaire" },
    ],
  },
  {
    titre: "Administration (connexion et droit demandés)",
    pages: [
      { href: "/administration", texte: "Administration" },
      { href: "/habilitations", texte: "Habilitations" },
      { href: "/administration/utilisateurs", texte: "Utilisateurs" },
      { href: "/administration/journal", texte: "Journal" },
      { href: "/administration/referentiels", texte: "Référentiels" },
      { href: "/administration/regimes", texte: "Régimes" },
      { href: "/administration/courriels", texte: "Courriels" },
      { href: "/administration/conservation", texte: "Conservation des données" },
    ],
  },
  {
    titre: "À propos",
    pages: [
      { href: "/accessibilite", texte: "Accessibilité : non conforme" },
      { href: "/mentions-legales", texte: "Mentions légales" },
      { href: "/donnees-personnelles", texte: "Données personnelles" },
    ],
  },
];

export default function PlanDuSite() {
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Plan du site" />
      <h1>Plan du site</h1>
      <div className="fr-grid-row fr-grid-row--gutters">
        {PLAN.map(({ titre, pages }) => (
          <section key={titre} className="fr-col-12 fr-col-md-6">
            <h2 className="fr-h4">{titre}</h2>
            <ul>
              {pages.map(({ href, texte }) => (
                <li key={href}>
                  <Link href={href} prefetch={false}>
                    {texte}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
