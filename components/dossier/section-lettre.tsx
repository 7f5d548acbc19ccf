"use client";
import { ChampRadio } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ajouterMois } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { regimeAvecLettre } from "@/lib/domain/etats";
import { useEspaceFixe, useRegime, useSection } from "./espace-contexte";
import { FormulaireSection, useChamp } from "./formulaire-section";
import { LienChamp } from "./lien-champ";

const AVIS = [
  { valeur: "", libelle: "Pas encore d’avis" },
  { valeur: "go", libelle: "GO : le dossier complet peut être déposé" },
  { valeur: "no_go", libelle: "NO GO : la lettre est à reprendre avant tout dépôt" },
];

export function SectionLettre() {
  const { espace } = useEspaceFixe();
  const necessaire = regimeAvecLettre(espace.fichier.regime);
  return (
    <FormulaireSection
      section="lettre"
      titre="Lettre d’intention"
      intro={
        necessaire
          ? "Dans ce régime, une lettre d’intention précède le dossier complet. Le dossier ne peut être déposé qu’après un avis GO."
          : "Ce régime ne demande pas de lettre d’intention : rien n’est attendu ici."
      }
    >
      <Depot />
      <Avis />
      <Consequence />
    </FormulaireSection>
  );
}

function Depot() {
  return (
    <>
      <h3>Dépôt de la lettre</h3>
      <ChampDate
        {...useChamp("lettre", "lettreIntention.deposeeLe")}
        libelle="Lettre déposée le"
        aide="La date de l’accusé de réception de l’opérateur."
      />
      <p>
        <LienChamp champ={{ section: "pieces", id: "pieces-lettre_intention" }}>
          Joindre la lettre d’intention
        </LienChamp>
      </p>
    </>
  );
}

function Avis() {
  return (
    <>
      <h3>Réponse à la lettre</h3>
      <ChampRadio
        {...useChamp("lettre", "lettreIntention.avis")}
        libelle="Avis reçu"
        aide="Celui que l’opérateur a rendu, même s’il l’a rendu hors de Rigel."
        options={AVIS}
      />
      <ChampDate
        {...useChamp("lettre", "lettreIntention.avisLe")}
        libelle="Avis rendu le"
        aide="La date du courrier. Elle fait courir le délai de dépôt."
      />
      <p>
        <LienChamp champ={{ section: "pieces", id: "pieces-avis_go" }}>Joindre l’avis reçu</LienChamp>
      </p>
    </>
  );
}

/** What the answer changes for the file, in plain words. */
function Consequence() {
  const { contenu } = useSection("lettre");
  const { avis, avisLe } = contenu.lettreIntention;
  const delai = useRegime().seuils.delaiGoMois;
  if (avis === "no_go")
    return (
      <p className="fr-message fr-message--warning">
        Après un NO GO, le dossier complet ne peut pas être déposé. La lettre peut être reprise et déposée à nouveau.
      </p>
    );
  if (avis === "go" && avisLe && delai !== undefined)
    return (
      <p className="fr-message fr-message--info">
        Dossier complet attendu au plus tard le {ecrireDate(ajouterMois(avisLe, delai))}, {delai} mois après le GO.
      </p>
    );
  return null;
}
