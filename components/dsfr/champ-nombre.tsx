"use client";
import { CadreChamp, ChampLu, decritPar, enTexte, type ProprietesChamp } from "./champ-cadre";

/** A number typed as text: no spinner, no wheel accident. `unite` is read with the label. */
export function ChampNombre({
  unite,
  decimal,
  ...champ
}: ProprietesChamp & { unite?: string | undefined; decimal?: boolean }) {
  const valeur = enTexte(champ.valeur).replace(".", ",");
  if (champ.lectureSeule) return <ChampLu champ={champ} texte={valeur && unite ? `${valeur}\u00a0${unite}` : valeur} />;
  const libelle = unite ? (
    <>
      {champ.libelle} <span className="fr-sr-only">({unite})</span>
    </>
  ) : (
    champ.libelle
  );
  return (
    <CadreChamp champ={{ ...champ, libelle }}>
      <div className="rg-nombre">
        <input
          className={`fr-input rg-nombre__entree ${champ.erreur ? "fr-input--error" : ""}`}
          type="text"
          inputMode={decimal ? "decimal" : "numeric"}
          id={champ.id}
          value={valeur}
          autoComplete="off"
          aria-describedby={decritPar(champ)}
          aria-invalid={champ.erreur ? true : undefined}
          onChange={(e) => champ.surChangement(e.target.value)}
          onBlur={champ.surSortie}
        />
        {unite ? (
          <span className="rg-nombre__unite" aria-hidden="true">
            {unite}
          </span>
        ) : null}
      </div>
    </CadreChamp>
  );
}
