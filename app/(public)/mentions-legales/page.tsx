import type { Metadata } from "next";
import Link from "next/link";
import { Contact } from "@/components/dsfr/contact";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Mentions légales" };

const ouReglage = (valeur: string | undefined, reglage: string) =>
  valeur ?? (
    <>
      À renseigner sur cette installation avant toute mise en service (réglage <code>{reglage}</code>).
    </>
  );

export default function MentionsLegales() {
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Mentions légales" />
      <div className="rg-lecture">
        <h1>Mentions légales</h1>
        <h2>Éditeur</h2>
        <p>{env.RIGEL_ADMINISTRATION}</p>
        <h2>Directeur de la publication</h2>
        <p>{ouReglage(env.RIGEL_DIRECTEUR_PUBLICATION, "RIGEL_DIRECTEUR_PUBLICATION")}</p>
        <h2>Hébergement</h2>
        <p>{ouReglage(env.RIGEL_HEBERGEUR, "RIGEL_HEBERGEUR")}</p>
        <h2>Contact</h2>
        <Contact administration={env.RIGEL_ADMINISTRATION} adresse={env.RIGEL_CONTACT} />
        <h2>Valeur des vérifications</h2>
        <p>
          Les verdicts de Rigel appliquent les <Link href="/regles">règles de l’appel</Link> telles que leurs sources
          les donnent. Ils aident à préparer le dossier : la décision appartient à l’État et à ses opérateurs.
        </p>
        <h2>Réutilisation</h2>
        <p>
          Sauf mention contraire, les contenus de ce site sont sous licence Etalab 2.0. Les dossiers et leurs pièces ne
          sont pas publics : ils appartiennent aux équipes qui les déposent. Le code de Rigel est sous licence MIT.
        </p>
        {env.RIGEL_DEMO && (
          <>
            <h2>Démonstration</h2>
            <p>
              Cette installation est une démonstration : les comptes, les personnes et les dossiers marqués « exemple »
              sont inventés.
            </p>
          </>
        )}
      </div>
    </div>
  );
}
