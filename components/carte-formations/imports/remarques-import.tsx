import { Tableau } from "@/components/dsfr/tableau";
import { ecrireNombre } from "@/lib/domain/ecriture";

type Remarque = { id: bigint; ligne: number; colonne: string; motif: string; valeur: string };

/** Rows refused, or taken and doubtful: the first ones, and the file that holds them all. */
export function RemarquesImport({
  id,
  titre,
  explication,
  remarques,
  total,
  fichier,
}: {
  id: string;
  titre: string;
  explication: string;
  remarques: readonly Remarque[];
  total: number;
  /** Address of the whole list. */
  fichier: string;
}) {
  if (remarques.length === 0) return null;
  return (
    <section aria-labelledby={`${id}-section`} className="fr-mt-5w">
      <h2 className="fr-h4" id={`${id}-section`}>
        {titre}
      </h2>
      <p>
        {explication}
        {total > remarques.length ? ` Les ${ecrireNombre(remarques.length)} premières sont ici. ` : " "}
        <a className="fr-link" href={fichier} download>
          Télécharger toute la liste (CSV)
        </a>
      </p>
      <Tableau
        id={id}
        titre={titre}
        lignes={remarques}
        cle={(r) => String(r.id)}
        colonnes={[
          { cle: "ligne", nom: "Ligne", entete: true, aDroite: true, contenu: (r) => ecrireNombre(r.ligne) },
          { cle: "colonne", nom: "Colonne", contenu: (r) => r.colonne || "Toute la ligne" },
          { cle: "motif", nom: "Ce qui ne va pas", contenu: (r) => r.motif },
          { cle: "valeur", nom: "Valeur lue", contenu: (r) => r.valeur || "(vide)" },
        ]}
      />
    </section>
  );
}
