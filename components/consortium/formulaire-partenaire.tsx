"use client";
import { type ChampSaisi, useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { useEtablissementConnu } from "@/components/referentiels/etablissement-connu";
import { CATEGORIES, NATURES } from "@/lib/domain/nomenclatures";
import styles from "./consortium.module.css";

const useChamp = (rang: number, ...suite: string[]) => useChampSaisi("partenaires", "partenaires", rang, ...suite);

/** A letter exists as soon as one of its two fields is filled; emptied, it is no letter any more. */
function useLettre(rang: number): { montant: ChampSaisi; signeeLe: ChampSaisi } {
  const montant = useChamp(rang, "lettreEngagement", "montant");
  const signeeLe = useChamp(rang, "lettreEngagement", "signeeLe");
  const lettre = useChamp(rang, "lettreEngagement");
  const poser = (montantSaisi: unknown, dateSaisie: unknown) =>
    lettre.surChangement(
      montantSaisi || dateSaisie ? { montant: montantSaisi ?? null, signeeLe: dateSaisie ?? null } : null,
    );
  return {
    montant: { ...montant, surChangement: (v) => poser(v, signeeLe.valeur) },
    signeeLe: { ...signeeLe, surChangement: (v) => poser(montant.valeur, v) },
  };
}

/** Everything asked of one partner. Ids of the fields are their paths in the file: findings link to them. */
export function FormulairePartenaire({ rang }: { rang: number }) {
  const { espace } = useEspaceFixe();
  const nature = useValeur("partenaires", "partenaires", rang, "nature");
  const aide = useChamp(rang, "aideEtat");
  const uai = useChamp(rang, "uai");
  const etablissement = useEtablissementConnu(uai.id, uai.valeur);
  const lettre = useLettre(rang);
  const chef = useChamp(rang, "chefDeFile");
  return (
    <div className={styles.formulaire}>
      {/* Its button is in the head of the card, which has no room for tools. */}
      <div className={`${styles.large} ${styles.outilsChef}`}>
        <span>Chef de file</span>
        {chef.outils}
      </div>
      <ChampTexte {...useChamp(rang, "nom")} libelle="Nom" className={styles.large} longueurMax={200} />
      <ChampChoix {...useChamp(rang, "nature")} libelle="Nature juridique" options={optionsDe(NATURES.libelles)} />
      <ChampChoix {...useChamp(rang, "categorie")} libelle="Catégorie" options={optionsDe(CATEGORIES.libelles)} />
      <ChampTexte
        {...useChamp(rang, "siret")}
        libelle="SIRET"
        aide="14 chiffres. L’Annuaire des entreprises le donne."
      />
      <ChampTexte
        {...uai}
        complements={[...etablissement, ...uai.complements]}
        libelle="UAI"
        aide="Pour un établissement : 7 chiffres et une lettre, par exemple 0951099D."
      />
      <fieldset className={styles.groupe} id={`partenaires-${rang}-lettreEngagement`} tabIndex={-1}>
        <legend className={styles.legende}>Lettre d’engagement</legend>
        <p className={styles.explication}>
          Elle prouve l’apport du partenaire. Son montant doit égaler ses lignes du plan de financement, au centime.
        </p>
        <div className={styles.deux}>
          <ChampMontant {...lettre.montant} libelle="Montant signé" />
          <ChampDate {...lettre.signeeLe} libelle="Signée le" max={espace.aujourdhui} />
        </div>
      </fieldset>
      {nature === "entreprise" || aide.valeur ? (
        <ChampTexte
          {...aide}
          libelle="Base juridique de l’aide d’État"
          aide="Si l’entreprise reçoit de la subvention : règlement de minimis 2023/2831, RGEC 651/2014 article 31…"
          className={styles.large}
          longueurMax={1000}
        />
      ) : null}
    </div>
  );
}
