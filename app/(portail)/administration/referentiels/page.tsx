import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Tableau } from "@/components/dsfr/tableau";
import { EnvoiReference } from "@/components/referentiels/envoi-reference";
import { ETATS_IMPORT } from "@/components/referentiels/etats-import";
import "@/components/dsfr/champs.css";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import { CODES_GENRE, GENRES } from "@/lib/schemas/referentiels";
import { peut } from "@/lib/server/droits";
import { compterReferences, listerImports } from "@/lib/server/referentiels/lire-imports";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Référentiels" };

export default async function PageReferentiels() {
  const agent = await exigerAgent();
  if (!peut(agent, "reference.importer")) forbidden();
  const [imports, comptes] = await Promise.all([listerImports(agent), compterReferences(agent)]);
  return (
    <>
      <FilAriane chemin={[{ href: "/administration", texte: "Administration" }]} courant="Référentiels" />
      <h1 className="fr-h2">Référentiels</h1>
      <p className="rg-lecture">
        L’annuaire des établissements et les nomenclatures, repris de leurs fichiers publics. Un fichier est d’abord lu
        et comparé ; rien ne change avant votre confirmation.
      </p>
      <ul>
        {CODES_GENRE.map((genre) => (
          <li key={genre}>
            {GENRES[genre].nom} :{" "}
            {comptes[genre] > 0
              ? `${ecrireNombre(comptes[genre])} ${GENRES[genre].objet[1]}`
              : genre === "annuaire" || genre === "quadrants"
                ? "aucun import"
                : "données livrées avec Rigel"}
          </li>
        ))}
      </ul>
      <h2 className="fr-h4">Nouvel import</h2>
      <EnvoiReference />
      <h2 className="fr-h4 fr-mt-5w">Historique</h2>
      <Tableau
        id="imports"
        titre="Imports"
        lignes={imports}
        cle={(i) => i.id}
        vide={<p className="fr-mb-0">Aucun import pour le moment.</p>}
        colonnes={[
          {
            cle: "fichier",
            nom: "Fichier",
            entete: true,
            contenu: (i) => <Link href={`/administration/referentiels/${i.id}`}>{i.nomFichier}</Link>,
          },
          { cle: "genre", nom: "Contenu", contenu: (i) => GENRES[i.genre].nom },
          { cle: "etat", nom: "État", contenu: (i) => ETATS_IMPORT[i.etat] },
          { cle: "le", nom: "Lu le", court: true, contenu: (i) => ecrireDateCourte(jourAParis(i.prepareLe)) },
          { cle: "par", nom: "Par", contenu: (i) => `${i.preparePar.prenom} ${i.preparePar.nom}` },
          { cle: "crees", nom: "Créés", aDroite: true, contenu: (i) => ecrireNombre(i.crees) },
          { cle: "modifies", nom: "Modifiés", aDroite: true, contenu: (i) => ecrireNombre(i.modifies) },
          { cle: "fermes", nom: "Fermés", aDroite: true, contenu: (i) => ecrireNombre(i.fermes) },
          { cle: "refusees", nom: "Refusées", aDroite: true, contenu: (i) => ecrireNombre(i.refusees) },
        ]}
      />
    </>
  );
}
