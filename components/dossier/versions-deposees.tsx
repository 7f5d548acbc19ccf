"use client";
import Link from "next/link";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { adresseComparaison, ecrireReference } from "@/lib/schemas/comparaison";
import { useEspaceFixe } from "./espace-contexte";
import { ecrireInstant } from "./etat-enregistrement";
import { RecepissesVersion } from "./paquet/recepisses-version";
import { TelechargerPaquet } from "./paquet/telecharger-paquet";

/** What was filed, newest first: number, day, documents, fingerprint. */
export function VersionsDeposees() {
  const { espace } = useEspaceFixe();
  if (espace.versions.length === 0) return null;
  const versions = [...espace.versions].sort((a, b) => b.numero - a.numero);
  // Those of today: a version's own are known once it is opened.
  const octets = espace.pieces.reduce((somme, p) => somme + (p.fichier?.octets ?? 0), 0);
  return (
    <>
      <h3 id="versions" tabIndex={-1}>
        {versions.length === 1 ? "Version déposée" : "Versions déposées"}
      </h3>
      <ul className="rg-versions">
        {versions.map((v) => (
          <li key={v.numero} className="rg-version">
            <p className="rg-version__nom">Version {v.numero}</p>
            <p className="rg-discret rg-petit">
              Déposée {ecrireInstant(v.deposeeLe, espace.aujourdhui)} par {v.deposeePar}.
            </p>
            <p className="rg-version__liens">
              <a
                className="fr-link fr-link--download"
                href={`/dossiers/${espace.id}/versions/${v.numero}/pdf`}
                download
              >
                Télécharger le PDF de la version {v.numero}
                <span className="fr-link__detail">PDF – {ecrireOctets(v.pdfOctets)}</span>
              </a>
              <a
                className="fr-link fr-link--download"
                href={`/dossiers/${espace.id}/versions/${v.numero}/donnees`}
                download
              >
                Télécharger les données de la version {v.numero}
                <span className="fr-link__detail">JSON, rigel-dossier/1</span>
              </a>
              <Link
                className="fr-link"
                href={adresseComparaison(espace.id, ecrireReference({ type: "version", numero: v.numero }), "courant")}
              >
                Comparer la version {v.numero} au dossier d’aujourd’hui
              </Link>
            </p>
            {espace.droits.paquet ? (
              <TelechargerPaquet dossierId={espace.id} numero={v.numero} octets={octets} />
            ) : null}
            <RecepissesVersion version={v} />
            <details className="rg-details">
              <summary>Empreinte du PDF</summary>
              <p>
                SHA-256 : <code className="rg-empreinte">{v.pdfSha256}</code>
              </p>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
