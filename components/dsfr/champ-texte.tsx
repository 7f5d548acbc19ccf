"use client";
import { CadreChamp, ChampLu, decritPar, enTexte, type ProprietesChamp } from "./champ-cadre";

type Texte = ProprietesChamp & {
  /** Id of a `<datalist>`: values to pick from, without forbidding others. */
  liste?: string;
  autoComplete?: string;
  exemple?: string;
  longueurMax?: number;
};

/** One line of text. */
export function ChampTexte({ autoComplete = "off", longueurMax, liste, ...champ }: Texte) {
  const valeur = enTexte(champ.valeur);
  if (champ.lectureSeule) return <ChampLu champ={champ} texte={valeur} />;
  return (
    <CadreChamp champ={champ}>
      <input
        className={`fr-input ${champ.erreur ? "fr-input--error" : ""}`}
        type="text"
        id={champ.id}
        value={valeur}
        maxLength={longueurMax}
        list={liste}
        autoComplete={autoComplete}
        aria-describedby={decritPar(champ)}
        aria-invalid={champ.erreur ? true : undefined}
        onChange={(e) => champ.surChangement(e.target.value)}
        onBlur={champ.surSortie}
      />
    </CadreChamp>
  );
}

/** Several lines of text; the box grows with them where the browser can (`field-sizing`). */
export function ChampLong({ lignes = 4, ...champ }: ProprietesChamp & { lignes?: number }) {
  const valeur = enTexte(champ.valeur);
  if (champ.lectureSeule) return <ChampLu champ={champ} texte={valeur} />;
  return (
    <CadreChamp champ={champ}>
      <textarea
        className={`fr-input rg-zone ${champ.erreur ? "fr-input--error" : ""}`}
        id={champ.id}
        rows={lignes}
        value={valeur}
        aria-describedby={decritPar(champ)}
        aria-invalid={champ.erreur ? true : undefined}
        onChange={(e) => champ.surChangement(e.target.value)}
        onBlur={champ.surSortie}
      />
    </CadreChamp>
  );
}
