import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { EnvoiImport } from "@/components/carte-formations/imports/envoi-import";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Tableau } from "@/components/dsfr/tableau";
import "@/components/dsfr/champs.css";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireNombre, ecrireOctets } from "@/lib/domain/ecriture";
import { OCTETS_TABLE_MAX } from "@/lib/integrations/table/contrat";
import { GENRES_IMPORT, nomEtatImport } from "@/lib/schemas/imports-carte";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { listerImportsCarte } from "@/lib/server/carte/import/lire-imports";
import { etendueCarte } from "@/lib/server/droits";
import { regions } from "@/lib/server/reference";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Imports de la carte" };

export default async function PageImportsCarte() {
  const agent = await exigerAgent();
  const miennes = etendueCarte(agent, "carte.importer").regions;
  if (miennes.length === 0) forbidden();
  await balayerImports(new Date());
  const imports = await listerImportsCarte(agent);
  const choix = regions().filter(({ code }) => miennes.includes(code));
  return (
    <>
      <FilAriane chemin={[{ href: "/carte", texte: "Carte des formations" }]} courant="Imports" />
      <h1 className="fr-h2">Imports de la carte</h1>
      <p className="rg-lecture">
        Un fichier est d’abord lu et comparé à ce que Rigel connaît déjà
        {choix.length === 1 ? ` pour ${choix[0]?.nom}` : ""} ; rien ne change avant votre confirmation. Un fichier dont
        une seule ligne est refusée n’est pas importé : le rapport dit ce qu’il faut corriger.
      </p>
      <h2 className="fr-h4">Nouvel import</h2>
      <EnvoiImport regions={choix.map(({ code, nom }) => ({ code, nom }))} limite={ecrireOctets(OCTETS_TABLE_MAX)} />
      <h2 className="fr-h4 fr-mt-5w">Historique</h2>
      <Tableau
        id="imports"
        titre="Imports"
        lignes={imports}
        cle={(i) => i.id}
        vide={<p className="fr-mb-0">Aucun import pour le moment : envoyez un premier export d’Orion ci-dessus.</p>}
        colonnes={[
          {
            cle: "fichier",
            nom: "Fichier",
            entete: true,
            contenu: (i) => <Link href={`/carte/imports/${i.id}`}>{i.nomFichier}</Link>,
          },
          { cle: "genre", nom: "Contenu", contenu: (i) => GENRES_IMPORT[i.genre].nom },
          { cle: "etat", nom: "État", contenu: (i) => nomEtatImport(i) },
          { cle: "le", nom: "Envoyé le", court: true, contenu: (i) => ecrireDateCourte(jourAParis(i.commenceLe)) },
          {
            cle: "par",
            nom: "Par",
            contenu: (i) => (i.commencePar === null ? "Compte effacé" : `${i.commencePar.prenom} ${i.commencePar.nom}`),
          },
          { cle: "crees", nom: "Créées", aDroite: true, contenu: (i) => ecrireNombre(i.crees) },
          { cle: "modifies", nom: "Modifiées", aDroite: true, contenu: (i) => ecrireNombre(i.modifies) },
          { cle: "inchanges", nom: "Inchangées", aDroite: true, contenu: (i) => ecrireNombre(i.inchanges) },
          { cle: "refusees", nom: "Refusées", aDroite: true, contenu: (i) => ecrireNombre(i.refusees) },
        ]}
      />
    </>
  );
}
