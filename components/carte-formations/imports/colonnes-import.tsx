import { accorder } from "@/lib/domain/ecriture";
import type { Colonnes } from "@/lib/domain/orion/demande";

/** How the headers were understood: those left aside are named, the others can be unfolded. */
export function ColonnesImport({ colonnes: { reconnues, inconnues } }: { colonnes: Colonnes }) {
  return (
    <section aria-labelledby="colonnes-section" className="fr-mt-5w">
      <h2 className="fr-h4" id="colonnes-section">
        Colonnes du fichier
      </h2>
      <p>
        {accorder(reconnues.length, "colonne comprise", "colonnes comprises")}, aucune colonne nécessaire ne manque.
        {inconnues.length === 0
          ? " Toutes le sont."
          : ` ${accorder(inconnues.length, "colonne laissée", "colonnes laissées")} de côté :`}
      </p>
      {inconnues.length === 0 ? null : (
        <ul>
          {inconnues.map((entete, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear the same header
            <li key={`${rang}-${entete}`}>{entete === "" ? "(colonne sans en-tête)" : `« ${entete} »`}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>Voir les colonnes comprises</summary>
        <ul>
          {reconnues.map(({ entete, champ }) => (
            <li key={champ}>« {entete} »</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
