import Link from "next/link";
import { accorder } from "@/lib/domain/ecriture";
import type { LigneDemandes } from "@/lib/schemas/carte-demandes";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { adresse } from "./adresse";
import { TableauDemandes } from "./tableau-demandes";

/** First page of a list that has its own page. */
export function DemandesRecentes({
  lignes,
  total,
  filtres,
  avecRegion,
}: {
  lignes: readonly LigneDemandes[];
  total: number;
  filtres: FiltresCarte;
  avecRegion: boolean;
}) {
  if (lignes.length === 0) return <p>Aucune demande pour l’instant.</p>;
  return (
    <>
      <TableauDemandes valeurs={filtres} lignes={lignes} titre="Liste des demandes" avecRegion={avecRegion} />
      <p className="fr-mt-2w">
        <Link href={adresse(filtres)} className="fr-link fr-link--icon-right fr-icon-arrow-right-line">
          {total > lignes.length ? `Voir les ${accorder(total, "demande")}` : "Filtrer, trier ou exporter ces demandes"}
        </Link>
      </p>
    </>
  );
}
