import { Tableau } from "@/components/dsfr/tableau";
import { BadgeEtat } from "@/components/habilitations/badge-etat";
import { ecrireDate } from "@/lib/domain/ecriture";
import { type EtatHabilitation, ecrirePortee, type Portee } from "@/lib/domain/habilitations";
import { type CodeRole, nomRole } from "@/lib/domain/roles";

export type DroitMontre = Portee & {
  id: string;
  role: CodeRole;
  debut: string;
  fin: string | null;
  etat: EtatHabilitation;
  motifRetrait: string | null;
};

/** One's own rights: what, where, until when, and why one was withdrawn. */
export function MesDroits({ droits }: { droits: readonly DroitMontre[] }) {
  return (
    <Tableau
      id="mes-droits"
      titre="Vos droits"
      lignes={droits}
      cle={(d) => d.id}
      vide={<p>Aucun droit pour l’instant. Faites une demande ci-dessous : elle sera lue par une personne.</p>}
      colonnes={[
        { cle: "role", nom: "Rôle", entete: true, contenu: (d) => nomRole(d.role) },
        { cle: "portee", nom: "Périmètre", contenu: (d) => ecrirePortee(d.role, d) },
        {
          cle: "etat",
          nom: "État",
          contenu: (d) => (
            <>
              {/* A review is for whoever answers for the right: its holder has nothing to do. */}
              <BadgeEtat etat={d.etat === "a_revoir" ? "active" : d.etat} />
              {d.motifRetrait ? <span className="fr-hint-text">{d.motifRetrait}</span> : null}
            </>
          ),
        },
        { cle: "debut", nom: "Depuis", court: true, contenu: (d) => ecrireDate(d.debut) },
        {
          cle: "fin",
          nom: "Jusqu’au",
          court: true,
          contenu: (d) => (d.fin === null ? "Sans date de fin" : ecrireDate(d.fin)),
        },
      ]}
    />
  );
}
