import Link from "next/link";
import type { ReactNode } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { FAMILLES_DOSSIER } from "@/lib/domain/journal-actions";
import type { FiltresJournal } from "@/lib/schemas/filtres-journal";
import type { EtatChaine, PageJournal } from "@/lib/schemas/journal-vue";
import type { Reponse } from "@/lib/schemas/reponse";
import { Entrees, Suite } from "./entrees";
import { EtatDeLaChaine, type ResultatVerification } from "./etat-chaine";
import { FiltresDuJournal } from "./filtres";

/** Who did what in this dossier, readable by a person. */
export function PageHistorique({
  dossierId,
  historique,
  filtres,
  verifier,
  children,
}: {
  dossierId: string;
  historique: PageJournal & { chaine: EtatChaine };
  filtres: FiltresJournal;
  verifier: () => Promise<Reponse<ResultatVerification>>;
  /** What can be done with the past, before it is told. */
  children?: ReactNode;
}) {
  const chemin = `/dossiers/${dossierId}/historique`;
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Historique
        </h2>
      </div>
      <p className="rg-section__intro">
        Chaque action est inscrite et scellée à la suite de la précédente : rien ne s’y modifie ni ne s’y efface.
      </p>
      <p>
        <Link className="fr-link" href={`/dossiers/${dossierId}/comparer`}>
          Comparer deux versions du dossier
        </Link>
      </p>
      {children}
      <EtatDeLaChaine chaine={historique.chaine} verifier={verifier} />
      <FiltresDuJournal
        chemin={chemin}
        csv={`/api/v1/dossiers/${dossierId}/historique.csv`}
        filtres={filtres}
        personnes={historique.personnes}
        familles={FAMILLES_DOSSIER}
        avecSections
      />
      <p role="status">
        <strong>{accorder(historique.total, "action")}</strong>
      </p>
      <Entrees page={historique} />
      <Suite chemin={chemin} filtres={filtres} page={historique} />
    </section>
  );
}
