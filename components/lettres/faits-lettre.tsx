import { motEnvoi } from "@/lib/domain/courrier";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireEuros, ecrireOctets } from "@/lib/domain/ecriture";
import { type EtatRegistre, SAISIE_SANS_FICHIER } from "@/lib/domain/registre-lettres";
import type { LettreVue } from "@/lib/schemas/lettres";
import styles from "./lettres.module.css";

export const jour = (instant: string): string => ecrireDateCourte(jourAParis(new Date(instant)));

/** Both amounts when there are two, then what happened to the letter, in order. */
export function FaitsLettre({ etat, courante }: { etat: EtatRegistre; courante: LettreVue | null }) {
  const faits: [string, string][] = [];
  if (etat.montant !== null)
    faits.push([courante === null ? "Montant signé" : "Dans la lettre", ecrireEuros(etat.montant)]);
  faits.push(["Au plan aujourd’hui", etat.certain ? ecrireEuros(etat.auPlan) : "À préciser"]);
  if (courante !== null) {
    faits.push(["Préparée", `le ${jour(courante.prepareeLe)} par ${courante.prepareePar}`]);
    if (courante.envoi !== null)
      faits.push([
        motEnvoi(courante.envoi.courriel),
        `${courante.envoi.courriel === "parti" ? "le" : "depuis le"} ${jour(courante.envoi.le)}${courante.envoi.a === null ? "" : ` à ${courante.envoi.a}`}`,
      ]);
  }
  if (etat.signeeLe !== null)
    faits.push([
      "Signée",
      `le ${ecrireDateCourte(etat.signeeLe)}${etat.sansFichier ? `, ${SAISIE_SANS_FICHIER}` : ""}`,
    ]);
  return (
    <dl className={styles.faits}>
      {faits.map(([nom, valeur]) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The files of a letter: as made out, as signed. */
export function LiensLettre({ lettre, nom }: { lettre: LettreVue; nom: string }) {
  return (
    <>
      <a className="fr-link fr-link--download fr-link--sm" href={`/api/v1/lettres/${lettre.id}/pdf`} download>
        Lettre n°&nbsp;{lettre.numero}
        <span className="fr-sr-only"> de {nom}</span>
        <span className="fr-link__detail">PDF – {ecrireOctets(lettre.pdfOctets)}</span>
      </a>
      {lettre.signature === null ? null : (
        <a className="fr-link fr-link--download fr-link--sm" href={`/api/v1/lettres/${lettre.id}/signee`} download>
          Lettre signée
          <span className="fr-sr-only"> de {nom}</span>
          <span className="fr-link__detail">
            {lettre.signature.fichier.nom} – {ecrireOctets(lettre.signature.fichier.octets)}
          </span>
        </a>
      )}
    </>
  );
}

/** What was set aside, with its reason: kept, and still readable. */
export function Anciennes({ lettres, nom }: { lettres: readonly LettreVue[]; nom: string }) {
  if (lettres.length === 0) return null;
  return (
    <details className={styles.anciennes}>
      <summary>
        {lettres.length === 1 ? "1 lettre mise de côté" : `${lettres.length} lettres mises de côté`}
        <span className="fr-sr-only"> de {nom}</span>
      </summary>
      <ul>
        {lettres.map((l) => (
          <li key={l.id}>
            <p>
              {l.retrait === null
                ? ""
                : `Mise de côté le ${jour(l.retrait.le)}${l.retrait.par === null ? "" : ` par ${l.retrait.par}`}. ${l.retrait.motif}`}
            </p>
            <p className={styles.liens}>
              <LiensLettre lettre={l} nom={nom} />
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
