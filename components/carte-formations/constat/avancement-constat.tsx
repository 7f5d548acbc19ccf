import Link from "next/link";
import { Tableau } from "@/components/dsfr/tableau";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { adresseConstat } from "@/lib/schemas/constat";

type Ligne = { uai: string; etablissement: string; attendues: number; saisies: number };

/** Which établissements have told what they opened, those who have the most left first. */
export function AvancementConstat({ lignes, rentree }: { lignes: readonly Ligne[]; rentree: number }) {
  return (
    <Tableau
      id="avancement"
      titre={`Avancement du constat de la rentrée ${rentree}`}
      lignes={lignes}
      cle={(l) => l.uai}
      vide={<p className="fr-mb-0">Aucun établissement dans ce choix.</p>}
      colonnes={[
        {
          cle: "etablissement",
          nom: "Établissement",
          entete: true,
          contenu: (l) => <Link href={adresseConstat({ uai: l.uai, rentree })}>{l.etablissement}</Link>,
        },
        { cle: "uai", nom: "UAI", court: true, contenu: (l) => l.uai },
        { cle: "attendues", nom: "Demandes validées", aDroite: true, contenu: (l) => ecrireNombre(l.attendues) },
        { cle: "saisies", nom: "Constatées", aDroite: true, contenu: (l) => ecrireNombre(l.saisies) },
        {
          cle: "etat",
          nom: "État",
          contenu: (l) =>
            l.saisies === 0
              ? "Constat pas encore saisi"
              : l.saisies < l.attendues
                ? `Reste ${ecrireNombre(l.attendues - l.saisies)}`
                : "Complet",
        },
      ]}
    />
  );
}
