import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { ChampSource } from "@/components/dossiers-liste/creation/copie/choisir-source";
import styles from "@/components/dossiers-liste/creation/creation.module.css";
import { ImportFichier } from "@/components/dossiers-liste/creation/import-fichier";
import { TroisReponses } from "@/components/dossiers-liste/creation/trois-reponses";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { versJeu } from "@/lib/schemas/vers-regime";
import { lecture } from "@/lib/server/base";
import { peut } from "@/lib/server/droits";
import { regimesCourants } from "@/lib/server/regimes/lire-regimes";
import { exigerAgent } from "@/lib/server/session";
import { chercherHomonymes, creer, importer } from "../actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Nouveau dossier" };

export default async function PageNouveauDossier() {
  const agent = await exigerAgent();
  if (!peut(agent, "dossier.creer")) forbidden();
  const region = agent.habilitations.find((h) => h.regionAcademique !== null)?.regionAcademique ?? "";
  const jeux = (await lecture((tx) => regimesCourants(tx, new Date()))).map(versJeu);
  return (
    <>
      <FilAriane chemin={[{ href: "/dossiers", texte: "Dossiers" }]} courant="Nouveau dossier" />
      <h1 className="fr-h2">Nouveau dossier</h1>
      <div className={styles.page}>
        <section aria-labelledby="titre-reponses">
          <h2 className="fr-h4" id="titre-reponses">
            Trois réponses pour commencer
          </h2>
          <p>
            Tout le reste se complète ensuite, dans l’ordre que vous voulez. La région et la filière pourront changer.
          </p>
          <TroisReponses region={region} jeux={jeux} creer={creer} />
        </section>
        <div className={styles.colonne}>
          <section aria-labelledby="titre-copie">
            <h2 className="fr-h4" id="titre-copie">
              Partir d’un dossier existant
            </h2>
            <p>Vous choisissez ce qui est copié. Ni montants, ni lettres, ni dates, sauf si vous le demandez.</p>
            <ChampSource mots="" titre="Chercher le dossier à copier" />
          </section>
          <section aria-labelledby="titre-import">
            <h2 className="fr-h4" id="titre-import">
              Ou un fichier de Rigel
            </h2>
            <p>
              Pour reprendre un dossier exporté. Rigel le vérifie en entier et vous montre ce qu’il contient avant de le
              créer.
            </p>
            <ImportFichier jeux={jeux} importer={importer} chercherHomonymes={chercherHomonymes} />
          </section>
        </div>
      </div>
    </>
  );
}
