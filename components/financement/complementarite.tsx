"use client";
import { useChampSaisi } from "@/components/dossier/champ-saisi";
import { ChampRiche } from "@/components/dossier/texte/champ-riche";
import { ChampRadio } from "@/components/dsfr/champ-choix";
import styles from "./financement.module.css";

/** Earlier money on the same equipment (rule CUMUL_PIA). */
export function Complementarite() {
  const declare = useChampSaisi("financement", "complementarite", "financementsAnterieurs");
  const texte = useChampSaisi("financement", "complementarite", "texte");
  return (
    <div className={styles.bloc}>
      <h3 className="fr-h5">Financements antérieurs</h3>
      <ChampRadio
        {...declare}
        valeur={declare.valeur === true ? "oui" : declare.valeur === false ? "non" : ""}
        surChangement={(v) => declare.surChangement(v === "oui")}
        libelle="Les mêmes équipements ont-ils déjà reçu de l’argent du PIA2, du PIA3 ou de l’AMI CMA ?"
        aide="L’appel refuse de payer deux fois le même équipement. Une réponse « oui » n’empêche rien si les moyens se complètent."
        options={[
          { valeur: "oui", libelle: "Oui" },
          { valeur: "non", libelle: "Non" },
        ]}
        enLigne
      />
      {declare.valeur === true || texte.valeur ? (
        <ChampRiche
          {...texte}
          libelle="En quoi les moyens demandés complètent-ils les précédents ?"
          aide="Nommez le projet antérieur, l’équipement, et ce qui est nouveau ici."
        />
      ) : null}
    </div>
  );
}
