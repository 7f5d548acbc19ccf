import { MessagesChamp } from "@/components/dsfr/champ-cadre";
import { CODES_DROIT, type DroitMembre, nomDroit, phraseDroit } from "@/lib/domain/equipe";

/** The three rights, each with what it allows. The fieldset bears the id. */
export function ChoixDroit({
  id,
  legende,
  valeur,
  surChangement,
  erreur,
}: {
  id: string;
  legende: string;
  valeur: DroitMembre | "";
  surChangement: (droit: DroitMembre) => void;
  erreur?: string | undefined;
}) {
  return (
    <fieldset
      id={id}
      className={`fr-fieldset ${erreur ? "fr-fieldset--error" : ""}`}
      aria-labelledby={`${id}-legende`}
      aria-describedby={erreur ? `${id}-messages` : undefined}
    >
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular" id={`${id}-legende`}>
        {legende}
      </legend>
      {CODES_DROIT.map((droit) => (
        <div className="fr-fieldset__element" key={droit}>
          <div className="fr-radio-group">
            <input
              type="radio"
              id={`${id}-${droit}`}
              name={id}
              value={droit}
              checked={valeur === droit}
              onChange={() => surChangement(droit)}
            />
            <label className="fr-label" htmlFor={`${id}-${droit}`}>
              {nomDroit(droit)}
              <span className="fr-hint-text">{phraseDroit(droit)}</span>
            </label>
          </div>
        </div>
      ))}
      <MessagesChamp id={id} erreur={erreur} complements={undefined} />
    </fieldset>
  );
}
