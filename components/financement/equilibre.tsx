"use client";
import { useEspace, useResultat } from "@/components/dossier/espace-contexte";
import { LienChamp } from "@/components/dossier/lien-champ";
import { ProposerEquilibre } from "@/components/scenarios/proposer-equilibre";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import { resteConnu } from "@/lib/domain/plan-financement";
import type { Champ } from "@/lib/domain/sections";
import styles from "./financement.module.css";

/** « Coût total − Ressources = Écart », to the cent. Known amounts alone are called what they are: the least. */
export function Equilibre() {
  const resultat = useResultat();
  const { coutTotal, coutEligible, resteACofinancer } = resultat;
  const { fichier } = useEspace();
  const ressources = centimes(coutTotal - resteACofinancer);
  const budget = fichier.budget ?? [];
  const plan = fichier.financements ?? [];
  const connu = resteConnu(resultat);
  const vide = budget.length === 0 && plan.length === 0;
  const incomplet = (lignes: readonly { montant?: string | null | undefined }[]) =>
    lignes.some((l) => l.montant == null);
  return (
    <div className={styles.cadreEquilibre}>
      <dl className={styles.equilibre}>
        <Terme
          nom="Coût total"
          montant={coutTotal}
          auMoins={incomplet(budget)}
          note={<>dont éligible {ecrireEuros(coutEligible)}</>}
        />
        <Terme
          signe="−"
          nom="Ressources"
          montant={ressources}
          auMoins={incomplet(plan)}
          note={plan.length === 0 ? "aucune source" : accorder(plan.length, "source")}
        />
        <Terme
          signe="="
          nom="Écart"
          montant={connu || vide ? resteACofinancer : null}
          note={<NoteEcart ecart={resteACofinancer} vide={vide} connu={connu} />}
        />
      </dl>
      <ProposerEquilibre simuler />
    </div>
  );
}

function Terme({
  signe,
  nom,
  montant,
  auMoins,
  note,
}: {
  signe?: string;
  nom: string;
  /** null: not known. */
  montant: Centimes | null;
  auMoins?: boolean;
  note: React.ReactNode;
}) {
  return (
    <div className={styles.terme}>
      {signe ? (
        <span className={styles.signe} aria-hidden="true">
          {signe}
        </span>
      ) : null}
      <dt>
        {nom}
        {auMoins ? ", au moins" : null}
      </dt>
      <dd className={styles.valeur}>{montant === null ? "—" : ecrireEuros(montant)}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}

function NoteEcart({ ecart, vide, connu }: { ecart: Centimes; vide: boolean; connu: boolean }) {
  if (vide) return "rien n’est saisi";
  // The same condition as the panel: 0 is no balance while an amount is missing.
  if (!connu) return <Manquants />;
  if (ecart === 0n)
    return (
      <>
        <span className={`fr-icon-checkbox-circle-fill fr-icon--sm ${styles.bon}`} aria-hidden="true" /> Plan équilibré
      </>
    );
  return (
    <>
      <span className={`fr-icon-warning-fill fr-icon--sm ${styles.attention}`} aria-hidden="true" />{" "}
      {ecart > 0n
        ? `Il manque ${ecrireEuros(ecart)} de cofinancement`
        : `Ressources en trop : ${ecrireEuros(centimes(-ecart))}`}
    </>
  );
}

const MONTRES = 3;

/** Where the balance is stuck: the fields that the rule of the balance waits for. */
function Manquants() {
  const { constats } = useResultat();
  const champs = constats.find((c) => c.code === "EQUILIBRE")?.champs ?? [];
  if (champs.length === 0) return "des montants manquent";
  return (
    <>
      des montants manquent :{" "}
      {champs.slice(0, MONTRES).map((champ, i) => (
        <span key={champ.id}>
          {i > 0 ? ", " : null}
          <LienChamp champ={champ} className="fr-link fr-link--sm">
            {nomManquant(champ)}
          </LienChamp>
        </span>
      ))}
      {champs.length > MONTRES ? ` et ${champs.length - MONTRES} de plus` : null}
    </>
  );
}

function nomManquant({ section, id }: Champ): string {
  const rang = /-(\d+)-/.exec(id)?.[1];
  const lieu = section === "budget" ? "du budget" : "du plan";
  return rang === undefined ? `le premier montant ${lieu}` : `ligne ${Number(rang) + 1} ${lieu}`;
}
