"use client";
import { useState } from "react";
import { useChampSaisi } from "@/components/dossier/champ-saisi";
import { ConstatBref } from "@/components/dossier/constats-sous";
import { useEspace } from "@/components/dossier/espace-contexte";
import { LienChamp } from "@/components/dossier/lien-champ";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import { partDe } from "@/lib/domain/plan-financement";
import type { Proposition } from "@/lib/domain/repartition";
import { useConstatsPlan } from "./constats-plan";
import { DialogueRepartition } from "./dialogue-repartition";
import { useOptionsPartenaires } from "./dialogue-source";
import styles from "./financement.module.css";
import { TableauReversements } from "./reversements";
import { appliquerPropositions, lireLigne, type PartSaisieLigne, useRepartition } from "./usage-repartition";

type Calcul = { titre: string; phrase: string; propositions: readonly Proposition[]; sansPart: boolean };

/** The subsidy's share that each partner will receive: by amount, or by share, which computes the amount. */
export function Repartition() {
  const r = useRepartition();
  const { lignes, lectureSeule, partage, calculs } = r;
  const partenaires = useOptionsPartenaires();
  const constats = useConstatsPlan("repartition");
  const retraits = useRetrait({ retirer: r.retirer, remettre: r.remettre });
  const [calcul, setCalcul] = useState<Calcul | null>(null);
  const nommer = (id: string | undefined) =>
    id === undefined ? "Partenaire à préciser" : (partenaires.find((p) => p.valeur === id)?.libelle ?? id);
  const nom = (part: PartSaisieLigne, rang: number) =>
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
              r.ajouter({ cle: nouvelleCle(), partenaire: null, subvention: null, part: null });
            }}
          >
            Ajouter une part
          </button>
        )}
      </div>
      {lectureSeule ? null : <Outils r={r} surCalcul={setCalcul} />}
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucune part. Le chef de file reçoit la subvention : dites ici ce que chaque partenaire en reçoit, lui compris.
          Une entreprise qui en reçoit doit nommer sa base d’aide d’État.
        </p>
      ) : (
        <fieldset className={styles.parts} aria-labelledby="titre-repartition">
          {lignes.map((part, rang) => (
            <div key={part.cle} className={styles.part} id={`repartition-${rang}`}>
              <UnePart rang={rang} options={partenaires} surPart={(texte) => r.taper(rang, texte)} />
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
              <NotePart part={part} subvention={r.subvention} />
            </div>
          ))}
        </fieldset>
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      {lignes.length > 0 ? <Bilan {...partage} connue={r.subvention !== null} /> : null}
      {calculs.trop === null ? null : (
        <p className={`fr-message fr-message--error ${styles.avis}`}>
          Les parts font {ecrireTaux(fraction(calculs.trop))} : plus que la subvention. Aucun montant n’est calculé.
        </p>
      )}
      {calculs.ecarts !== null && !lectureSeule ? (
        <PartsDepassees
          nombre={calculs.ecarts.length}
          surRecalcul={() =>
            setCalcul({
              titre: "Recalculer selon les parts",
              phrase: "Chaque montant redevient sa part de la subvention demandée aujourd’hui, au centime.",
              propositions: calculs.ecarts ?? [],
              sansPart: false,
            })
          }
          surGarde={() => {
            const rangs = new Set(calculs.ecarts?.map((e) => e.rang));
            r.ecrire(lignes.map((l, i) => (rangs.has(i) ? { ...l, part: null } : l)));
          }}
        />
      ) : null}
      <div className={styles.constats}>
        {constats.map(({ constat, id }) => (
          <ConstatBref key={id} constat={constat} id={id} />
        ))}
      </div>
      <TableauReversements reversements={r.reversements} nom={nommer} />
      {calcul ? (
        <DialogueRepartition
          {...calcul}
          lignes={lignes.map(lireLigne)}
          nom={(id, rang) => (id ? nommer(id) : `Part ${(rang ?? 0) + 1}`)}
          surAccord={() => {
            r.ecrire(appliquerPropositions(lignes, calcul.propositions, calcul.sansPart));
            setCalcul(null);
          }}
          surFermeture={() => setCalcul(null)}
        />
      ) : null}
    </div>
  );
}

/** Ten-thousandths of a per cent as the fraction that rates are written from. */
const fraction = (part: bigint): string => `${part / 1_000_000n}.${(part % 1_000_000n).toString().padStart(6, "0")}`;

function Outils({ r, surCalcul }: { r: ReturnType<typeof useRepartition>; surCalcul: (calcul: Calcul) => void }) {
  const { couts, reste } = r.calculs;
  if (r.subvention === null || r.subvention === 0n)
    return (
      <p className={styles.info}>
        {r.subvention === null
          ? "La subvention demandée n’est pas connue au centime : complétez les sources pour la répartir."
          : "Aucune subvention n’est encore demandée : ajoutez la source France 2030 pour la répartir."}
      </p>
    );
  return (
    <div className={styles.outils}>
      <button
        type="button"
        className="fr-btn fr-btn--secondary fr-btn--sm"
        disabled={couts === null}
        aria-describedby={couts === null ? "repartition-sans-cout" : undefined}
        onClick={() =>
          surCalcul({
            titre: "Répartir selon les coûts éligibles",
            phrase:
              "Chacun reçoit la même part de ses dépenses éligibles ; les centimes vont aux plus grands restes, et le total fait toute la subvention.",
            propositions: couts ?? [],
            sansPart: true,
          })
        }
      >
        Répartir selon les coûts éligibles
      </button>
      {reste === null ? null : (
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm"
          onClick={() =>
            surCalcul({
              titre: "Répartir le reste",
              phrase: `${ecrireEuros(r.partage.reste)} restent à répartir : aux lignes sans montant, sinon à toutes, en proportion des coûts éligibles.`,
              propositions: reste,
              sansPart: true,
            })
          }
        >
          Répartir le reste
        </button>
      )}
      {couts === null ? (
        <p className={styles.detail} id="repartition-sans-cout">
          Aucun partenaire n’a encore de dépense éligible au budget.
        </p>
      ) : null}
    </div>
  );
}

function UnePart({
  rang,
  options,
  surPart,
}: {
  rang: number;
  options: { valeur: string; libelle: string }[];
  surPart: (texte: string) => void;
}) {
  const partenaire = useChampSaisi("financement", "repartition", rang, "partenaire");
  const part = useChampSaisi("financement", "repartition", rang, "part");
  const subvention = useChampSaisi("financement", "repartition", rang, "subvention");
  return (
    <>
      <ChampChoix {...partenaire} complements={undefined} libelle="Partenaire" options={options} />
      <ChampNombre {...part} surChangement={surPart} complements={undefined} libelle="Part" unite="%" decimal />
      <ChampMontant {...subvention} complements={undefined} libelle="Montant de la part" />
    </>
  );
}

/** What the amount is of the whole, and what a company's money asks for. */
function NotePart({ part, subvention }: { part: PartSaisieLigne; subvention: Centimes | null }) {
  const { fichier } = useEspace();
  const rang = (fichier.partenaires ?? []).findIndex((p) => p.id === part.partenaire);
  const partenaire = (fichier.partenaires ?? [])[rang];
  const montant = lireLigne(part).subvention;
  const taux =
    montant === undefined || subvention === null
      ? null
      : partDe({ min: montant, max: montant }, { min: subvention, max: subvention });
  const aide = partenaire?.nature === "entreprise" && !partenaire.aideEtat?.trim() && montant !== 0n;
  if (taux === null && !aide) return null;
  return (
    <p className={styles.notePart}>
      {taux === null ? null : `${ecrireTaux(taux)} de la subvention demandée.`}
      {aide ? (
        <>
          {" "}
          <span className="fr-icon-warning-line fr-icon--sm" aria-hidden="true" /> Une entreprise qui reçoit de la
          subvention nomme sa base d’aide d’État :{" "}
          <LienChamp
            champ={{ section: "partenaires", id: `partenaires-${rang}-aideEtat` }}
            className="fr-link fr-link--sm"
          >
            la renseigner
          </LienChamp>
          .
        </>
      ) : null}
    </p>
  );
}

/** The subsidy changed, or an amount was typed, since the shares were: proposed, never done alone. */
function PartsDepassees({
  nombre,
  surRecalcul,
  surGarde,
}: {
  nombre: number;
  surRecalcul: () => void;
  surGarde: () => void;
}) {
  return (
    <div className={`fr-alert fr-alert--info fr-alert--sm ${styles.avis}`}>
      <p>
        {nombre > 1 ? `${nombre} montants ne suivent plus leur part` : "Un montant ne suit plus sa part"} : la
        subvention a changé depuis, ou le montant a été saisi. C’est le montant qui compte.
      </p>
      <div className={styles.outils}>
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={surRecalcul}>
          Recalculer selon les parts
        </button>
        <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surGarde}>
          Garder les montants
        </button>
      </div>
    </div>
  );
}

function Bilan({
  subvention,
  repartie,
  reste,
  connue,
}: {
  subvention: { min: Centimes };
  repartie: Centimes;
  reste: Centimes;
  connue: boolean;
}) {
  return (
    <p className={styles.bilan} role="status">
      {ecrireEuros(repartie)} répartis sur {connue ? "" : "au moins "}
      {ecrireEuros(subvention.min)} demandés.{" "}
      <strong>
        {!connue
          ? "La subvention n’est pas connue au centime."
          : reste === 0n
            ? "Tout est réparti."
            : reste > 0n
              ? `Reste à répartir : ${ecrireEuros(reste)}.`
              : `Réparti en trop : ${ecrireEuros(centimes(-reste))}.`}
      </strong>
    </p>
  );
}
