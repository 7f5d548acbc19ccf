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
};

/** What the file holds, line by line: the figures add up to the rows read. */
export function BilanImport({ lu }: { lu: Comptes }) {
  const fait = lu.etat === "applique";
  const lignes: readonly [string, number][] = [
    [fait ? "Créées" : "Seront créées", lu.crees],
    [fait ? "Modifiées" : "Seront modifiées", lu.modifies],
    [fait ? "Déjà connues, laissées telles quelles" : "Déjà connues, resteront telles quelles", lu.inchanges],
    ["Refusées", lu.refusees],
    ["D’une autre région académique, laissées de côté", lu.ecartees],
    ["Répétées plus bas dans le fichier, laissées de côté", lu.repetees],
    ["Lignes lues", lu.lues],
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
