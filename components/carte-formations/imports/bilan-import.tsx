import { Tableau } from "@/components/dsfr/tableau";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { EtatImport } from "@/lib/schemas/imports-carte";

type Comptes = {
  etat: EtatImport;
  lues: number;
  ecartees: number;
  repetees: number;
  refusees: number;
  crees: number;
  modifies: number;
  inchanges: number;
  retires: number;
};

/** What the file holds, line by line: the figures add up to the rows read. What goes is in the carte, not in the file: told after. */
export function BilanImport({ lu }: { lu: Comptes }) {
  const fait = lu.etat === "applique";
  // Nothing « sera » while rows are refused.
  const [crees, modifiees] = fait
    ? ["Créées", "Modifiées"]
    : lu.refusees > 0
      ? ["À créer, le fichier une fois corrigé", "À modifier, le fichier une fois corrigé"]
      : ["Seront créées", "Seront modifiées"];
  const lignes: readonly [string, number][] = [
    [crees, lu.crees],
    [modifiees, lu.modifies],
    [fait ? "Déjà connues, laissées telles quelles" : "Déjà connues, sans changement", lu.inchanges],
    ["Refusées", lu.refusees],
    ["Laissées de côté", lu.ecartees],
    ["Répétées plus bas dans le fichier, laissées de côté", lu.repetees],
    ["Lignes lues", lu.lues],
    ...(lu.retires === 0
      ? []
      : [
          [fait ? "Absentes du fichier, retirées" : "Absentes du fichier, seront retirées", lu.retires] as [
            string,
            number,
          ],
        ]),
  ];
  return (
    <Tableau
      id="bilan"
      titre="Ce que contient le fichier"
      lignes={lignes}
      cle={([nom]) => nom}
      colonnes={[
        { cle: "nom", nom: "Lignes du fichier", entete: true, contenu: ([nom]) => nom },
        { cle: "nombre", nom: "Nombre", aDroite: true, contenu: ([, nombre]) => ecrireNombre(nombre) },
      ]}
    />
  );
}
