import Link from "next/link";
import { Tableau } from "@/components/dsfr/tableau";
import { ecrireDate, ecrireOctets } from "@/lib/domain/ecriture";
import { adresseComparaison, ecrireReference } from "@/lib/schemas/comparaison";

type Piece = { id: string; nom: string; octets: number };
type Version = { numero: number; deposeeLe: string; pdfOctets: number; pieces: Piece[] };
type Rouvert = { id: string; titre: string; acronyme: string | null; versions: Version[] };

/** One row for each filed version, with what was filed. */
export function DossiersRouverts({ dossiers }: { dossiers: readonly Rouvert[] }) {
  const lignes = dossiers.flatMap((d) => d.versions.map((v) => ({ ...d, ...v, cle: `${d.id} ${v.numero}` })));
  return (
    <Tableau
      id="versions"
      titre="Versions déposées des dossiers rouverts"
      lignes={lignes}
      cle={(l) => l.cle}
      vide="Aucun dossier rouvert : tous ceux que vous pouvez lire sont dans la liste des dossiers."
      colonnes={[
        {
          cle: "dossier",
          nom: "Dossier, au dépôt",
          entete: true,
          contenu: (l) => (l.acronyme ? `${l.acronyme} – ${l.titre}` : l.titre),
        },
        { cle: "version", nom: "Version", court: true, contenu: (l) => `Version ${l.numero}` },
        { cle: "jour", nom: "Déposée le", court: true, contenu: (l) => ecrireDate(l.deposeeLe) },
        {
          cle: "documents",
          nom: "Documents",
          contenu: (l) => (
            <>
              <a className="fr-link fr-link--download" href={`/dossiers/${l.id}/versions/${l.numero}/pdf`} download>
                PDF
                <span className="fr-sr-only">
                  {" "}
                  de la version {l.numero} de {l.acronyme ?? l.titre}
                </span>
                <span className="fr-link__detail">PDF – {ecrireOctets(l.pdfOctets)}</span>
              </a>
              <br />
              <a className="fr-link fr-link--download" href={`/dossiers/${l.id}/versions/${l.numero}/donnees`} download>
                Données
                <span className="fr-sr-only">
                  {" "}
                  de la version {l.numero} de {l.acronyme ?? l.titre}
                </span>
                <span className="fr-link__detail">JSON, rigel-dossier/1</span>
              </a>
              {l.versions.length > 1 ? (
                <>
                  <br />
                  <Link
                    className="fr-link"
                    href={adresseComparaison(
                      l.id,
                      ecrireReference({ type: "version", numero: l.numero === 1 ? 1 : l.numero - 1 }),
                      ecrireReference({ type: "version", numero: l.numero === 1 ? 2 : l.numero }),
                    )}
                  >
                    Comparer à la version {l.numero === 1 ? 2 : l.numero - 1}
                    <span className="fr-sr-only">
                      {" "}
                      la version {l.numero} de {l.acronyme ?? l.titre}
                    </span>
                  </Link>
                </>
              ) : null}
              {l.pieces.map((p) => (
                <span key={p.id}>
                  <br />
                  <a className="fr-link fr-link--download" href={`/api/v1/pieces/${p.id}`} download>
                    {p.nom || "Pièce sans nom"}
                    <span className="fr-sr-only">, pièce de la version {l.numero}</span>
                    <span className="fr-link__detail">{ecrireOctets(p.octets)}</span>
                  </a>
                </span>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
