/** A formation as the forms show it: the few fields a person reads, never the whole nomenclature. */
import "server-only";
import { chercherFormations, type Formation, formation, niveauFormation } from "./reference";

export type FormationConnue = {
  cfd: string;
  libelle: string;
  diplome: string;
  niveau: number;
  fermeture: string | null;
};

const abreger = (f: Formation): FormationConnue => ({
  cfd: f.cfd,
  libelle: f.libelle,
  diplome: niveauFormation(f.niveauFormation)?.court ?? `Niveau ${f.niveau}`,
  niveau: f.niveau,
  fermeture: f.fermeture,
});

export function formationConnue(cfd: string): FormationConnue | undefined {
  const trouvee = formation(cfd);
  return trouvee && abreger(trouvee);
}

/** The code itself first, then what its words find. */
export function proposerFormations(texte: string, max = 20): FormationConnue[] {
  const exacte = formation(texte.trim().toUpperCase());
  const trouvees = chercherFormations(texte, max).filter((f) => f !== exacte);
  return [...(exacte ? [exacte] : []), ...trouvees].slice(0, max).map(abreger);
}
