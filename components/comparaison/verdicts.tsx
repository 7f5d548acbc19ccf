import Link from "next/link";
import { BadgeVerdict } from "@/components/dossier/badge-verdict";
import { adresseDeChamp } from "@/components/dossier/identifiant-champ";
import type { RegleComparee, VerdictsCompares } from "@/lib/domain/comparaison/verdicts";
import { accorder, nomSeverite } from "@/lib/domain/ecriture";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import styles from "./comparaison.module.css";

type Props = {
  verdicts: VerdictsCompares;
  de: string;
  a: string;
  /** Of the later side. */
  regime: string;
  /** The later side is the dossier of today, open to this person: its findings lead to their field. */
  versChamp: ((section: string, id: string) => string) | null;
};

const GROUPES = [
  { cle: "gagnes", titre: "Règles devenues conformes" },
  { cle: "perdus", titre: "Règles qui ne sont plus conformes" },
  { cle: "changes", titre: "Autres verdicts changés" },
  { cle: "ajoutees", titre: "Règles du seul second jeu" },
  { cle: "retirees", titre: "Règles du seul premier jeu" },
] as const;

const nomJeu = ({ regime, numero }: { regime: CodeRegime; numero: number }) =>
  `${REGIMES.libelles[regime] ?? regime}, jeu de règles ${numero}`;

/** Gained, lost, changed: rule by rule, each with both verdicts and what is found now. */
export function Verdicts({ verdicts, de, a, regime, versChamp }: Props) {
  const rien = GROUPES.every(({ cle }) => verdicts[cle].length === 0);
  return (
    <>
      {verdicts.jeu === null ? null : (
        <p>
          Les deux versions ne sont pas jugées par le même jeu de règles. {de} : {nomJeu(verdicts.jeu.avant)}. {a} :{" "}
          {nomJeu(verdicts.jeu.apres)}.
        </p>
      )}
      {rien ? <p>Aucun verdict ne change.</p> : null}
      {GROUPES.map(({ cle, titre }) =>
        verdicts[cle].length === 0 ? null : (
          <div key={cle}>
            <h3>
              {titre} ({verdicts[cle].length})
            </h3>
            <ul className={styles.regles}>
              {verdicts[cle].map((r) => (
                <Regle key={r.code} regle={r} regime={regime} versChamp={versChamp} />
              ))}
            </ul>
          </div>
        ),
      )}
      <p className={styles.discret}>{accorder(verdicts.inchanges, "règle inchangée", "règles inchangées")}.</p>
    </>
  );
}

function Regle({ regle, regime, versChamp }: { regle: RegleComparee } & Pick<Props, "regime" | "versChamp">) {
  const { code, titre, avant, apres } = regle;
  const constat = apres ?? avant;
  const champ = apres !== null && apres.verdict !== "conforme" ? apres.champs[0] : undefined;
  return (
    <li className={styles.regle}>
      <p className={styles.regleTitre}>
        <Link className="fr-link" href={`/regles?regime=${encodeURIComponent(regime)}#${code}`}>
          {titre}
        </Link>{" "}
        <span className={styles.discret}>{constat === null ? "" : nomSeverite(constat.severite)}</span>
      </p>
      <div className={styles.passage}>
        {avant === null ? <span>absente</span> : <BadgeVerdict verdict={avant.verdict} />}
        <span className="fr-icon-arrow-right-line fr-icon--sm" aria-hidden="true" />
        <span className="fr-sr-only">devient</span>
        {apres === null ? <span>absente</span> : <BadgeVerdict verdict={apres.verdict} />}
      </div>
      {constat === null ? null : <p className={styles.message}>{constat.message}</p>}
      {champ !== undefined && versChamp !== null ? (
        <Link className={`fr-link fr-link--sm ${styles.ecran}`} href={versChamp(champ.section, champ.id)}>
          Voir le champ
          <span className="fr-sr-only"> de la règle « {titre} »</span>
        </Link>
      ) : null}
    </li>
  );
}

export const versChampDe =
  (dossierId: string) =>
  (section: string, id: string): string =>
    adresseDeChamp(dossierId, { section: section as Parameters<typeof adresseDeChamp>[1]["section"], id });
