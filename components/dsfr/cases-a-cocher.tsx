"use client";
import type { ReactNode } from "react";
import { ChampLu, decritPar, MessagesChamp, type ProprietesChamp } from "./champ-cadre";

export type Case = { valeur: string | number; libelle: ReactNode };

/** Several choices: the fieldset bears the id, `surChangement` gives the values ticked, in the order of the list. */
export function CasesACocher<V extends string | number>({
  options,
  deuxColonnes,
  surChangement,
  ...champ
}: Omit<ProprietesChamp<readonly V[]>, "surChangement"> & {
  options: readonly { valeur: V; libelle: ReactNode }[];
  surChangement: (valeurs: V[]) => void;
  deuxColonnes?: boolean;
}) {
  const cochees = new Set<V>(champ.valeur ?? []);
  const complet = { ...champ, surChangement: () => undefined };
  if (champ.lectureSeule) {
    const lus = options.filter((o) => cochees.has(o.valeur));
    return (
      <ChampLu
        champ={complet}
        texte={
          lus.length === 0
            ? ""
            : lus.map((o) => (
                <span key={o.valeur} className="rg-lu__element">
                  {o.libelle}
                </span>
              ))
        }
      />
    );
  }
  return (
    <fieldset
      id={champ.id}
      tabIndex={-1}
      className={`fr-fieldset ${champ.erreur ? "fr-fieldset--error" : ""} ${champ.className ?? ""}`}
      aria-labelledby={`${champ.id}-legende`}
      aria-describedby={decritPar(complet)}
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
      {options.map((o) => {
        const id = `${champ.id}-choix-${o.valeur}`;
        return (
          <div className={`fr-fieldset__element ${deuxColonnes ? "rg-case--moitie" : ""}`} key={o.valeur}>
            <div className="fr-checkbox-group fr-checkbox-group--sm">
              <input
                type="checkbox"
                id={id}
                checked={cochees.has(o.valeur)}
                onChange={(e) => {
                  const suite = new Set(cochees);
                  if (e.target.checked) suite.add(o.valeur);
                  else suite.delete(o.valeur);
                  // Values outside the list (an imported file may hold some) are kept.
                  const connues = options.map((p) => p.valeur);
                  surChangement([
                    ...connues.filter((v) => suite.has(v)),
                    ...[...suite].filter((v) => !connues.includes(v)),
                  ]);
                }}
                onBlur={champ.surSortie}
              />
              <label className="fr-label" htmlFor={id}>
                {o.libelle}
              </label>
            </div>
          </div>
        );
      })}
      <div className="fr-fieldset__element">
        <MessagesChamp {...complet} />
      </div>
    </fieldset>
  );
}

/** One box to tick: yes or no. */
export function CaseACocher({
  surChangement,
  ...champ
}: Omit<ProprietesChamp<boolean>, "surChangement"> & { surChangement: (cochee: boolean) => void }) {
  const complet = { ...champ, surChangement: () => undefined };
  if (champ.lectureSeule) return <ChampLu champ={complet} texte={champ.valeur ? "Oui" : "Non"} />;
  return (
    <div className={`fr-checkbox-group fr-checkbox-group--sm ${champ.className ?? ""}`}>
      <input
        type="checkbox"
        id={champ.id}
        checked={champ.valeur === true}
        aria-describedby={decritPar(complet)}
        onChange={(e) => surChangement(e.target.checked)}
        onBlur={champ.surSortie}
      />
      <label className="fr-label" htmlFor={champ.id}>
        {champ.libelleMasque ? <span className="fr-sr-only">{champ.libelle}</span> : champ.libelle}
        {champ.aide && !champ.libelleMasque ? (
          <span className="fr-hint-text" id={`${champ.id}-aide`}>
            {champ.aide}
          </span>
        ) : null}
      </label>
      {champ.libelleMasque ? null : champ.outils}
      <MessagesChamp {...complet} />
    </div>
  );
}
