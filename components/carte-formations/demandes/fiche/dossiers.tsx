import Link from "next/link";
import type { DemandeCarte } from "@/lib/schemas/carte-demandes";

/** The dossiers that claim this demand, and what it means when there are several. */
export function DossiersDeLaDemande({ dossiers }: { dossiers: DemandeCarte["dossiers"] }) {
  if (dossiers.length === 0) return <p>Aucun dossier n’est rattaché à cette demande.</p>;
  return (
    <>
      <ul>
        {dossiers.map(({ dossierId, nom }, i) => (
          <li key={dossierId ?? `${nom}-${i}`}>
            {dossierId === null ? nom : <Link href={`/dossiers/${dossierId}/carte`}>{nom}</Link>}
          </li>
        ))}
      </ul>
      {dossiers.length > 1 ? (
        <p>Plusieurs dossiers la revendiquent : ses places ne comptent qu’une fois dans le taux.</p>
      ) : null}
    </>
  );
}
