"use client";
import type { ReactNode } from "react";
import { AttenteHydratation } from "@/components/dossier/attente-hydratation";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { LiensHorsLigne } from "@/components/dossier/liens-hors-ligne";
import { ModaleConflit } from "@/components/dossier/modale-conflit";
import { NoticesEspace } from "@/components/dossier/notices-espace";
import { Retours } from "@/components/dossier/retours";
import { Budget } from "@/components/financement/budget/section-budget";
import { nomEtat } from "@/lib/domain/etats";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import { ApportsPart } from "./apports-part";
import { FichePart } from "./fiche-part";
import { PanneauPart } from "./panneau-part";
import styles from "./participation.module.css";

/** One partner's part, filled where it is read. `identite`: what the team alone writes; `lettre`: its commitment letter. */
export function PartEnEdition({
  nom,
  identite,
  lettre,
}: {
  nom: string;
  identite: ReactNode;
  lettre: MaLettreVue | null;
}) {
  return (
    <div className={styles.part} data-section-prete="part">
      <div className={styles.travail}>
        <LiensHorsLigne />
        <NoticesEspace />
        <LectureSeule />
        <div>
          <div className={styles.tete}>
            <h2 className="fr-h4 fr-mb-0" id="titre-part" tabIndex={-1}>
              {nom}
            </h2>
            <div className={styles.retours}>
              <Retours />
            </div>
          </div>
          {identite}
        </div>
        <AttenteHydratation>
          <section className={styles.volet} aria-labelledby="titre-budget-part">
            <h2 className="fr-h5" id="titre-budget-part">
              Votre budget
            </h2>
            <Budget dUnPartenaire />
          </section>
          <section className={styles.volet} aria-labelledby="titre-apports-part">
            <h2 className="fr-h5" id="titre-apports-part">
              Votre cofinancement
            </h2>
            <ApportsPart />
          </section>
          <section className={styles.volet} aria-labelledby="titre-fiche-part">
            <h2 className="fr-h5" id="titre-fiche-part">
              Votre organisation
            </h2>
            <FichePart />
          </section>
        </AttenteHydratation>
      </div>
      <aside className={styles.panneau} aria-label="Votre part en chiffres">
        <PanneauPart lettre={lettre} />
      </aside>
      <ModaleConflit />
    </div>
  );
}

/** Why nothing can be written. */
function LectureSeule() {
  const { espace } = useEspaceFixe();
  if (espace.droits.modifier) return null;
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
      <p>
        {espace.etat === "depose"
          ? "Ce dossier est déposé : votre part se lit et ne change plus. L’équipe du dossier peut ouvrir une nouvelle version."
          : `Votre part se lit et ne change plus : l’état du dossier est « ${nomEtat(espace.etat).toLocaleLowerCase("fr")} ».`}
      </p>
    </div>
  );
}
