import { accorder } from "@/lib/domain/ecriture";
import type { annulerRetour, RetourFait } from "./retour";

/** What a return has done, and what it has left. */
export function BilanRetour({ fait, nom, noms }: { fait: RetourFait & { reste: number }; nom: string; noms: string }) {
  return (
    <>
      {fait.gestes.length > 0 ? (
        <p className="fr-message fr-message--valid">
          {accorder(fait.gestes.length, "section remise", "sections remises")} comme à {nom}.
        </p>
      ) : (
        <p className="fr-message fr-message--info">Rien n’a été remis.</p>
      )}
      {fait.laissees.length > 0 ? (
        <p className="fr-message fr-message--warning">
          {accorder(
            fait.laissees.length,
            "champ modifié entre-temps a été laissé",
            "champs modifiés entre-temps ont été laissés",
          )}{" "}
          tel{fait.laissees.length > 1 ? "s" : ""} quel{fait.laissees.length > 1 ? "s" : ""} : {noms}.
        </p>
      ) : null}
      {fait.reste > 0 ? (
        <p className="fr-message fr-message--warning">
          {accorder(fait.reste, "modification attend", "modifications attendent")} encore d’être enregistrée
          {fait.reste > 1 ? "s" : ""} : l’état de chaque section le dit.
        </p>
      ) : null}
      <p>Le dossier d’avant ce retour est gardé parmi les points.</p>
    </>
  );
}

/** What taking it back has done. */
export function BilanAnnulation({
  bilan: { refusees, perdus },
  noms,
}: {
  bilan: ReturnType<typeof annulerRetour>;
  noms: string;
}) {
  if (refusees.length + perdus === 0) return <p>Le retour est annulé : le dossier est comme avant.</p>;
  return (
    <>
      <p>Le retour est annulé, sauf :</p>
      <ul>
        {refusees.length > 0 ? (
          <li>
            {`${accorder(refusees.length, "champ modifié depuis n’a pas été remis", "champs modifiés depuis n’ont pas été remis")} : ${noms}`}
          </li>
        ) : null}
        {perdus > 0 ? (
          <li>
            {accorder(perdus, "section, déjà annulée ou trop ancienne", "sections, déjà annulées ou trop anciennes")}
          </li>
        ) : null}
      </ul>
    </>
  );
}
