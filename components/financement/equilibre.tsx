"use client";
import { useEspace, useResultat } from "@/components/dossier/espace-contexte";
import { resteConnu } from "@/components/dossier/phrases-verdict";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./financement.module.css";

/** « Coût total − Ressources = Écart », to the cent. */
export function Equilibre() {
  const resultat = useResultat();
  const { coutTotal, coutEligible, resteACofinancer } = resultat;
  const { fichier } = useEspace();
  const ressources = centimes(coutTotal - resteACofinancer);
  const sources = fichier.financements?.length ?? 0;
  return (
    <dl className={styles.equilibre}>
      <Terme nom="Coût total" montant={coutTotal} note={<>dont éligible {ecrireEuros(coutEligible)}</>} />
      <Terme
        signe="−"
        nom="Ressources"
        montant={ressources}
        note={sources === 0 ? "aucune source" : accorder(sources, "source")}
      />
      <Terme
        signe="="
        nom="Écart"
        montant={resteACofinancer}
        note={
          <NoteEcart
            ecart={resteACofinancer}
            vide={coutTotal === 0n && ressources === 0n}
            connu={resteConnu(resultat)}
          />
        }
      />
    </dl>
  );
}

function Terme({
  signe,
  nom,
  montant,
  note,
}: {
  signe?: string;
  nom: string;
  montant: Centimes;
  note: React.ReactNode;
}) {
  return (
    <div className={styles.terme}>
      {signe ? (
        <span className={styles.signe} aria-hidden="true">
          {signe}
        </span>
      ) : null}
      <dt>{nom}</dt>
      <dd className={styles.valeur}>{ecrireEuros(montant)}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}

function NoteEcart({ ecart, vide, connu }: { ecart: Centimes; vide: boolean; connu: boolean }) {
  if (vide) return "rien n’est saisi";
  // The same condition as the panel: 0 is no balance while an amount is missing.
  if (!connu) return "des montants manquent";
  if (ecart === 0n)
    return (
      <>
        <span className={`fr-icon-checkbox-circle-fill fr-icon--sm ${styles.bon}`} aria-hidden="true" /> Plan équilibré
      </>
    );
  return (
    <>
      <span className={`fr-icon-warning-fill fr-icon--sm ${styles.attention}`} aria-hidden="true" />{" "}
      {ecart > 0n ? "Il manque du cofinancement" : "Ressources en trop"}
    </>
  );
}
