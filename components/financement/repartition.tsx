"use client";
import { useMemo } from "react";
import { useChampSaisi, useLignes } from "@/components/dossier/champ-saisi";
import { ConstatBref } from "@/components/dossier/constats-sous";
import { useEspace } from "@/components/dossier/espace-contexte";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { partageSubvention } from "@/lib/domain/plan-financement";
import type { SaisieSection } from "@/lib/schemas/sections";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { useConstatsPlan } from "./constats-plan";
import { useOptionsPartenaires } from "./dialogue-source";
import styles from "./financement.module.css";

type Part = SaisieSection<"financement">["repartition"][number];

/** The subsidy's share that each partner will receive. */
export function Repartition() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<Part>("financement", "repartition");
  const { fichier } = useEspace();
  const { financements, repartition } = fichier;
  const partage = useMemo(() => {
    const d = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", financements, repartition });
    return partageSubvention(d.financements, d.repartition);
  }, [financements, repartition]);
  const partenaires = useOptionsPartenaires();
  const constats = useConstatsPlan("repartition");
  const retraits = useRetrait({ retirer, remettre });
  const nom = (part: Part, rang: number) =>
    partenaires.find((p) => p.valeur === part.partenaire)?.libelle ?? `Part ${rang + 1}`;
  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-repartition">
          Répartition de la subvention
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-repartition"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              ajouter({ cle: nouvelleCle(), partenaire: null, subvention: null });
            }}
          >
            Ajouter une part
          </button>
        )}
      </div>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucune part. Le chef de file reçoit la subvention : dites ici ce qu’il en reverse à chaque partenaire. Une
          entreprise qui en reçoit doit nommer sa base d’aide d’État.
        </p>
      ) : (
        <fieldset className={styles.parts} aria-labelledby="titre-repartition">
          {lignes.map((part, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a share has no id, and its fields hold no state of their own
            <div key={rang} className={styles.part} id={`repartition-${rang}`}>
              <UnePart rang={rang} options={partenaires} />
              {lectureSeule ? null : (
                <button
                  type="button"
                  className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
                  title={`Retirer ${nom(part, rang)}`}
                  onClick={() => retraits.enlever(part, rang, nom(part, rang))}
                >
                  Retirer {nom(part, rang)}
                </button>
              )}
            </div>
          ))}
        </fieldset>
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      {lignes.length > 0 ? <Bilan {...partage} /> : null}
      <div className={styles.constats}>
        {constats.map(({ constat, id }) => (
          <ConstatBref key={id} constat={constat} id={id} />
        ))}
      </div>
    </div>
  );
}

function UnePart({ rang, options }: { rang: number; options: { valeur: string; libelle: string }[] }) {
  const partenaire = useChampSaisi("financement", "repartition", rang, "partenaire");
  const subvention = useChampSaisi("financement", "repartition", rang, "subvention");
  return (
    <>
      <ChampChoix {...partenaire} complements={undefined} libelle="Partenaire" options={options} />
      <ChampMontant {...subvention} complements={undefined} libelle="Part de la subvention" />
    </>
  );
}

function Bilan({
  subvention,
  repartie,
  reste,
}: {
  subvention: { min: Centimes };
  repartie: Centimes;
  reste: Centimes;
}) {
  return (
    <p className={styles.bilan} role="status">
      {ecrireEuros(repartie)} répartis sur {ecrireEuros(subvention.min)} demandés.{" "}
      <strong>
        {reste === 0n
          ? "Tout est réparti."
          : reste > 0n
            ? `Reste à répartir : ${ecrireEuros(reste)}.`
            : `Réparti en trop : ${ecrireEuros(centimes(-reste))}.`}
      </strong>
    </p>
  );
}
