/** What telling edits apart costs under the dossier's lock, at 2,400 lines of budget: each try reads the whole file again. */
import { randomUUID } from "node:crypto";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import { OPERATIONS_MAX, type Operation } from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import { clesNeuves } from "@/lib/server/dossiers/places-lignes";
import { type Etat, preparerEditions } from "@/lib/server/edition/preparer-editions";
import { grosDossier, LIGNES } from "./gros-dossier";
import { dire, mesurer, titre } from "./mesure";

const fichier = canonique(grosDossier());
const avant: Etat = { fichier, cles: clesNeuves(fichier) };
const champ = (adresse: string, valeur: unknown): Operation => ({
  id: randomUUID(),
  vue: 0,
  nature: "saisie",
  type: "champ",
  adresse,
  valeur,
});
const montants = (nombre: number): Operation[] =>
  Array.from({ length: nombre }, (_, i) => champ(`budget/budget/${avant.cles.budget?.[i]}/montant`, `${i}.25`));
/** No message leads back to it: a key that no path of the file writes as it is. */
const introuvable = champ(ecrireAdresse("verification", "justifications", '"]["'), "texte");

async function banc(): Promise<void> {
  titre(`Modifications d’un dossier de ${LIGNES} lignes, essayées sous son verrou (bornées à 1,5 s)`);
  const essayer = (operations: Operation[]) => {
    const { appliquees, refus } = preparerEditions(avant, operations, []);
    return `${appliquees.length} écrites, ${refus.length} refusées, ${operations.length - appliquees.length - refus.length} à renvoyer`;
  };
  await mesurer("une modification", 10, () => essayer(montants(1)));
  await mesurer(`${OPERATIONS_MAX} modifications justes`, 5, () => essayer(montants(OPERATIONS_MAX)));
  const melees = [...montants(OPERATIONS_MAX - 1), introuvable];
  await mesurer(`${OPERATIONS_MAX} modifications dont une fautive que rien ne désigne`, 3, () => essayer(melees));
  dire(`  ${essayer(melees)}`);
}

void banc();
