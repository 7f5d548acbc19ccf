"use client";
import { LettreEnMots } from "@/components/consortium/etat-lettre";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import styles from "./financement.module.css";
import { type Apport, LienLettre } from "./ligne-source";

/** Said on the field; never a fault: the call asks for no basis, whoever reads the file will. */
const BASE_ABSENTE = {
  id: "base-valorisation-absente",
  contenu: (
    <p className="fr-message fr-message--info">
      Sans sa base, le montant d’une valorisation ne se vérifie pas. Rien n’empêche d’enregistrer ni de déposer.
    </p>
  ),
};

type PartenaireNomme = { id: string; nom: unknown };

/** Options for a partner of the dossier, whatever section asks. */
export function useOptionsPartenaires(): { valeur: string; libelle: string }[] {
  const partenaires = useValeur("partenaires", "partenaires") as readonly PartenaireNomme[];
  return partenaires.map((p, i) => ({ valeur: p.id, libelle: String(p.nom || `Partenaire ${i + 1}`) }));
}

/** Origin, partner and nature of one source. Saved as typed, like every field: closing is all there is to do. */
export function DialogueSource({
  rang,
  lettre,
  surFermeture,
}: {
  rang: number;
  lettre: Apport | undefined;
  surFermeture: () => void;
}) {
  const champ = (nom: string) => ["financement", "financements", rang, nom] as const;
  const source = useChampSaisi(...champ("source"));
  const partenaire = useChampSaisi(...champ("partenaire"));
  const nature = useChampSaisi(...champ("nature"));
  const montant = useChampSaisi(...champ("montant"));
  const partenaires = useOptionsPartenaires();
  const base = useChampSaisi(...champ("baseValorisation"));
  const subvention = source.valeur === "france2030";
  const valorisation = nature.valeur === "valorisation";
  const sansBase = String(base.valeur ?? "").trim() === "";
  return (
    <Modale
      id="dialogue-source"
      titre="Source de financement"
      ouverte
      surFermeture={surFermeture}
      boutons={
        <button type="button" className="fr-btn" onClick={surFermeture}>
          Terminé
        </button>
      }
    >
      <div className={styles.formulaire}>
        <ChampChoix {...source} libelle="Origine" options={optionsDe(SOURCES.libelles)} />
        {subvention ? null : (
          <ChampChoix
            {...partenaire}
            libelle="Partenaire"
            aide={
              partenaires.length === 0
                ? "Aucun partenaire n’est encore déclaré : ajoutez-les dans la section Partenaires."
                : "Celui qui apporte ce financement et signe la lettre."
            }
            options={partenaires}
          />
        )}
        {subvention && !nature.valeur ? null : (
          <ChampChoix {...nature} libelle="Nature" options={optionsDe(NATURES_FINANCEMENT.libelles)} />
        )}
        {valorisation || !sansBase ? (
          <ChampLong
            {...base}
            complements={valorisation && sansBase ? [...base.complements, BASE_ABSENTE] : base.complements}
            libelle="Base de la valorisation"
            aide="Ce qui est prêté ou donné, et comment sa valeur est calculée : par exemple 120 jours de formateur à 350 € par jour."
            lignes={3}
          />
        ) : null}
        {/* The row below the dialog bears the id of the amount: this one is another door to the same value. */}
        <ChampMontant {...montant} id={`${montant.id}-dialogue`} complements={undefined} libelle="Montant" />
        {lettre && !subvention ? (
          <div className={styles.lettreDialogue}>
            <span className={styles.detail}>Lettre d’engagement</span>
            <LettreEnMots lettre={lettre.lettre} />
            <LienLettre partenaire={String(partenaire.valeur)}>Voir la lettre</LienLettre>
          </div>
        ) : null}
      </div>
    </Modale>
  );
}
