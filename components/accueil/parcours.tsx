import { DessinDepot, DessinDossier, DessinSuivi } from "./dessins";

const ETAPES = [
  {
    dessin: <DessinDossier />,
    titre: "Le dossier",
    texte:
      "Partenaires, budget, plan de financement, carte des formations : chaque saisie est vérifiée aussitôt contre les règles de l’appel, avec la marge en euros.",
  },
  {
    dessin: <DessinDepot />,
    titre: "Le dépôt",
    texte:
      "Une version numérotée est figée avec ses données, ses verdicts et un PDF accessible. Une règle bloquante non respectée arrête le dépôt, et dit pourquoi.",
  },
  {
    dessin: <DessinSuivi />,
    titre: "Le suivi",
    texte: "Le compte rendu annuel, prévu contre réalisé, viendra avec une prochaine version de Rigel.",
    aVenir: true,
  },
];

/** The journey in three drawings. They are decoration: the text beside each says the same. */
export function Parcours() {
  return (
    <section className="fr-container fr-py-6w" aria-labelledby="parcours">
      <h2 id="parcours">Du premier montant au dépôt</h2>
      <ol className="rg-parcours">
        {ETAPES.map(({ dessin, titre, texte, aVenir }) => (
          <li key={titre} className="rg-parcours__etape">
            {dessin}
            <h3 className="fr-h5 fr-mt-2w fr-mb-1w">
              {titre}
              {aVenir && <span className="fr-badge fr-badge--sm fr-ml-1w">À venir</span>}
            </h3>
            <p className="fr-mb-0">{texte}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
