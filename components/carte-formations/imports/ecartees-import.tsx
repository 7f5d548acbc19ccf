import { accorder, ecrireNombre, typographie } from "@/lib/domain/ecriture";
import type { GenreImport } from "@/lib/schemas/imports-carte";
import { type Remarque, RemarquesImport } from "./remarques-import";

/** Beyond, the file of all the remarks tells them. */
const RAISONS_MONTREES = 10;

/** Why a row is set aside when it has no remark of its own. */
const SANS_REMARQUE: Readonly<Record<GenreImport, string>> = {
  orion: "d’une autre région académique",
  constat: "d’une autre région académique",
  places: "que personne n’a remplies",
};

/** Rows that the import leaves aside: how many for each reason, then the first of those that someone should look at. */
export function EcarteesImport({
  genre,
  total,
  raisons,
  remarques,
  fichier,
}: {
  genre: GenreImport;
  total: number;
  raisons: readonly { motif: string; lignes: number }[];
  remarques: readonly Remarque[];
  fichier: string;
}) {
  if (total === 0) return null;
  const dites = raisons.reduce((somme, r) => somme + r.lignes, 0);
  const autres = raisons.slice(RAISONS_MONTREES).reduce((somme, r) => somme + r.lignes, 0);
  return (
    <>
      <div className="fr-mt-5w">
        <h2 className="fr-h4" id="ecartees-section">
          Lignes laissées de côté
        </h2>
        <p>
          {accorder(total, "ligne n’est pas importée et n’empêche", "lignes ne sont pas importées et n’empêchent")}{" "}
          rien :
        </p>
        <ul>
          {total > dites ? (
            <li>
              {accorder(total - dites, "ligne")} {SANS_REMARQUE[genre]}
            </li>
          ) : null}
          {raisons.slice(0, RAISONS_MONTREES).map(({ motif, lignes }) => (
            <li key={motif}>
              {accorder(lignes, "ligne")} : {typographie(motif)}
            </li>
          ))}
          {autres > 0 ? <li>{ecrireNombre(autres)} pour d’autres raisons, dites dans la liste</li> : null}
        </ul>
      </div>
      <RemarquesImport
        id="ecartees"
        titre="Lignes laissées de côté, à regarder"
        explication={`${accorder(dites, "ligne")} que vous pourriez attendre sur la carte.`}
        remarques={remarques}
        total={dites}
        perdues={0}
        fichier={fichier}
      />
    </>
  );
}
