import type { Metadata } from "next";
import Link from "next/link";
import { EffacerMonCompte } from "@/components/compte/effacer-mon-compte";
import { RubriqueDonnees } from "@/components/compte/rubrique-donnees";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { ecrireDuree } from "@/lib/domain/conservation";
import { lireMesDonnees } from "@/lib/server/comptes/lire-compte";
import { exigerAgent } from "@/lib/server/session";
import { effacer } from "./actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Mes données" };

const PART = [
  "votre nom, votre adresse électronique, votre organisation, votre identifiant ProConnect",
  "vos droits, vos demandes d’accès avec leur motif, vos équipes",
  "vos sessions, vos liens de connexion, les courriels qui vous ont été écrits",
];
const RESTE = [
  "les dossiers et les versions déposées, avec leurs pièces : ils justifient l’emploi d’argent public. Là où votre nom était écrit, on lit « Compte effacé »",
  "le journal des actions, qui garde un numéro sans nom : il prouve l’histoire des dossiers et ne peut pas être modifié",
];

export default async function PageDonnees() {
  const agent = await exigerAgent();
  const { donnees, retenue } = await lireMesDonnees(agent, new Date());
  return (
    <>
      <FilAriane chemin={[{ href: "/compte", texte: "Mon compte" }]} courant="Mes données" />
      <h1 className="fr-h2">Mes données</h1>
      <section aria-labelledby="detenues" className="fr-mb-6w">
        <h2 className="fr-h4" id="detenues">
          Ce que Rigel garde sur vous
        </h2>
        <p className="rg-lecture">
          Tout ce que la base contient, rubrique par rubrique. Le{" "}
          <Link href="/donnees-personnelles">détail des durées</Link> dit pourquoi et jusqu’à quand.
        </p>
        <ul className="fr-btns-group fr-btns-group--inline-md fr-btns-group--icon-left">
          <li>
            {/* Plain links: the browser saves the file, the router would try to show it. */}
            <a
              className="fr-btn fr-btn--secondary fr-icon-download-line"
              href="/api/v1/compte/donnees?format=csv"
              download
            >
              Télécharger (CSV)
            </a>
          </li>
          <li>
            <a
              className="fr-btn fr-btn--secondary fr-icon-download-line"
              href="/api/v1/compte/donnees?format=json"
              download
            >
              Télécharger (JSON)
            </a>
          </li>
        </ul>
        {donnees.map((rubrique) => (
          <RubriqueDonnees key={rubrique.code} rubrique={rubrique} />
        ))}
      </section>
      <section aria-labelledby="effacer" className="rg-lecture">
        <h2 className="fr-h4" id="effacer">
          Effacer mon compte
        </h2>
        <p>Ce qui disparaît :</p>
        <ul>
          {PART.map((texte) => (
            <li key={texte}>{texte}</li>
          ))}
        </ul>
        <p>Ce qui reste, et pourquoi :</p>
        <ul>
          {RESTE.map((texte) => (
            <li key={texte}>{texte}</li>
          ))}
        </ul>
        <p>
          Sans rien faire, votre compte est effacé {ecrireDuree("comptes")} après votre dernier contact. Vous êtes
          prévenu 30&nbsp;jours avant.
        </p>
        {retenue === null ? (
          <EffacerMonCompte effacer={effacer} />
        ) : (
          <div className="fr-alert fr-alert--warning">
            <h3 className="fr-alert__title">Votre compte ne peut pas encore être effacé</h3>
            <p>{retenue}</p>
          </div>
        )}
      </section>
    </>
  );
}
