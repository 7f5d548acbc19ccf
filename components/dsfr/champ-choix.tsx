"use client";
import { CadreChamp, ChampLu, decritPar, enTexte, MessagesChamp, type ProprietesChamp } from "./champ-cadre";

export type Option = { valeur: string; libelle: string };

/** `{ gip: "GIP", … }` of the nomenclatures, as options. */
export const optionsDe = (libelles: Readonly<Record<string, string>>): Option[] =>
  Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }));

/** One choice in a list; the empty one means « not known yet ». */
export function ChampChoix({
  options,
  vide = "Choisir",
  ...champ
}: ProprietesChamp & { options: readonly Option[]; vide?: string }) {
  const valeur = enTexte(champ.valeur);
  if (champ.lectureSeule)
    return <ChampLu champ={champ} texte={options.find((o) => o.valeur === valeur)?.libelle ?? valeur} />;
  return (
    <CadreChamp champ={champ} groupe="fr-select-group">
      <select
        className={`fr-select ${champ.erreur ? "fr-select--error" : ""}`}
        id={champ.id}
        value={valeur}
        aria-describedby={decritPar(champ)}
        aria-invalid={champ.erreur ? true : undefined}
        onChange={(e) => champ.surChangement(e.target.value)}
        onBlur={champ.surSortie}
      >
        <option value="">{vide}</option>
        {options.map((o) => (
          <option key={o.valeur} value={o.valeur}>
            {o.libelle}
          </option>
        ))}
      </select>
    </CadreChamp>
  );
}

/** One choice among a few, all visible (radio buttons). The fieldset bears the id; `surChangement` gives the value. */
export function ChampRadio({
  options,
  enLigne,
  ...champ
}: ProprietesChamp & { options: readonly Option[]; enLigne?: boolean }) {
  const valeur = enTexte(champ.valeur);
  if (champ.lectureSeule)
    return <ChampLu champ={champ} texte={options.find((o) => o.valeur === valeur)?.libelle ?? ""} />;
  return (
    <fieldset
      id={champ.id}
      tabIndex={-1}
      className={`fr-fieldset ${champ.erreur ? "fr-fieldset--error" : ""} ${champ.className ?? ""}`}
      aria-labelledby={`${champ.id}-legende`}
      aria-describedby={decritPar(champ)}
    >
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular" id={`${champ.id}-legende`}>
        {champ.libelle}
        {champ.aide ? (
          <span className="fr-hint-text" id={`${champ.id}-aide`}>
            {champ.aide}
          </span>
        ) : null}
      </legend>
      {champ.outils ? <div className="fr-fieldset__element">{champ.outils}</div> : null}
      {options.map((o) => (
        <div
          className={`fr-fieldset__element ${enLigne ? "fr-fieldset__element--inline" : ""}`}
          key={o.valeur === "" ? "aucun" : o.valeur}
        >
          <div className="fr-radio-group">
            <input
              type="radio"
              id={`${champ.id}-choix-${o.valeur || "aucun"}`}
              name={champ.id}
              checked={valeur === o.valeur}
              onChange={() => champ.surChangement(o.valeur)}
              onBlur={champ.surSortie}
            />
            <label className="fr-label" htmlFor={`${champ.id}-choix-${o.valeur || "aucun"}`}>
              {o.libelle}
            </label>
          </div>
        </div>
      ))}
      <div className="fr-fieldset__element">
        <MessagesChamp {...champ} />
      </div>
    </fieldset>
  );
}
