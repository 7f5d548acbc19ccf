import { capacites } from "../carte/places-demande";
import { type Incoherence, incoherences } from "../places";
import type { DemandeLue } from "./demande";
import { lireEntierSigne } from "./valeurs";

/** The column that is at fault: of the present capacity, or of the future one. */
const colonneDe = ({ champ, quand }: Incoherence): string =>
  champ === "libelleColoration" ? "coloration" : `${champ}${quand === "actuelle" ? "Actuelle" : "Future"}`;

const DIFFERENCES = [
  ["differenceCapaciteScolaire", "scolaire", "en voie scolaire"],
  ["differenceCapaciteScolaireColoree", "scolaireColoree", "colorées en voie scolaire"],
  ["differenceCapaciteApprentissage", "apprentissage", "en apprentissage"],
  ["differenceCapaciteApprentissageColoree", "apprentissageColoree", "colorées en apprentissage"],
] as const;

/** What is odd in a demand that is taken: its capacities contradict its type, or the differences that the file shows. */
export function avertir(
  demande: DemandeLue,
  cellule: (champ: string) => string,
  prevenir: (champ: string, motif: string) => void,
): void {
  const places = capacites(demande);
  for (const trouvee of incoherences({
    type: demande.type,
    ...places,
    ...(demande.coloration !== null && { libelleColoration: demande.coloration }),
  }))
    prevenir(colonneDe(trouvee), trouvee.message);
  for (const [champ, capacite, ou] of DIFFERENCES) {
    const dite = lireEntierSigne(cellule(champ));
    if (dite === undefined) continue;
    const [actuelle, future] = places[capacite];
    if (dite !== future - actuelle)
      prevenir(
        champ,
        `Le fichier annonce ${dite} places ${ou} de différence, ses capacités en donnent ${future - actuelle} : ce sont elles qui comptent.`,
      );
  }
}
