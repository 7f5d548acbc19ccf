import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { DemandeCarte } from "@/lib/schemas/carte-demandes";
import { ecrireEvolution } from "../noms";

type Ligne = { nom: string; paire: readonly [number, number]; vues: number | null };

const COLONNES: readonly Colonne<Ligne>[] = [
  { cle: "nom", nom: "Places", entete: true, contenu: (l) => l.nom },
  { cle: "actuelles", nom: "Actuelles", aDroite: true, contenu: (l) => ecrireNombre(l.paire[0]) },
  { cle: "prevues", nom: "Prévues", aDroite: true, contenu: (l) => ecrireNombre(l.paire[1]) },
  { cle: "evolution", nom: "Évolution", aDroite: true, contenu: (l) => ecrireEvolution(l.paire[1] - l.paire[0]) },
];
const CONSTATEES: Colonne<Ligne> = {
  ...{ cle: "constatees", nom: "Constatées", aDroite: true },
  contenu: (l) => (l.vues === null ? "—" : ecrireNombre(l.vues)),
};

/** Places of one demand, voie by voie: now, planned, and those really open at its rentrée when they were entered. */
export function PlacesDeLaDemande({ d }: { d: DemandeCarte }) {
  const vu = d.observees.find((o) => o.rentree === d.rentree)?.constat;
  const lignes: Ligne[] = [
    { nom: "Voie scolaire", paire: [d.scolaireActuelle, d.scolaireFuture], vues: vu?.scolaire ?? null },
    {
      nom: "dont colorées, voie scolaire",
      paire: [d.scolaireColoreeActuelle, d.scolaireColoreeFuture],
      vues: vu?.scolaireColoree ?? null,
    },
    {
      nom: "Apprentissage",
      paire: [d.apprentissageActuelle, d.apprentissageFuture],
      vues: vu?.apprentissage ?? null,
    },
    {
      nom: "dont colorées, apprentissage",
      paire: [d.apprentissageColoreeActuelle, d.apprentissageColoreeFuture],
      vues: vu?.apprentissageColoree ?? null,
    },
  ];
  return (
    <>
      <Tableau
        id="places"
        titre={`Places à la rentrée ${d.rentree}`}
        colonnes={vu == null ? COLONNES : [...COLONNES, CONSTATEES]}
        lignes={lignes}
        cle={(l) => l.nom}
      />
      {d.coloration === null ? null : <p className="fr-mt-2w">Coloration : {d.coloration}.</p>}
    </>
  );
}
