import Link from "next/link";
import { ecrireDate } from "@/lib/domain/ecriture";
import { type Ecart, ecrireEcart } from "@/lib/domain/evolution-regime";
import type { Regime } from "@/lib/domain/regimes";
import { adresseDocument } from "./confirmee";

export type VersionMontree = {
  regime: Regime;
  effetLe: string | null;
  situation: "a_venir" | "en_vigueur" | "remplacee";
  motif: string | null;
  changements: readonly Ecart[];
  documents: readonly { titre: string; date: string; lien?: string; document?: string }[];
};

export const NOMS_SITUATION = {
  a_venir: "À venir",
  en_vigueur: "En vigueur",
  remplacee: "Remplacée",
} as const satisfies Record<VersionMontree["situation"], string>;

/** « à partir du 1er janvier 2027 », or the period of the regime itself. */
export const ecrireEffet = ({ effetLe, regime }: Pick<VersionMontree, "effetLe" | "regime">): string =>
  effetLe === null ? regime.periode.texte : `à partir du ${ecrireDate(effetLe)}`;

export function AutreVersion({ version }: { version: VersionMontree }) {
  return (
    <p className="fr-message fr-message--info fr-mb-2w">
      {version.situation === "a_venir"
        ? `Cette version n’est pas encore appliquée : elle le sera ${ecrireEffet(version)}.`
        : "Cette version a été remplacée. Les dossiers qui l’avaient reçue la gardent."}
    </p>
  );
}

/** What changed, rule by rule. */
export function ListeEcarts({ ecarts }: { ecarts: readonly Ecart[] }) {
  if (ecarts.length === 0) return <p className="fr-mb-0">Aucune différence.</p>;
  return (
    <ul className="fr-mb-0">
      {ecarts.map((e) => (
        <li key={e.type === "seuil" ? e.nom : e.code}>
          {e.type === "seuil" ? e.libelle : e.titre}
          {e.type === "seuil" ? null : <code className="rg-regle__code"> {e.code}</code>}
          {" : "}
          {ecrireEcart(e)}
        </li>
      ))}
    </ul>
  );
}

type PropsDocuments = {
  documents: VersionMontree["documents"];
  /** A file kept by the service is for who is signed in: the others read its title, and are not sent to sign in. */
  connecte: boolean;
};

/** What the version stands on. */
export function Documents({ documents, connecte }: PropsDocuments) {
  if (documents.length === 0) return null;
  return (
    <p className="fr-text--sm fr-mb-0">
      {documents.length > 1 ? "Documents : " : "Document : "}
      {documents.map((d, i) => (
        <span key={`${d.titre}-${d.date}-${d.lien ?? d.document}`}>
          {i > 0 ? " ; " : ""}
          {d.document !== undefined && !connecte ? (
            `${d.titre}, ${ecrireDate(d.date)}`
          ) : (
            <a
              className="fr-link fr-text--sm"
              {...(d.document === undefined
                ? { href: d.lien ?? "" }
                : { href: adresseDocument(d.document), download: true })}
            >
              {d.titre}, {ecrireDate(d.date)}
            </a>
          )}
        </span>
      ))}
    </p>
  );
}

type PropsVersions = { versions: readonly VersionMontree[]; montree: number; connecte: boolean };

/** The versions of a regime, the latest first, with what each one changed. */
export function VersionsRegime({ versions, montree, connecte }: PropsVersions) {
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="versions">
      <h3 className="fr-h5" id="versions">
        Versions
      </h3>
      <ul className="rg-versions">
        {versions.map((v) => (
          <li key={v.regime.numero}>
            <p className="fr-mb-0">
              <Link
                href={`/regles?regime=${v.regime.code}&version=${v.regime.numero}`}
                aria-current={v.regime.numero === montree ? "true" : undefined}
              >
                Version {v.regime.numero}
              </Link>
              , {ecrireEffet(v)}{" "}
              <span className="fr-badge fr-badge--sm fr-badge--no-icon">{NOMS_SITUATION[v.situation]}</span>
            </p>
            {v.motif === null ? null : <p className="fr-hint-text fr-mb-0">{v.motif}</p>}
            {v.changements.length === 0 ? null : <ListeEcarts ecarts={v.changements} />}
            <Documents documents={v.documents} connecte={connecte} />
          </li>
        ))}
      </ul>
    </section>
  );
}
