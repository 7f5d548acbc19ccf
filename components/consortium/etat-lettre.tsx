"use client";
import Link from "next/link";
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireEuros } from "@/lib/domain/ecriture";
import { apportsParPartenaire, type EtatLettre, etatsLettres, RIEN } from "@/lib/domain/lettres";
import { type CodeRegistre, type EtatRegistre, etatRegistre } from "@/lib/domain/registre-lettres";
import type { LettreVue } from "@/lib/schemas/lettres";
import { versDossier } from "@/lib/schemas/vers-dossier";
import styles from "./consortium.module.css";

/** Where the register says that the letter stands, for who may read it. */
type Suite = { etat: EtatRegistre; numero: number; envoyeeLe: string | null };
export type LettreSuivie = EtatLettre & {
  /** State in the register, whether this person may read it or not. */
  code: CodeRegistre;
  suite?: Suite | undefined;
  /** Address of the register; undefined: not for this person, or nothing to see there. */
  registre?: string | undefined;
};
export type Apports = ReadonlyMap<string, { nom: string; lettre: LettreSuivie }>;

type Courante = Parameters<typeof etatRegistre>[1];

function suiteDe(l: LettreVue | undefined, etat: (courante: Courante) => EtatRegistre): Suite | undefined {
  if (l === undefined) return undefined;
  const envoyeeLe = l.envoi?.le ?? null;
  const courante = { montant: lireMontant(l.montant) ?? centimes(0n), envoyeeLe, signeeLe: l.signature?.le ?? null };
  return { numero: l.numero, envoyeeLe, etat: etat(courante) };
}

/** State of every partner's letter, against the plan as it is typed now, and its place in the register. */
export function useLettres(): Apports {
  const { espace, fichier } = useEspace();
  const { partenaires, financements } = fichier;
  const { lettres, id, droits } = espace;
  return useMemo(() => {
    // The other lists change nothing here, and the budget's 2,400 lines would be read again at each keystroke.
    const dossier = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", partenaires, financements });
    const etats = etatsLettres(dossier.partenaires, dossier.financements);
    const plans = apportsParPartenaire(dossier.financements);
    const adresse = droits.lettres ? `/dossiers/${id}/lettres` : undefined;
    return new Map(
      dossier.partenaires.flatMap((p, rang) => {
        const lettre = etats[rang];
        if (p.id === undefined || lettre === undefined) return [];
        const plan = plans.get(p.id) ?? RIEN;
        const courante = lettres.find((l) => l.partenaire === p.id);
        const suite = suiteDe(courante, (c) => etatRegistre(p, c, plan));
        const attendue = suite !== undefined || lettre.type !== "absente" || lettre.attendue;
        const code = suite?.etat.code ?? etatRegistre(p, null, plan).code;
        const suivie: LettreSuivie = { ...lettre, code, suite, registre: attendue ? adresse : undefined };
        return [[p.id, { nom: p.nom ?? "Partenaire sans nom", lettre: suivie }]];
      }),
    );
  }, [partenaires, financements, lettres, id, droits.lettres]);
}

/** The state in words and, when asked for and for who may read the register, the way to it. */
export function LettreEnMots({ lettre, lien = false }: { lettre: LettreSuivie; lien?: boolean }) {
  return (
    <>
      {lettre.suite === undefined ? <Etat lettre={lettre} /> : <Suivie suite={lettre.suite} fiche={lettre} />}
      {!lien || lettre.registre === undefined ? null : (
        <Link className={`fr-link fr-link--sm ${styles.registre}`} href={lettre.registre}>
          Voir les lettres
        </Link>
      )}
    </>
  );
}

/** A letter on its way says more than the partner's form; one signed says what the form does. */
function Suivie({ suite: { etat, numero, envoyeeLe }, fiche }: { suite: Suite; fiche: EtatLettre }) {
  if (etat.etape === "signee") return <Etat lettre={fiche} />;
  if (etat.montant !== null && (etat.code === "perimee" || etat.code === "a_preparer"))
    return (
      <span className={styles.perimee}>
        <span className="fr-badge fr-badge--sm fr-badge--warning">Périmée</span>
        <span>
          {ecrireEuros(etat.montant)} dans la lettre n°&nbsp;{numero}, {ecrireEuros(etat.auPlan)} au plan
        </span>
      </span>
    );
  return (
    <>
      {/* The former signature no longer holds, and the new one is not there yet. */}
      {fiche.type === "perimee" ? <Etat lettre={fiche} /> : null}
      <span className={styles.lettre}>
        <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
        {envoyeeLe === null
          ? `Lettre n°\u00a0${numero} à envoyer`
          : `Lettre n°\u00a0${numero} envoyée le ${ecrireDateCourte(jourAParis(new Date(envoyeeLe)))}`}
      </span>
    </>
  );
}

/** « Signée le … », « À générer », « Périmée » with both amounts. Icon and word. */
function Etat({ lettre }: { lettre: EtatLettre }) {
  switch (lettre.type) {
    case "absente":
      if (!lettre.attendue) return <span className={styles.discret}>Sans objet</span>;
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />À générer
        </span>
      );
    case "a_signer":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
          {lettre.accord === "different" && lettre.montant !== undefined
            ? `À signer : ${ecrireEuros(lettre.montant)} dans la lettre, ${ecrireEuros(lettre.auPlan)} au plan`
            : "À signer"}
        </span>
      );
    case "montant_inconnu":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
          Signée le {ecrireDateCourte(lettre.le)}, montant à préciser
        </span>
      );
    case "signee":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-checkbox-circle-fill fr-icon--sm ${styles.bon}`} aria-hidden="true" />
          Signée le {ecrireDateCourte(lettre.le)}
        </span>
      );
    case "perimee":
      return (
        <span className={styles.perimee}>
          <span className="fr-badge fr-badge--sm fr-badge--warning">Périmée</span>
          <span>
            {ecrireEuros(lettre.montant)} signés le {ecrireDateCourte(lettre.le)}, {ecrireEuros(lettre.auPlan)} au plan
          </span>
        </span>
      );
  }
}
