"use client";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import styles from "./participation.module.css";

/** A part's workspace holds one partner. */
const useChamp = (champ: string) => useChampSaisi("partenaires", "partenaires", 0, champ);

/** Who answers for the partner, who signs for it, what it does in the project. */
export function FichePart() {
  const nature = useValeur("partenaires", "partenaires", 0, "nature");
  const aide = useChamp("aideEtat");
  return (
    <>
      <ChampLong
        {...useChamp("role")}
        libelle="Rôle dans le projet"
        aide="Ce que votre organisation fait, en une phrase."
        lignes={2}
      />
      <fieldset className={styles.groupe}>
        <legend className="fr-h6">Contact</legend>
        <div className={styles.champs}>
          <ChampTexte {...useChamp("contactNom")} libelle="Nom du contact" longueurMax={200} />
          <ChampTexte {...useChamp("contactFonction")} libelle="Fonction du contact" longueurMax={200} />
          <ChampTexte
            {...useChamp("contactCourriel")}
            libelle="Courriel du contact"
            aide="Par exemple prenom.nom@exemple.fr"
            longueurMax={254}
          />
          <ChampTexte {...useChamp("contactTelephone")} libelle="Téléphone du contact" longueurMax={40} />
        </div>
      </fieldset>
      <fieldset className={styles.groupe}>
        <legend className="fr-h6">Signataire</legend>
        <p className="fr-text--sm">La personne habilitée à signer la lettre d’engagement de votre organisation.</p>
        <div className={styles.champs}>
          <ChampTexte {...useChamp("signataireNom")} libelle="Nom du signataire" longueurMax={200} />
          <ChampTexte {...useChamp("signataireFonction")} libelle="Fonction du signataire" longueurMax={200} />
        </div>
      </fieldset>
      {nature === "entreprise" || aide.valeur ? (
        <ChampTexte
          {...aide}
          libelle="Base juridique de l’aide d’État"
          aide="Si votre entreprise reçoit de la subvention : règlement de minimis 2023/2831, RGEC 651/2014 article 31…"
          longueurMax={1000}
        />
      ) : null}
    </>
  );
}
