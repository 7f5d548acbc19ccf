"use client";
import { useEffect, useRef } from "react";
import { useAnneesProjet } from "@/components/dossier/annees-projet";
import { useChampSaisi, useLignes } from "@/components/dossier/champ-saisi";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { LienChamp } from "@/components/dossier/lien-champ";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { TYPES_INDICATEUR } from "@/lib/domain/nomenclatures";
import type { SaisieSection } from "@/lib/schemas/sections";
import styles from "./publics.module.css";

type IndicateurSaisi = SaisieSection<"publics">["indicateurs"][number];

const nomDe = (i: IndicateurSaisi, rang: number) => String(i.nom || `Indicateur ${rang + 1}`);

/** Self-assessment: baseline, a target for each civil year of the project, and where the figure comes from. */
export function Indicateurs() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<IndicateurSaisi>("publics", "indicateurs");
  const { annees, provisoires } = useAnneesProjet(
    lignes.flatMap((i) => Object.entries(i.cibles).flatMap(([an, v]) => (v === null || v === "" ? [] : [Number(an)]))),
  );
  const retraits = useRetrait({ retirer, remettre });
  const aFocaliser = useRef<string | null>(null);
  useEffect(() => {
    if (aFocaliser.current === null) return;
    const champ = document.getElementById(aFocaliser.current);
    if (!champ) return;
    aFocaliser.current = null;
    champ.focus();
  });
  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-indicateurs">
          Indicateurs
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-indicateur"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              aFocaliser.current = `indicateurs-${lignes.length}-nom`;
              ajouter({ cle: nouvelleCle(), nom: null, type: "count", reference: null, cibles: {}, source: null });
            }}
          >
            Ajouter un indicateur
          </button>
        )}
      </div>
      {provisoires && lignes.length > 0 ? (
        <p className={styles.aide}>
          Les années des cibles suivront{" "}
          <LienChamp champ={{ section: "identite", id: "debut" }}>le début et la durée du projet</LienChamp>, qui ne
          sont pas encore connus.
        </p>
      ) : null}
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucun indicateur. L’appel en demande au moins un complet : d’où l’on part, où l’on sera chaque année, et d’où
          vient le chiffre. Par exemple « Élèves formés », 0 au départ, constat de rentrée.
        </p>
      ) : (
        <ul className={styles.liste} aria-labelledby="titre-indicateurs">
          {lignes.map((i, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an indicator has no id; its fields hold no state of their own
            <li key={rang} id={`indicateurs-${rang}`} tabIndex={-1}>
              <div className={styles.tete}>
                <p className={styles.nom}>{nomDe(i, rang)}</p>
                {lectureSeule ? null : (
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
                    title={`Retirer ${nomDe(i, rang)}`}
                    onClick={() => retraits.enlever(i, rang, nomDe(i, rang))}
                  >
                    Retirer {nomDe(i, rang)}
                  </button>
                )}
              </div>
              <UnIndicateur rang={rang} annees={annees} />
            </li>
          ))}
        </ul>
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      <ConstatsSous section="publics" id="ajouter-indicateur" />
    </div>
  );
}

function UnIndicateur({ rang, annees }: { rang: number; annees: readonly number[] }) {
  const champ = (nom: string) => ["publics", "indicateurs", rang, nom] as const;
  return (
    <div className={styles.formulaire}>
      <ChampTexte {...useChampSaisi(...champ("nom"))} libelle="Indicateur" className={styles.large} longueurMax={300} />
      <ChampChoix {...useChampSaisi(...champ("type"))} libelle="Type" options={optionsDe(TYPES_INDICATEUR.libelles)} />
      <ChampTexte {...useChampSaisi(...champ("source"))} libelle="Source du chiffre" longueurMax={300} />
      <fieldset className={styles.cibles} id={`indicateurs-${rang}-cibles`} tabIndex={-1}>
        <legend className={styles.legende}>Référence et cibles</legend>
        <div className={styles.valeurs}>
          <ChampNombre {...useChampSaisi(...champ("reference"))} libelle="Référence" decimal />
          {annees.map((annee) => (
            <Cible key={annee} rang={rang} annee={annee} />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

function Cible({ rang, annee }: { rang: number; annee: number }) {
  return (
    <ChampNombre
      {...useChampSaisi("publics", "indicateurs", rang, "cibles", String(annee))}
      libelle={
        <>
          <span className="fr-sr-only">Cible </span>
          {annee}
        </>
      }
      decimal
    />
  );
}
