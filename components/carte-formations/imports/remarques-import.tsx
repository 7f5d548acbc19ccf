import { Tableau } from "@/components/dsfr/tableau";
import { ecrireNombre, typographie } from "@/lib/domain/ecriture";

export type Remarque = { id: bigint; ligne: number; colonne: string; motif: string; valeur: string };

/** Rows refused, or taken and doubtful: the first ones, and the file that holds them all. */
export function RemarquesImport({
  id,
  titre,
  explication,
  remarques,
  total,
  perdues,
  fichier,
}: {
  id: string;
  titre: string;
  explication: string;
  remarques: readonly Remarque[];
  total: number;
  /** How many of them are counted only: too many in one file, or kept long enough. */
  perdues: number;
  /** Address of the whole list. */
  fichier: string;
}) {
  if (remarques.length === 0 && perdues === 0) return null;
  const detail =
    perdues === 0
      ? ""
      : remarques.length === 0
        ? " Leur détail a été effacé : il est gardé un mois, un an quand l’import est appliqué."
        : ` Rigel ne garde pas le détail de ${ecrireNombre(perdues)} d’entre elles : corrigez les premières, puis renvoyez le fichier.`;
  return (
    <div className="fr-mt-5w">
      <h2 className="fr-h4" id={`${id}-section`}>
        {titre}
      </h2>
      <p>
        {explication}
        {detail}
        {remarques.length > 0 && total > remarques.length
          ? ` Les ${ecrireNombre(remarques.length)} premières sont ici. `
          : " "}
        {remarques.length === 0 ? null : (
          <a className="fr-link" href={fichier} download>
            {perdues === 0 ? "Télécharger toute la liste (CSV)" : "Télécharger la liste (CSV)"}
          </a>
        )}
      </p>
      {remarques.length === 0 ? null : (
        <Tableau
          id={id}
          titre={titre}
          lignes={remarques}
          cle={(r) => String(r.id)}
          colonnes={[
            { cle: "ligne", nom: "Ligne", entete: true, aDroite: true, contenu: (r) => ecrireNombre(r.ligne) },
            { cle: "colonne", nom: "Colonne", contenu: (r) => r.colonne || "Toute la ligne" },
            { cle: "motif", nom: "Ce qui ne va pas", contenu: (r) => typographie(r.motif) },
            { cle: "valeur", nom: "Valeur lue", contenu: (r) => r.valeur || "(vide)" },
          ]}
        />
      )}
    </div>
  );
}
