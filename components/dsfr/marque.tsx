import { Fragment } from "react";

/**
 * The State's block: the administration's name under the Marianne, on several short lines as the brand asks. Lines are
 * cut between words, about fourteen characters each.
 */
export function blocMarque(administration: string) {
  return enLignes(administration).map((ligne, rang) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one fixed text, never reordered
    <Fragment key={rang}>
      {rang > 0 && <br />}
      {ligne}
    </Fragment>
  ));
}

const LARGEUR = 14;

export function enLignes(nom: string): string[] {
  const lignes: string[] = [];
  for (const mot of nom.split(/[ \u00a0]+/).filter(Boolean)) {
    const courante = lignes.at(-1);
    if (courante !== undefined && courante.length + 1 + mot.length <= LARGEUR)
      lignes[lignes.length - 1] = `${courante} ${mot}`;
    else lignes.push(mot);
  }
  return lignes;
}
