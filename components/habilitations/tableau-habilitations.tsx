import Link from "next/link";
import { Tableau, type TriColonne } from "@/components/dsfr/tableau";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import { type EtatHabilitation, ecrirePortee, type Portee } from "@/lib/domain/habilitations";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { type CodeRole, nomRole } from "@/lib/domain/roles";
import type { FiltresHabilitations, TriHabilitations } from "@/lib/schemas/filtres-acces";
import { adresseHabilitations, sensNaturel } from "./adresse";
import { BadgeEtat } from "./badge-etat";

export type LigneMontree = Portee & {
  id: string;
  personne: string;
  organisation: string;
  role: CodeRole;
  accordeeLe: string;
  fin: string | null;
  etat: EtatHabilitation;
};

export function TableauHabilitations({
  lignes,
  filtres,
  avecRegion,
  titre,
}: {
  lignes: readonly LigneMontree[];
  filtres: FiltresHabilitations;
  avecRegion: boolean;
  titre: string;
}) {
  const tri = (cle: TriHabilitations): TriColonne => {
    const actuel = filtres.tri === cle ? filtres.sens : null;
    const suivant = actuel === null ? sensNaturel(cle) : actuel === "asc" ? "desc" : "asc";
    return { href: adresseHabilitations(filtres, { tri: cle, sens: suivant }), actuel, suivant };
  };
  return (
    <Tableau
      id="habilitations"
      titre={titre}
      lignes={lignes}
      cle={(l) => l.id}
      vide={<p>Aucun droit ne correspond. Retirez un filtre.</p>}
      colonnes={[
        {
          cle: "personne",
          nom: "Personne",
          entete: true,
          tri: tri("personne"),
          contenu: (l) => (
            <>
              <Link href={`/habilitations/${l.id}`}>{l.personne}</Link>
              <span className="fr-hint-text">{l.organisation}</span>
            </>
          ),
        },
        { cle: "role", nom: "Rôle", tri: tri("role"), contenu: (l) => nomRole(l.role) },
        { cle: "portee", nom: "Périmètre", contenu: (l) => ecrirePortee(l.role, l) },
        ...(avecRegion
          ? [
              {
                cle: "region",
                nom: "Région académique",
                tri: tri("region"),
                contenu: (l: LigneMontree) => (l.regionAcademique === null ? "–" : nomRegion(l.regionAcademique)),
              },
            ]
          : []),
        { cle: "etat", nom: "État", contenu: (l) => <BadgeEtat etat={l.etat} /> },
        {
          cle: "accord",
          nom: "Accordé le",
          court: true,
          tri: tri("accord"),
          contenu: (l) => ecrireDateCourte(l.accordeeLe),
        },
        {
          cle: "fin",
          nom: "Fin",
          court: true,
          tri: tri("fin"),
          contenu: (l) => (l.fin === null ? "Sans date" : ecrireDateCourte(l.fin)),
        },
      ]}
    />
  );
}
