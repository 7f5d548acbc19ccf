"use client";
import { ChampChoix, ChampRadio, type Option, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { lireMontant } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { NATURES_FINANCEMENT, POSTES, SOURCES } from "@/lib/domain/nomenclatures";
import { NOMS_GESTE, SOURCES_COFINANCEMENT } from "@/lib/domain/scenarios/gestes";
import type { ContenusScenario } from "@/lib/schemas/contenus-scenario";
import type { SaisieGeste } from "./saisie-geste";

const OPTIONS_OBJET: Option[] = [
  { valeur: "depenses", libelle: "Ses dépenses" },
  { valeur: "ligne", libelle: "Une ligne du budget" },
  { valeur: "cofinancement", libelle: "Son cofinancement" },
  { valeur: "subvention", libelle: "Sa part de subvention" },
];
const OPTIONS_SOURCE: Option[] = SOURCES_COFINANCEMENT.map((s) => ({ valeur: s, libelle: SOURCES.libelles[s] }));

type Props = {
  prefixe: string;
  saisie: SaisieGeste;
  changer: (partie: Partial<SaisieGeste>) => void;
  fautes: Readonly<Record<string, string | undefined>>;
  contenus: ContenusScenario;
};

/** One gesture: what, on what, how much. Only the fields of the chosen gesture are there. */
export function FormulaireGeste(props: Props) {
  const { prefixe, saisie, changer, fautes } = props;
  return (
    <>
      <ChampChoix
        id={`${prefixe}-type`}
        libelle="Ce que vous voulez essayer"
        options={optionsDe(NOMS_GESTE)}
        vide="Choisir un changement"
        valeur={saisie.type}
        surChangement={(type) => changer({ type: type as SaisieGeste["type"] })}
        erreur={fautes.type}
      />
      <ChampsDuGeste {...props} />
    </>
  );
}

function ChampsDuGeste({ prefixe, saisie, changer, fautes, contenus }: Props) {
  const partenaires: Option[] = contenus.partenaires.partenaires.map((p) => ({ valeur: p.id, libelle: p.nom ?? p.id }));
  const choix = (
    champ: "partenaire" | "repreneur" | "vers",
    libelle: string,
    vide: string,
    aide?: string,
    sans?: string,
  ) => (
    <ChampChoix
      id={`${prefixe}-${champ}`}
      libelle={libelle}
      aide={aide}
      options={partenaires.filter((p) => p.valeur !== sans)}
      vide={vide}
      valeur={saisie[champ]}
      // Nobody takes up its own expenses: chosen in the other order, the first choice is to be made again.
      surChangement={(v) =>
        changer({
          [champ]: v,
          ...(champ === "partenaire" && v === saisie.repreneur && { repreneur: "" }),
          ...(champ === "partenaire" && v === saisie.vers && { vers: "" }),
        })
      }
      erreur={fautes[champ]}
    />
  );
  const montant = (libelle: string, aide?: string) => (
    <ChampMontant
      id={`${prefixe}-montant`}
      libelle={libelle}
      aide={aide}
      valeur={saisie.montant}
      surChangement={(v) => changer({ montant: v })}
      erreur={fautes.montant}
    />
  );
  const poste = (libelle: string, vide: string) => (
    <ChampChoix
      id={`${prefixe}-poste`}
      libelle={libelle}
      options={optionsDe(POSTES.libelles)}
      vide={vide}
      valeur={saisie.poste}
      surChangement={(v) => changer({ poste: v })}
      erreur={fautes.poste}
    />
  );
  const source = (libelle: string, vide: string, aide?: string) => (
    <ChampChoix
      id={`${prefixe}-source`}
      libelle={libelle}
      aide={aide}
      options={OPTIONS_SOURCE}
      vide={vide}
      valeur={saisie.source}
      surChangement={(v) => changer({ source: v })}
      erreur={fautes.source}
    />
  );
  switch (saisie.type) {
    case "":
      return null;
    case "retirer_partenaire":
      return (
        <>
          {choix("partenaire", "Partenaire à retirer", "Choisir un partenaire")}
          {choix(
            "repreneur",
            "Qui reprend ses dépenses ?",
            "Personne : elles disparaissent",
            "Son apport, lui, n’est plus au plan.",
            saisie.partenaire,
          )}
        </>
      );
    case "deplacer_part":
      return (
        <>
          <ChampChoix
            id={`${prefixe}-objet`}
            libelle="Ce qui se déplace"
            options={OPTIONS_OBJET}
            valeur={saisie.objet}
            surChangement={(v) => changer({ objet: v, ligne: "" })}
            erreur={fautes.objet}
          />
          {choix("partenaire", "De quel partenaire", "Choisir un partenaire")}
          {saisie.objet === "depenses" ? poste("De quel poste", "Tous les postes") : null}
          {saisie.objet === "ligne" ? (
            <ChampChoix
              id={`${prefixe}-ligne`}
              libelle="Ligne du budget"
              options={lignesDe(contenus, saisie.partenaire)}
              vide={saisie.partenaire ? "Choisir une ligne" : "Choisissez d’abord le partenaire"}
              valeur={saisie.ligne}
              surChangement={(v) => changer({ ligne: v })}
              erreur={fautes.ligne}
            />
          ) : null}
          {choix("vers", "Vers quel partenaire", "Choisir un partenaire", undefined, saisie.partenaire)}
          {montant("Montant à déplacer", "Laissez vide pour tout déplacer.")}
        </>
      );
    case "fixer_subvention":
      return montant("Subvention demandée à France 2030");
    case "couper_poste":
      return (
        <>
          {poste("Poste à réduire", "Choisir un poste")}
          {choix("partenaire", "Chez qui", "Tous les partenaires")}
          <ChampRadio
            id={`${prefixe}-par`}
            libelle="Comment"
            enLigne
            options={[
              { valeur: "pourcentage", libelle: "Baisser d’un pourcentage" },
              { valeur: "montant", libelle: "Ramener à un montant" },
            ]}
            valeur={saisie.par}
            surChangement={(v) => changer({ par: v as SaisieGeste["par"], valeur: "" })}
          />
          {saisie.par === "montant" ? (
            <ChampMontant
              id={`${prefixe}-valeur`}
              libelle="Nouveau total du poste"
              aide="Réparti entre les lignes en proportion, au centime. 0 retire le poste."
              valeur={saisie.valeur}
              surChangement={(valeur) => changer({ valeur })}
              erreur={fautes.valeur}
            />
          ) : (
            <ChampTexte
              id={`${prefixe}-valeur`}
              libelle="Baisse, en pour cent"
              aide="Par exemple 10 ou 12,5."
              valeur={saisie.valeur}
              surChangement={(valeur) => changer({ valeur })}
              erreur={fautes.valeur}
            />
          )}
        </>
      );
    case "fixer_apport":
      return (
        <>
          {choix("partenaire", "Partenaire", "Les lignes sans partenaire")}
          {montant("Son apport devient", "0 retire l’apport du plan.")}
          {contenus.financement.financements.some(
            (f) => f.partenaire === ou(saisie.partenaire) && f.source !== null && f.source !== "france2030",
          )
            ? null
            : source("Origine", "Selon la nature du partenaire", "Il n’apporte encore rien : une ligne sera ajoutée.")}
        </>
      );
    case "ajouter_source":
      return (
        <>
          {source("Origine", "Choisir une origine")}
          {choix("partenaire", "Partenaire", "Aucun pour l’instant")}
          {montant("Montant")}
          <ChampRadio
            id={`${prefixe}-nature`}
            libelle="Nature"
            enLigne
            options={optionsDe(NATURES_FINANCEMENT.libelles)}
            valeur={saisie.nature}
            surChangement={(nature) => changer({ nature })}
            erreur={fautes.nature}
          />
          <div className="fr-checkbox-group fr-checkbox-group--sm fr-mb-3w">
            <input
              type="checkbox"
              id={`${prefixe}-engage`}
              checked={saisie.engage}
              onChange={(e) => changer({ engage: e.target.checked })}
            />
            <label className="fr-label" htmlFor={`${prefixe}-engage`}>
              Ce financement est engagé
            </label>
          </div>
        </>
      );
  }
}

const ou = (texte: string): string | null => (texte === "" ? null : texte);

/** « Équipement et plateaux techniques, 2024, tranche 1 : 8 000 000,00 € » */
function lignesDe(contenus: ContenusScenario, partenaire: string): Option[] {
  return contenus.budget.budget.flatMap((l) => {
    if (l.partenaire !== partenaire) return [];
    const montant = l.montant === null ? undefined : lireMontant(l.montant);
    const mots = [l.poste === null ? "Sans poste" : POSTES.libelles[l.poste], l.annee, l.libelle].filter(Boolean);
    return [
      {
        valeur: l.cle,
        libelle: `${mots.join(", ")} : ${montant === undefined ? "sans montant" : ecrireEuros(montant)}`,
      },
    ];
  });
}
