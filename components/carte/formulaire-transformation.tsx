"use client";
import type { ReactNode } from "react";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import type { Complement } from "@/components/dsfr/champ-cadre";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { useEtablissementConnu } from "@/components/referentiels/etablissement-connu";
import { ecrireDate } from "@/lib/domain/ecriture";
import { defautCfd } from "@/lib/domain/identifiants";
import { NIVEAUX, TYPES_TRANSFORMATION } from "@/lib/domain/nomenclatures";
import type { Incoherence } from "@/lib/domain/places";
import { Capacites } from "./capacites";
import styles from "./carte.module.css";
import { LISTE_COLORATIONS, useAvisColoration } from "./colorations";
import { type FormationConnue, useFormations } from "./formations";

const useChamp = (rang: number, nom: string) => useChampSaisi("transformations", "transformations", rang, nom);

/** What the nomenclature says of the code being typed. */
function NomFormation({ trouvee }: { trouvee: FormationConnue | null }) {
  if (trouvee === null)
    return (
      <p className={styles.alerte}>
        <span className="fr-icon-warning-fill fr-icon--sm" aria-hidden="true" /> Code inconnu de la nomenclature :
        vérifiez-le. S’il est juste, choisissez le niveau vous-même.
      </p>
    );
  return (
    <p className={styles.trouvee}>
      {trouvee.diplome} {trouvee.libelle}
      {trouvee.fermeture ? `, fermée le ${ecrireDate(trouvee.fermeture)}` : ""}
    </p>
  );
}

export function FormulaireTransformation({
  rang,
  incoherences,
}: {
  rang: number;
  incoherences: readonly Incoherence[];
}) {
  const { formation, chercher } = useFormations();
  const uai = useChamp(rang, "uai");
  const etablissement = useEtablissementConnu(uai.id, uai.valeur);
  const cfd = useChamp(rang, "cfd");
  const niveau = useChamp(rang, "niveau");
  const coloration = useChamp(rang, "libelleColoration");
  const type = useValeur("transformations", "transformations", rang, "type");
  const code = typeof cfd.valeur === "string" ? cfd.valeur.replace(/\s/g, "").toUpperCase() : "";
  const trouvee = code && defautCfd(code) === null ? formation(code) : undefined;
  const nomFormation: Complement[] =
    trouvee === undefined ? [] : [{ id: `${cfd.id}-nom`, contenu: <NomFormation trouvee={trouvee} /> }];
  const dit = (champ: string): Complement[] => {
    const siennes = incoherences.filter((i) => i.champ === champ);
    if (siennes.length === 0) return [];
    return [
      {
        id: `transformations-${rang}-${champ}-incoherence`,
        contenu: <Phrases>{siennes.map((i) => i.message)}</Phrases>,
      },
    ];
  };
  const avis = useAvisColoration(coloration.valeur);
  const horsListe: Complement[] =
    avis === null ? [] : [{ id: `${coloration.id}-liste`, contenu: <Phrases>{[avis]}</Phrases> }];
  return (
    <div className={styles.formulaire}>
      <ChampTexte
        {...uai}
        complements={[...etablissement, ...uai.complements]}
        libelle="Établissement (UAI)"
        aide="7 chiffres et une lettre, par exemple 0951099D."
        liste="uai-partenaires"
      />
      <ChampNombre {...useChamp(rang, "rentree")} libelle="Rentrée" aide="Année de la rentrée de septembre." />
      <ChampTexte
        {...cfd}
        complements={[...nomFormation, ...cfd.complements]}
        libelle="Formation (code CFD)"
        aide="Écrivez le code, ou des mots de l’intitulé pour chercher."
        liste="formations-proposees"
        className={styles.large}
        surChangement={(v) => {
          cfd.surChangement(v);
          chercher(v);
          const connue = formation(v.replace(/\s/g, "").toUpperCase());
          if (connue) niveau.surChangement(connue.niveau);
        }}
        surSortie={() => {
          cfd.surSortie();
          // The name may have come from the network after the last key.
          if (trouvee && !niveau.valeur) niveau.surChangement(trouvee.niveau);
        }}
      />
      <ChampChoix
        {...niveau}
        libelle="Niveau"
        options={optionsDe(NIVEAUX.libelles)}
        surChangement={(v) => niveau.surChangement(v === "" ? null : Number(v))}
      />
      <ChampChoix
        {...useChamp(rang, "type")}
        libelle="Type de transformation"
        options={optionsDe(TYPES_TRANSFORMATION.libelles)}
      />
      <Capacites rang={rang} dit={dit} />
      <ChampTexte
        {...coloration}
        complements={[...dit("libelleColoration"), ...horsListe, ...coloration.complements]}
        libelle={
          type === "coloration" ? "Libellé de la coloration" : "Libellé de la coloration (si des places sont colorées)"
        }
        aide="De la liste de la région académique, tel qu’il figure sur l’attestation."
        liste={LISTE_COLORATIONS}
        className={styles.large}
        longueurMax={300}
      />
      <ChampTexte {...useChamp(rang, "dispositif")} libelle="Dispositif (facultatif)" longueurMax={10} />
      <ChampTexte
        {...useChamp(rang, "numeroDemande")}
        libelle="Numéro de demande Orion (facultatif)"
        longueurMax={60}
      />
    </div>
  );
}

export function Phrases({ children }: { children: readonly ReactNode[] }) {
  return (
    <div className={styles.phrases}>
      {children.map((phrase) => (
        <p key={String(phrase)} className={styles.alerte}>
          <span className="fr-icon-warning-fill fr-icon--sm" aria-hidden="true" /> {phrase}
        </p>
      ))}
    </div>
  );
}
