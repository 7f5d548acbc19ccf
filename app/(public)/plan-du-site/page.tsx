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
