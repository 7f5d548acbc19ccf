import type { Metadata } from "next";
import { Contact } from "@/components/dsfr/contact";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Accessibilité : non conforme" };

export default function Accessibilite() {
  const administration = env.RIGEL_ADMINISTRATION;
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Accessibilité" />
      <div className="rg-lecture">
        <h1>Déclaration d’accessibilité</h1>
        <p>
          Établie le <time dateTime="2026-11-21">21 novembre 2026</time>.
        </p>
        <p>
          L’administration responsable du service, {administration}, s’engage à rendre Rigel accessible, conformément à
          l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à l’ensemble des pages de
          Rigel et aux documents PDF qu’il produit.
        </p>

        <h2>État de conformité</h2>
        <p>
          <strong>Rigel est non conforme</strong> avec le référentiel général d’amélioration de l’accessibilité (RGAA),
          version 4.1.2 : aucun audit de conformité n’a encore été réalisé. L’état ne changera qu’après un audit.
        </p>

        <h2>Ce qui a été vérifié</h2>
        <p>Ces vérifications aident à éviter des défauts. Elles ne remplacent pas un audit des 106 critères du RGAA.</p>
        <ul>
          <li>
            Contrôle automatique des pages par axe-core dans le navigateur Chromium, à 1280 et 390 pixels de large, à
            chaque version ;
          </li>
          <li>parcours de démonstration au clavier seul ;</li>
          <li>
            thèmes clair et sombre, liens d’évitement, titres des pages et place du focus après un changement de page.
          </li>
        </ul>
        <p>
          Les lecteurs d’écran NVDA, JAWS et VoiceOver n’ont pas encore été essayés, pas plus que l’agrandissement du
          texte à 200 % sur toutes les pages.
        </p>

        <h2>Contenus non accessibles</h2>
        <p>
          Faute d’audit, la liste des contenus non accessibles n’est pas établie. Les pièces jointes ajoutées par les
          équipes (PDF, images, documents bureautiques) sont publiées telles quelles et peuvent ne pas être accessibles.
        </p>

        <h2>Établissement de cette déclaration</h2>
        <p>Technologies utilisées : HTML, WAI-ARIA, CSS, JavaScript, SVG, PDF.</p>

        <h2>Retour d’information et contact</h2>
        <p>
          Si un contenu ou un service vous est inaccessible, écrivez-nous pour être orienté vers une solution accessible
          ou recevoir le contenu sous une autre forme.
        </p>
        <Contact administration={administration} adresse={env.RIGEL_CONTACT} />

        <h2>Voies de recours</h2>
        <p>
          Si vous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et que
          vous n’avez pas obtenu de réponse satisfaisante, vous pouvez :
        </p>
        <ul>
          <li>
            écrire un message au{" "}
            <a href="https://formulaire.defenseurdesdroits.fr/" rel="external">
              Défenseur des droits
            </a>
             ;
          </li>
          <li>
            contacter{" "}
            <a href="https://www.defenseurdesdroits.fr/saisir/delegues" rel="external">
              le délégué du Défenseur des droits dans votre région
            </a>
             ;
          </li>
          <li>
            envoyer un courrier, gratuit et sans affranchissement : Défenseur des droits, Libre réponse 71120, 75342
            Paris CEDEX 07.
          </li>
        </ul>
      </div>
    </div>
  );
}
