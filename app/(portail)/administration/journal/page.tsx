import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import styles from "@/components/audit/audit.module.css";
import { Empreintes } from "@/components/audit/empreintes";
import { Entrees, Suite } from "@/components/audit/entrees";
import { EtatDeLaChaine } from "@/components/audit/etat-chaine";
import { FiltresDuJournal } from "@/components/audit/filtres";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { accorder } from "@/lib/domain/ecriture";
import { FAMILLES, FAMILLES_DOSSIER, type Famille } from "@/lib/domain/journal-actions";
import { lireFiltresJournal } from "@/lib/schemas/filtres-journal";
import { lireJournalService } from "@/lib/server/audit/historique";
import { exigerAgent } from "@/lib/server/session";
import { verifierJournal } from "./actions";

export const metadata: Metadata = { title: "Journal" };

const CHEMIN = "/administration/journal";
/** A refusal keeps the name of what was refused: those of a dossier too are found here. */
const FAMILLES_SERVICE = (Object.keys(FAMILLES) as Famille[]).sort(
  (a, b) => Number(FAMILLES_DOSSIER.includes(a)) - Number(FAMILLES_DOSSIER.includes(b)),
);

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageJournal({ searchParams }: Props) {
  const agent = await exigerAgent();
  const filtres = lireFiltresJournal(await searchParams);
  const journal = await lireJournalService(agent, filtres);
  if (journal === null) forbidden();
  return (
    <>
      <FilAriane chemin={[{ href: "/administration", texte: "Administration" }]} courant="Journal" />
      <h1 className="fr-h2">Journal</h1>
      <p>
        Connexions, refus et administration du service. Ce qui se fait dans un dossier se lit dans son historique, par
        les personnes qui y ont droit.
      </p>
      <section aria-labelledby="titre-verification">
        <h2 className="fr-h4" id="titre-verification">
          Vérification de tout le journal
        </h2>
        <EtatDeLaChaine chaine={journal.chaine} verifier={verifierJournal.bind(null, {})} />
      </section>
      <section aria-labelledby="titre-entrees">
        <h2 className="fr-h4" id="titre-entrees">
          Entrées du service
        </h2>
        <FiltresDuJournal
          chemin={CHEMIN}
          csv="/api/v1/journal.csv"
          filtres={filtres}
          personnes={journal.personnes}
          familles={FAMILLES_SERVICE}
        />
        <p role="status">
          <strong>{accorder(journal.total, "entrée")}</strong>
        </p>
        <Entrees page={journal} avecObjet />
        <Suite chemin={CHEMIN} filtres={filtres} page={journal} />
      </section>
      <section aria-labelledby="titre-empreintes" className={styles.bloc}>
        <h2 className="fr-h4" id="titre-empreintes">
          Empreintes des journées
        </h2>
        <p>
          Chaque journée terminée est scellée par une empreinte de toutes les chaînes. Gardée ailleurs qu’ici, elle
          prouve que le journal n’a pas été réécrit depuis.
        </p>
        <Empreintes jours={journal.jours} />
      </section>
    </>
  );
}
