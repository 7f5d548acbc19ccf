"use client";
import Link from "next/link";
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { BadgeLettre } from "@/components/lettres/badge-lettre";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { type Acheminement, motEnvoi } from "@/lib/domain/courrier";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireEuros } from "@/lib/domain/ecriture";
import { apportsParPartenaire, type EtatLettre, etatsLettres, RIEN } from "@/lib/domain/lettres";
import {
  type CodeRegistre,
  ETATS_REGISTRE,
  type EtatRegistre,
  etatRegistre,
  SAISIE_DIFFERENTE,
} from "@/lib/domain/registre-lettres";
import type { LettreVue } from "@/lib/schemas/lettres";
import { versDossier } from "@/lib/schemas/vers-dossier";
import styles from "./consortium.module.css";

/** Where the register says that the letter stands, for who may read it. */
type Suite = { etat: EtatRegistre; numero: number; envoyeeLe: string | null; courriel: Acheminement };
export type LettreSuivie = EtatLettre & {
  /** State in the register, whether this person may read it or not. */
  code: CodeRegistre;
  suite?: Suite | undefined;
  /** Address of the register; undefined: not for this person, or nothing to see there. */
  registre?: string | undefined;
};
/** What is needed to say it: without the register, the partner's form alone. */
type LettreDite = EtatLettre & Partial<Pick<LettreSuivie, "code" | "suite" | "registre">>;
export type Apports = ReadonlyMap<string, { nom: string; lettre: LettreSuivie }>;

type Courante = Parameters<typeof etatRegistre>[1];

function suiteDe(l: LettreVue | undefined, etat: (courante: Courante) => EtatRegistre): Suite | undefined {
  if (l === undefined) return undefined;
  const envoyeeLe = l.envoi?.le ?? null;
  const courante = { montant: lireMontant(l.montant) ?? centimes(0n), envoyeeLe, signeeLe: l.signature?.le ?? null };
  return { numero: l.numero, envoyeeLe, courriel: l.envoi?.courriel ?? "parti", etat: etat(courante) };
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
export function LettreEnMots({ lettre, lien = false }: { lettre: LettreDite; lien?: boolean }) {
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

/** A letter on its way says more than the partner's form; one signed says what the form does. The state is the register's, in its words. */
function Suivie({ suite: { etat, numero, envoyeeLe, courriel }, fiche }: { suite: Suite; fiche: LettreDite }) {
  if (etat.saisieDifferente)
    return (
      <span className={styles.perimee}>
        {etat.code === "montant_inconnu" ? <BadgeLettre code={etat.code} /> : <Etat lettre={fiche} />}
        <span>{SAISIE_DIFFERENTE.replace(/^s/, "S")}</span>
      </span>
    );
  if (etat.etape === "signee") return <Etat lettre={fiche} />;
  if (etat.montant !== null && (etat.code === "perimee" || etat.code === "a_preparer"))
    return (
      <span className={styles.perimee}>
        <BadgeLettre code={etat.code} />
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
        {enChemin(etat.code, numero, envoyeeLe, courriel)}
      </span>
    </>
  );
}

function enChemin(code: CodeRegistre, numero: number, envoyeeLe: string | null, courriel: Acheminement): string {
  if (code === "montant_inconnu") return `${ETATS_REGISTRE.libelles[code]}, lettre n°\u00a0${numero}`;
  if (envoyeeLe === null) return `Lettre n°\u00a0${numero} à envoyer`;
  return courriel !== "parti"
    ? `Lettre n°\u00a0${numero} ${motEnvoi(courriel).toLowerCase()}`
    : `Lettre n°\u00a0${numero} envoyée le ${ecrireDateCourte(jourAParis(new Date(envoyeeLe)))}`;
}

/** What the partner's form says, in the words of the register; « Périmée » with both amounts. Icon and word. */
function Etat({ lettre }: { lettre: LettreDite }) {
  switch (lettre.type) {
    case "absente":
      if (!lettre.attendue) return <span className={styles.discret}>{ETATS_REGISTRE.libelles.sans_objet}</span>;
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
          {ETATS_REGISTRE.libelles[lettre.code ?? "a_preparer"]}
        </span>
      );
    case "a_signer":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
          {ETATS_REGISTRE.libelles[lettre.code ?? "a_preparer"]}
          {lettre.accord === "different" && lettre.montant !== undefined
            ? ` : ${ecrireEuros(lettre.montant)} saisis sans date de signature, ${ecrireEuros(lettre.auPlan)} au plan`
            : ", montant saisi sans date de signature"}
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
          <BadgeLettre code="perimee" />
          <span>
            {ecrireEuros(lettre.montant)} signés le {ecrireDateCourte(lettre.le)}, {ecrireEuros(lettre.auPlan)} au plan
          </span>
        </span>
      );
  }
}
