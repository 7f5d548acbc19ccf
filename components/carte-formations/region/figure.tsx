import Link from "next/link";
import { accorder } from "@/lib/domain/ecriture";
import { adresseDemandes } from "@/lib/schemas/carte-filtres";
import type { Chiffre } from "@/lib/schemas/carte-taux";

/** A count of places that opens on its rows. `sens`: what is counted, for who hears the link alone. */
export function LienPlaces({ chiffre, sens, texte }: { chiffre: Chiffre; sens: string; texte?: string }) {
  return (
    <Link href={adresseDemandes(chiffre.filtres)} className="rg-insecable">
      {texte ?? accorder(chiffre.places, "place")}
      <span className="fr-sr-only">, {sens}</span>
    </Link>
  );
}
