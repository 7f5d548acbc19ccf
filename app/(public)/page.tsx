import Link from "next/link";
import { Apercu } from "@/components/accueil/apercu";
import { Faits } from "@/components/accueil/faits";
import { Parcours } from "@/components/accueil/parcours";
import "@/components/accueil/accueil.css";

export default function Accueil() {
  return (
    <>
      <section className="rg-ouverture">
        <div className="fr-container rg-ouverture__grille">
          <div>
            <h1 className="rg-ouverture__titre">Un dossier France 2030 complet, vérifié à chaque saisie</h1>
            <p className="fr-text--lead rg-ouverture__texte">
              Rigel est l’outil des équipes de région académique qui montent un projet « Compétences et métiers
              d’avenir » (AMI CMA) ou « Accélérer la transformation de la carte des formations » (ATCF). Il dit à tout
              moment si le dossier est éligible, et ce qui lui manque.
            </p>
            <Link className="fr-btn fr-btn--lg" href="/dossiers">
              Ouvrir les dossiers
            </Link>
          </div>
          <Apercu />
        </div>
      </section>
      <Parcours />
      <Faits />
    </>
  );
}
